/** Servers that only this machine reaches: what waits there waits for a neighbour. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Deadline, Selector } from '../catalogue/model.ts';
import { typeSelector } from '../catalogue/selector.ts';
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { originsOf, type Origin } from '../trace/origins.ts';
import { calleesOf } from '../trace/closures.ts';
import { typesOf } from '../trace/entries.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

type Nearby = NonNullable<Deadline['nearby']>;

/** How many steps from a listener to the call that made it, and through what wraps it, are followed. */
const maxDepth = 5;

/** Whether all that the server is started on is in memory, in the file system or at a loop-back address. */
export function isNearby(
  catalogue: Catalogue,
  file: FileFlow,
  site: CallSite,
  { nearby }: Deadline,
): boolean {
  if (nearby === undefined) return false;
  const search = { catalogue, file, nearby };
  const started = aliasesOf(file, site.step.target).calls.flatMap(
    ({ step: { method, arguments: given } }) => {
      if (method === nearby.addressed.method) return [addressOf(file, site, nearby)];
      const [listener] = given;
      return nearby.listening.includes(method ?? '') && listener !== undefined
        ? [originsOf(file, listener.value).every((origin) => isNearbyListener(search, origin, 0))]
        : [];
    },
  );
  return started.length > 0 && started.every((one) => one);
}

/** Whether what is asked is this machine, by the address. */
export function isHere(file: FileFlow, site: CallSite, { here }: Deadline): boolean {
  const [address] = site.step.arguments;
  return here !== undefined && address !== undefined && startsWith(file, address.value, here);
}

/** The address among the options. */
function addressOf(file: FileFlow, site: CallSite, { addressed, addresses }: Nearby): boolean {
  const [options] = site.step.arguments;
  if (options === undefined) return false;
  const places = originsOf(file, options.value).flatMap((origin) =>
    origin.kind === 'object'
      ? origin.step.properties.filter(({ key }) => key === addressed.option).map(({ value }) => value)
      : [],
  );
  return places.length > 0 && places.every((place) => startsWith(file, place, addresses));
}

interface Search {
  readonly catalogue: Catalogue;
  readonly file: FileFlow;
  readonly nearby: Nearby;
}

function isNearbyListener(search: Search, origin: Origin, depth: number): boolean {
  const { file, nearby } = search;
  if (depth > maxDepth) return false;
  // What a variable holds until the listener is there.
  if (origin.kind === 'literal') return origin.value === null;
  const all = (place: PlaceId): boolean => {
    const origins = originsOf(file, place);
    return origins.length > 0 && origins.every((one) => isNearbyListener(search, one, depth + 1));
  };
  if (origin.kind === 'member') return all(origin.object);
  // Of several results of a method here the listener is the first.
  if (origin.kind === 'array') {
    const [first] = origin.step.elements;
    return first !== undefined && all(first.value);
  }
  if (origin.kind !== 'call') return false;
  const returned = calleesOf(file, origin.site.step).flatMap((id) => sitesOf(file).returnsOf(id));
  if (returned.length > 0) return returned.every(all);
  const { arguments: given } = origin.site.step;
  const names = namesOf(search, origin.site);
  if (
    nearby.makers.some(
      (maker) =>
        names.includes(maker.call) &&
        Object.entries(maker.given ?? {}).every(([index, texts]) => {
          const argument = given[Number(index)];
          return argument !== undefined && startsWith(file, argument.value, texts);
        }),
    )
  )
    return true;
  // What limits or encrypts another listener listens where that one does.
  const [wrapped] = given;
  return names.some((name) => nearby.wrappers.includes(name)) && wrapped !== undefined && all(wrapped.value);
}

/** What is called: a function of a package, or a method of what the receiver may be. */
function namesOf({ catalogue, file }: Search, { step }: CallSite): readonly Selector[] {
  const { reference, receiver, method } = step;
  if (reference?.kind === 'export') return [typeSelector(reference.module, reference.path)];
  if (receiver === undefined || typeof method !== 'string') return [];
  return typesOf(catalogue, file, receiver).map((type) => `${type}::${method}`);
}

/** Whether the text, or the one that it is put together from, starts with one of these. */
function startsWith(file: FileFlow, place: PlaceId, texts: readonly string[]): boolean {
  const origins = originsOf(file, firstPart(file, place));
  return (
    origins.length > 0 &&
    origins.every((origin) => {
      if (origin.kind === 'literal') {
        const { value } = origin;
        return typeof value === 'string' && texts.some((text) => value.startsWith(text));
      }
      // `fmt.Sprintf("127.0.0.1:%d", port)`, `net.JoinHostPort("localhost", port)`
      const first = origin.kind === 'call' ? origin.site.step.arguments[0] : undefined;
      return first !== undefined && startsWith(file, first.value, texts);
    })
  );
}

/** `"localhost:" + port`, `"localhost:%d" % port`, `f"localhost:{port}"` */
const JOINING: ReadonlySet<string> = new Set(['+', '%', 'template']);

/** What a text that is put together begins with: `"localhost:" + port`. */
function firstPart(file: FileFlow, place: PlaceId): PlaceId {
  let first = place;
  for (let hops = 0; hops < maxDepth; hops += 1) {
    const [writer, other] = sitesOf(file).writersOf(first);
    if (writer === undefined || other !== undefined) break;
    const { step } = writer;
    const next = step.op === 'copy' ? step.source : step.op === 'operation' ? step.operands[0] : undefined;
    if (next === undefined || (step.op === 'operation' && !JOINING.has(step.operator))) break;
    first = next;
  }
  return first;
}
