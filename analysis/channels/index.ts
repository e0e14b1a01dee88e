/**
 * Sends that nobody may ever receive: a goroutine of a class sends on one of its channels without a `select`, while
 * the class's release method only closes another channel, which the goroutine asks elsewhere. Once the reader is
 * gone, the goroutine waits in the send for ever.
 */
import type { Detector } from '../detectors.ts';
import type { Loss } from '../finding.ts';
import type { ClassId, FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { isReleaseMethod } from '../ownership/verbs.ts';
import { lossAt } from '../trace/loss.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

export const channels: Detector = ({ file }) => {
  const sends = sitesOf(file).calls.filter((site) => means(site, 'chan.send'));
  if (sends.length === 0) return [];
  const losses: Loss[] = [];
  for (const site of sends) {
    const owner = ownerOf(file, site.function);
    if (owner === null || file.functions[site.function]?.broken === true) continue;
    const channel = fieldAt(file, site, 0);
    if (channel === null || isBuffered(file, channel) || !runsBeside(file, site.function)) continue;
    const ended = closedByRelease(file, owner);
    // A release method that closes or drains the channel itself, or none at all, says nothing.
    if (ended.size === 0 || ended.has(channel) || !asks(file, site.function, ended)) continue;
    losses.push(toLoss(file, site, channel));
  }
  return losses;
};

/** The call of a built-in of this name. */
function means({ step }: CallSite, name: string): boolean {
  return step.reference?.kind === 'global' && step.reference.path.join('.') === name;
}

function ownerOf(file: FileFlow, id: FunctionId): ClassId | null {
  for (let at: FunctionId | null = id; at !== null; at = file.functions[at]?.parent ?? null) {
    const info = file.functions[at];
    if (info?.ownerClass !== null && info?.ownerClass !== undefined) return info.ownerClass;
  }
  return null;
}

/** The field of the object itself that an argument was read from. */
function fieldAt(file: FileFlow, site: CallSite, index: number): string | null {
  const place = site.step.arguments[index]?.value;
  return place === undefined ? null : fieldOf(file, place);
}

function fieldOf(file: FileFlow, place: PlaceId): string | null {
  const [writer] = sitesOf(file).writersOf(place);
  if (writer?.step.op !== 'load') return null;
  return file.places[writer.step.object]?.kind === 'this' ? writer.step.key : null;
}

/** Made with room for a value: the one send that ends a goroutine never waits. */
function isBuffered(file: FileFlow, field: string): boolean {
  return sitesOf(file)
    .writersOfField(field)
    .some((place) => {
      const [made] = sitesOf(file).writersOf(place);
      if (made?.step.op !== 'operation' || made.step.operator !== 'make') return false;
      const size = made.step.operands[1];
      const [literal] = size === undefined ? [] : sitesOf(file).writersOf(size);
      return (
        literal?.step.op === 'literal' && typeof literal.step.value === 'number' && literal.step.value > 0
      );
    });
}

/** Whether the function, or one around it, is started beside its caller. */
function runsBeside(file: FileFlow, id: FunctionId): boolean {
  const inside = new Set<FunctionId>();
  for (let at: FunctionId | null = id; at !== null; at = file.functions[at]?.parent ?? null) inside.add(at);
  return sitesOf(file).calls.some(({ step }) => {
    if (step.detached !== true) return false;
    if (step.reference?.kind === 'function') return inside.has(step.reference.function);
    const [closure] = sitesOf(file).writersOf(step.callee);
    if (closure?.step.op === 'closure') return inside.has(closure.step.function);
    return [...inside].some((one) => {
      const info = file.functions[one];
      return info?.kind === 'method' && info.name === step.method;
    });
  });
}

/** The channels in fields that release methods of the class close. */
function closedByRelease(file: FileFlow, owner: ClassId): ReadonlySet<string> {
  const closed = new Set<string>();
  for (const info of file.functions) {
    if (info.ownerClass !== owner || info.name === null || !isReleaseMethod(info.name)) continue;
    for (const site of sitesOf(file).callsIn(info.id)) {
      const field = means(site, 'close') ? fieldAt(file, site, 0) : null;
      if (field !== null) closed.add(field);
    }
  }
  return closed;
}

/** Whether the function waits for one of these channels somewhere: it is meant to end when they are closed. */
function asks(file: FileFlow, id: FunctionId, fields: ReadonlySet<string>): boolean {
  return file.graph(id).blocks.some((block) =>
    block.steps.some((step) => {
      if (step.op !== 'operation' || step.operator !== 'receive') return false;
      const [operand] = step.operands;
      const field = operand === undefined ? null : fieldOf(file, operand);
      return field !== null && fields.has(field);
    }),
  );
}

function toLoss(file: FileFlow, site: CallSite, channel: string): Loss {
  return {
    ...lossAt(file, site),
    rule: 'undisposed-loop',
    kind: 'worker',
    noun: 'goroutine',
    lostPath: 'blocked-send',
    evidence: 'likely',
    holder: { kind: 'field', name: channel, className: null, releaseMethod: null },
    path: [{ role: 'acquired', range: site.step.range }],
    releases: [],
  };
}
