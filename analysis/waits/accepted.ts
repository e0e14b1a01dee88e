/**
 * Accepted connections that are read from and never time out: a peer that connects and says nothing holds its
 * socket for ever. Information only: many servers mean to wait, and whoever sits behind a proxy is safe.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Deadline, ResourceType } from '../catalogue/model.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { givenTo } from '../trace/entries.ts';
import { callsOn } from '../trace/named.ts';
import { stringAt } from '../trace/literals.ts';
import { isHandedOver } from './escapes.ts';

export function acceptedSockets(catalogue: Catalogue, file: FileFlow): readonly Loss[] {
  const losses: Loss[] = [];
  // Most files hand no function to anybody who gives it something that it has to see to.
  if (callsOn(catalogue, file, 'handed-over').length === 0) return losses;
  for (const info of file.functions) {
    info.parameters.forEach((parameter, index) => {
      const place = file.places[parameter.place];
      if (place?.kind !== 'variable') return;
      for (const given of givenTo(catalogue, file, info.id, index)) {
        if (!given.owned) continue;
        const resource = given.types
          .map((type) => catalogue.resource(type))
          .find((one) => one?.kind === 'socket');
        if (resource === undefined || !waitsForData(catalogue, file, parameter.place)) continue;
        losses.push({
          file: file.path,
          rule: 'missing-timeout',
          kind: resource.kind,
          deadline: deadlineOf(resource),
          noun: resource.noun,
          acquisition: place.range,
          nameRange: place.range,
          callee: place.name,
          lostPath: 'no-timeout',
          evidence: 'possible',
          holder: { kind: 'local', place: parameter.place, name: place.name },
          path: [{ role: 'acquired', range: given.by.step.range }],
          function: info.id,
          releases: [],
          context: contextOf(file, info),
          alsoAt: [],
        });
        return;
      }
    });
  }
  return losses;
}

/** The wait is for data of the peer; what bounds it is a method of the socket. */
function deadlineOf(resource: ResourceType): Deadline {
  return {
    call: [],
    options: [],
    boundedBy: [],
    without: 'long',
    methods: ['setTimeout'],
    noun: resource.noun,
    kind: resource.kind,
    documentation: resource.documentation,
  };
}

/** It is read here, by nobody else, and no timeout is set on it. */
function waitsForData(catalogue: Catalogue, file: FileFlow, place: PlaceId): boolean {
  const aliases = aliasesOf(file, place);
  if (aliases.calls.some(({ step }) => step.method === 'setTimeout')) return false;
  const reads = ['data', 'readable'];
  const listens = aliases.calls.some(({ step }) => {
    const [event] = step.arguments;
    return event !== undefined && reads.includes(stringAt(file, event.value) ?? '');
  });
  return listens && !isHandedOver(catalogue, file, aliases);
}
