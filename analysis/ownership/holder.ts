/** What the code calls a resource: the variable that holds it, for messages. */
import type { Catalogue } from '../catalogue/index.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { Holder } from '../finding.ts';
import type { Block, CallStep, PlaceId, SourceRange, Step, TypeReference } from '../flow/graph.ts';
import { isFluent } from '../trace/names.ts';
import type { Activity, Duty } from './activity.ts';
import { referenceEntries, typeSelectors } from './entries.ts';

/** The variable that the acquiring expression is assigned to, if any. */
export function holderOf(activity: Activity, duty: Duty): Holder {
  // The variable has an optional, which has no method that would close what is in it.
  if (activity.optionals.has(duty.value)) return { kind: 'nobody' };
  for (const id of new Set([duty.function, activity.root.id])) {
    const { blocks } = activity.file.graph(id);
    const carriers = carriersOf(activity.project.catalogue, blocks, duty);
    for (const block of blocks) {
      const functions = new Set<PlaceId>();
      for (const step of block.steps) {
        if (step.op === 'closure') functions.add(step.target);
        if (step.op !== 'copy' || step.range.start > duty.range.start || step.range.end < duty.range.end)
          continue;
        // A function that is declared around it names something else.
        if (functions.has(step.source)) continue;
        // `text = open(path).read()` names what was read.
        const carried = carriers?.get(step.source);
        if (carriers !== null && carried === undefined) continue;
        // `path = mkstemp()[1]` names the path, and not the descriptor.
        if (duty.part !== null && (carried?.part ?? duty.part) !== duty.part) continue;
        const place = activity.file.places[step.target];
        if (place?.kind !== 'variable' || place.name === '_') continue;
        if (
          carried?.made === true &&
          isOfAnotherResource(activity.project.catalogue, place.type, duty.resource)
        )
          continue;
        return { kind: 'local', place: step.target, name: place.name };
      }
    }
  }
  return { kind: 'nobody' };
}

/** By its declared type: `ResultSet rows = rowsOf(connect())` names the rows, and they are no connection. */
function isOfAnotherResource(
  catalogue: Catalogue,
  type: TypeReference | undefined,
  resource: ResourceType,
): boolean {
  if (type === undefined || resource.types === undefined) return false;
  const own = resource.types;
  return typeSelectors(type).some(
    (one) =>
      catalogue.typesOf(one).length > 0 &&
      !own.some((each) => catalogue.isSubtype(one, each) || catalogue.isSubtype(each, one)),
  );
}

/** How a place leads to what the call gave. */
interface Carried {
  /** The part of it that the place has; null for all of it. */
  readonly part: string | null;
  /** It is what some function made of the thing, and not the thing itself or what was constructed around it. */
  readonly made: boolean;
}

/** The places that may hold the resource, or something made from it; null where it comes from no call here. */
function carriersOf(
  catalogue: Catalogue,
  blocks: readonly Block[],
  duty: Duty,
): ReadonlyMap<PlaceId, Carried> | null {
  const carriers = new Map<PlaceId, Carried>();
  for (const { steps } of blocks) {
    for (const step of steps) {
      if (!('target' in step)) continue;
      if (step.op === 'call' && isAt(step.range, duty.range))
        carriers.set(step.target, { part: null, made: false });
      else if (carriers.size > 0) {
        const carried = carriedBy(catalogue, step, carriers);
        if (carried !== undefined) carriers.set(step.target, carried);
      }
    }
  }
  return carriers.size === 0 ? null : carriers;
}

function carriedBy(
  catalogue: Catalogue,
  step: Step,
  carriers: ReadonlyMap<PlaceId, Carried>,
): Carried | undefined {
  const byAny = (places: readonly PlaceId[]): Carried | undefined =>
    places.map((place) => carriers.get(place)).find((carried) => carried !== undefined);
  switch (step.op) {
    case 'copy':
    case 'await':
      return carriers.get(step.source);
    case 'load': {
      const whole = carriers.get(step.object);
      return whole === undefined ? undefined : { ...whole, part: whole.part ?? step.key };
    }
    case 'array':
      return byAny(step.elements.map(({ value }) => value));
    case 'object':
      return byAny(step.properties.map(({ value }) => value));
    case 'operation':
      return byAny(step.operands);
    case 'call': {
      const given = byAny(step.arguments.map(({ value }) => value));
      if (given !== undefined) {
        if (givesContent(step) || isPutOver(catalogue, step)) return undefined;
        return step.construct ? given : { ...given, made: true };
      }
      if (step.receiver === undefined || !isFluent(step.method)) return undefined;
      return carriers.get(step.receiver);
    }
    default:
      return undefined;
  }
}

/** `IOUtils.toString(stream)`, `json.load(file)`: by its name, what was read and not another form of the source. */
function givesContent(step: CallStep): boolean {
  const { reference } = step;
  const path = reference?.kind === 'export' || reference?.kind === 'global' ? reference.path : [];
  return /^(?:to[A-Z]|to_|read|load|parse|copy|count|decode)/.test(step.method ?? path.at(-1) ?? '');
}

/** An archive over an open file is no other form of the file: to close the one leaves the other open. */
function isPutOver(catalogue: Catalogue, { construct, reference }: CallStep): boolean {
  if (reference === undefined) return false;
  return referenceEntries(catalogue, reference, construct).sinks.some(({ effect }) => effect === 'borrows');
}

function isAt(one: SourceRange, other: SourceRange): boolean {
  return one.start === other.start && one.end === other.end;
}
