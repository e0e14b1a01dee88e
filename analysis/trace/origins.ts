/**
 * Where the value of a place may come from, over all paths of the file: followed back through copies, fields
 * of `this`, awaits and local functions to the step that makes it.
 */
import type { ClassId, FileFlow, FunctionId, Literal, PlaceId, Reference, Step } from '../flow/graph.ts';
import { isFluent, memberName, nameOf } from './names.ts';
import { sitesOf, type CallSite, type Site, type StoreSite } from './sites.ts';

export type Origin =
  | { readonly kind: 'call'; readonly site: CallSite }
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'object'; readonly step: Step & { readonly op: 'object' } }
  | { readonly kind: 'array'; readonly step: Step & { readonly op: 'array' } }
  | { readonly kind: 'closure'; readonly function: FunctionId }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | {
      readonly kind: 'parameter';
      readonly function: FunctionId;
      readonly index: number;
      readonly place: PlaceId;
    }
  | { readonly kind: 'member'; readonly object: PlaceId; readonly key: string }
  /** Arithmetic, templates, comparisons: a plain value. */
  | { readonly kind: 'computed' }
  | { readonly kind: 'this'; readonly class: ClassId | null }
  | { readonly kind: 'unknown' };

/** How many steps back are followed before a value counts as unknown. */
const maxSteps = 200;

interface Search {
  readonly file: FileFlow;
  readonly seen: Set<PlaceId>;
  readonly calls: Set<FunctionId>;
  readonly found: Origin[];
}

const cache = new WeakMap<FileFlow, Map<PlaceId, readonly Origin[]>>();

export function originsOf(file: FileFlow, place: PlaceId): readonly Origin[] {
  let known = cache.get(file);
  if (known === undefined) {
    known = new Map<PlaceId, readonly Origin[]>();
    cache.set(file, known);
  }
  const before = known.get(place);
  if (before !== undefined) return before;
  // Whoever asks for it again on the way (`node = node.next`) gets no answer.
  known.set(place, []);
  const search: Search = { file, seen: new Set(), calls: new Set(), found: [] };
  follow(search, place);
  known.set(place, search.found);
  return search.found;
}

function follow(search: Search, place: PlaceId): void {
  const { file, seen, found } = search;
  if (seen.has(place)) return;
  seen.add(place);
  if (seen.size > maxSteps) {
    found.push({ kind: 'unknown' });
    return;
  }
  const info = file.places[place];
  if (info === undefined) return;
  if (info.kind === 'global') {
    found.push(
      info.name === 'undefined'
        ? { kind: 'literal', value: undefined }
        : { kind: 'reference', reference: { kind: 'global', path: [info.name] } },
    );
    return;
  }
  if (info.kind === 'this') {
    found.push({ kind: 'this', class: file.functions[info.declaredIn]?.ownerClass ?? null });
    return;
  }
  if (info.kind === 'variable') {
    if (info.reference !== undefined) {
      if (info.reference.kind === 'function')
        found.push({ kind: 'closure', function: info.reference.function });
      else found.push({ kind: 'reference', reference: info.reference });
      return;
    }
    if (info.declaration === 'parameter') found.push(parameterOrigin(file, place, info.declaredIn));
    if (info.declaration === 'catch' || info.declaration === 'import') found.push({ kind: 'unknown' });
  }
  const writers = sitesOf(file).writersOf(place);
  if (writers.length === 0 && info.kind === 'variable' && info.declaration === 'local')
    found.push({ kind: 'literal', value: undefined });
  for (const writer of writers) followStep(search, writer);
}

function parameterOrigin(file: FileFlow, place: PlaceId, declaredIn: FunctionId): Origin {
  const index =
    file.functions[declaredIn]?.parameters.findIndex((parameter) => parameter.place === place) ?? -1;
  // A part of a pattern is written by a load, which says where it comes from.
  return { kind: 'parameter', function: declaredIn, index, place };
}

function followStep(search: Search, { step, ...at }: Site): void {
  const { found } = search;
  switch (step.op) {
    case 'copy':
    case 'await':
      follow(search, step.source);
      return;
    case 'literal':
      found.push({ kind: 'literal', value: step.value });
      return;
    case 'object':
      found.push({ kind: 'object', step });
      return;
    case 'array':
      found.push({ kind: 'array', step });
      return;
    case 'closure':
      found.push({ kind: 'closure', function: step.function });
      return;
    case 'reference':
      if (step.reference.kind === 'function')
        found.push({ kind: 'closure', function: step.reference.function });
      else found.push({ kind: 'reference', reference: step.reference });
      return;
    case 'operation':
      found.push(step.operator === 'rest' ? { kind: 'unknown' } : { kind: 'computed' });
      return;
    case 'load':
      followMember(search, step.object, step.key);
      return;
    case 'call':
      followCall(search, { ...at, step });
      return;
    default:
      found.push({ kind: 'unknown' });
  }
}

/** What local functions return is seen through; fluent methods give their receiver. */
function followCall(search: Search, site: CallSite): void {
  const { file, found, calls } = search;
  const { step } = site;
  if (step.receiver !== undefined && isFluent(step.method)) {
    follow(search, step.receiver);
    return;
  }
  const callee = step.construct ? undefined : step.reference;
  if (callee?.kind === 'function' && !calls.has(callee.function)) {
    const info = file.functions[callee.function];
    const returned = sitesOf(file).returnsOf(callee.function);
    if (info !== undefined && !info.generator && returned.length > 0) {
      calls.add(callee.function);
      for (const place of returned) follow(search, place);
      return;
    }
  }
  found.push({ kind: 'call', site });
}

/** A member of an object made here, or a field that the file stores to; else it stays a member. */
function followMember(search: Search, object: PlaceId, key: string | null): void {
  const { file, found, seen } = search;
  if (key === null) {
    found.push({ kind: 'unknown' });
    return;
  }
  const stored = storesTo(file, memberName(nameOf(file, object), key));
  for (const store of stored) follow(search, store.step.value);
  const origins = originsOf(file, object);
  let met = stored.length > 0;
  for (const origin of origins) {
    if (origin.kind !== 'object') continue;
    for (const property of origin.step.properties) {
      if (property.key !== key || property.spread) continue;
      met = true;
      if (!seen.has(property.value)) follow(search, property.value);
    }
  }
  const reference =
    origins.length === 1 && origins[0]?.kind === 'reference'
      ? memberReference(origins[0].reference, key)
      : null;
  if (reference !== null) found.push({ kind: 'reference', reference });
  else if (!met) found.push({ kind: 'member', object, key });
}

function memberReference(of: Reference, key: string): Reference | null {
  if (of.kind === 'export') return { kind: 'export', module: of.module, path: [...of.path, key] };
  if (of.kind === 'global') return { kind: 'global', path: [...of.path, key] };
  return null;
}

const stores = new WeakMap<FileFlow, Map<string, StoreSite[]>>();

/** The stores to a member of that name (see `names.ts`), anywhere in the file. */
export function storesTo(file: FileFlow, member: string): readonly StoreSite[] {
  let index = stores.get(file);
  if (index === undefined) {
    index = new Map();
    for (const site of sitesOf(file).stores) {
      if (site.step.key === null) continue;
      const name = memberName(nameOf(file, site.step.object), site.step.key);
      const list = index.get(name);
      if (list === undefined) index.set(name, [site]);
      else list.push(site);
    }
    stores.set(file, index);
  }
  return index.get(member) ?? [];
}
