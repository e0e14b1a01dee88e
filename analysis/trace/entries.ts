/** What the catalogue says of a call, from what the file alone shows of its callee and receiver. */
import type { Catalogue, Entries } from '../catalogue/index.ts';
import type { Selector } from '../catalogue/model.ts';
import { parseSelector, typeSelector } from '../catalogue/selector.ts';
import type { FileFlow, FunctionId, PlaceId, Reference } from '../flow/graph.ts';
import { typeSelectors } from '../ownership/entries.ts';
import { callersOf, usesOf } from './closures.ts';
import { mayBeOn } from './named.ts';
import { originsOf, type Origin } from './origins.ts';
import type { CallSite } from './sites.ts';

interface Memo {
  readonly entries: Map<CallSite['step'], readonly Entries[]>;
  readonly types: Map<PlaceId, readonly Selector[]>;
}

const memos = new WeakMap<Catalogue, WeakMap<FileFlow, Memo>>();

function memoOf(catalogue: Catalogue, file: FileFlow): Memo {
  let files = memos.get(catalogue);
  if (files === undefined) memos.set(catalogue, (files = new WeakMap()));
  let memo = files.get(file);
  if (memo === undefined) files.set(file, (memo = { entries: new Map(), types: new Map() }));
  return memo;
}

/** The entries of what is called: by what the callee denotes, and by what the receiver is. */
export function entriesOf(catalogue: Catalogue, file: FileFlow, site: CallSite): readonly Entries[] {
  const memo = memoOf(catalogue, file);
  const known = memo.entries.get(site.step);
  if (known !== undefined) return known;
  if (!mayBeOn(catalogue, file, site, 'anything')) {
    memo.entries.set(site.step, []);
    return [];
  }
  // What is asked again on the way to its own answer says nothing.
  memo.entries.set(site.step, []);
  const { step } = site;
  const found: Entries[] = [];
  for (const reference of referencesOf(file, site)) {
    const entries = byReference(catalogue, reference, step.construct);
    if (entries !== null) found.push(entries);
  }
  if (
    step.receiver !== undefined &&
    typeof step.method === 'string' &&
    !step.construct &&
    methodNames(catalogue).has(step.method)
  ) {
    for (const type of typesOf(catalogue, file, step.receiver))
      found.push(catalogue.byMethod(type, step.method));
    found.push(catalogue.byAnyMethod(step.method));
  }
  memo.entries.set(step, found);
  return found;
}

const methods = new WeakMap<Catalogue, ReadonlySet<string>>();

/** Methods that any entry names: of all others the receiver's type need not be found out. */
function methodNames(catalogue: Catalogue): ReadonlySet<string> {
  let names = methods.get(catalogue);
  if (names === undefined) {
    const found = new Set<string>();
    for (const family of catalogue.families) {
      const calls = [
        family.acquisitions,
        family.sinks,
        family.callbacks,
        family.behaviours,
        family.deadlines,
        family.registrations,
      ].flatMap((entries) => (entries ?? []).flatMap((entry) => entry.call));
      for (const selector of calls) {
        const { method } = parseSelector(selector);
        if (method !== null) found.add(method);
      }
    }
    names = found;
    methods.set(catalogue, names);
  }
  return names;
}

/** What a callee denotes, one by one. A callee that may also be something unknown denotes nothing sure. */
function referencesOf(file: FileFlow, site: CallSite): readonly Reference[] {
  const { step } = site;
  if (step.reference !== undefined) return flatten(step.reference);
  const origins = originsOf(file, step.callee);
  const references = origins.flatMap((origin) => (origin.kind === 'reference' ? [origin.reference] : []));
  return references.length === origins.length ? references.flatMap(flatten) : [];
}

function flatten(reference: Reference): readonly Reference[] {
  if (reference.kind === 'choice') return reference.of.flatMap(flatten);
  return reference.kind === 'promisified' ? flatten(reference.of) : [reference];
}

function byReference(catalogue: Catalogue, reference: Reference, construct: boolean): Entries | null {
  if (reference.kind === 'export') return catalogue.byExport(reference.module, reference.path, construct);
  if (reference.kind === 'global') return catalogue.byGlobal(reference.path, construct);
  return null;
}

/** The types under which methods of what the place holds are looked up. */
export function typesOf(catalogue: Catalogue, file: FileFlow, place: PlaceId): readonly Selector[] {
  const memo = memoOf(catalogue, file);
  const known = memo.types.get(place);
  if (known !== undefined) return known;
  memo.types.set(place, []);
  const found = new Set<Selector>();
  const info = file.places[place];
  if (info?.kind === 'variable' && info.type !== undefined)
    for (const type of typeSelectors(info.type)) found.add(type);
  for (const origin of originsOf(file, place))
    for (const type of typesOfOrigin(catalogue, file, origin)) found.add(type);
  const types = [...found];
  memo.types.set(place, types);
  return types;
}

function typesOfOrigin(catalogue: Catalogue, file: FileFlow, origin: Origin): readonly Selector[] {
  switch (origin.kind) {
    case 'call':
      return typesOfResult(catalogue, file, origin.site);
    case 'parameter':
      return [
        ...declaredType(file, origin.place),
        ...givenTypes(catalogue, file, origin.function, origin.index),
        ...passedTypes(catalogue, file, origin.function, origin.index),
      ];
    case 'member':
      return memberTypes(file, origin.object, origin.key);
    default:
      return [];
  }
}

function typesOfResult(catalogue: Catalogue, file: FileFlow, site: CallSite): readonly Selector[] {
  const found: Selector[] = [];
  for (const entry of entriesOf(catalogue, file, site)) {
    for (const acquisition of entry.acquisitions) {
      if (acquisition.yields !== 'result' && acquisition.yields !== 'promise') continue;
      if (acquisition.part !== undefined && acquisition.part.length > 0) continue;
      found.push(acquisition.resource, ...(catalogue.resource(acquisition.resource)?.types ?? []));
    }
    for (const { returns } of entry.behaviours) {
      if (returns === undefined || returns === 'receiver') continue;
      found.push('type' in returns ? returns.type : returns.promise);
    }
  }
  const { reference } = site.step;
  if (site.step.construct && reference?.kind === 'export')
    found.push(typeSelector(reference.module, withoutDefault(reference.path)));
  if (site.step.construct && reference?.kind === 'global') found.push(typeSelector('global', reference.path));
  return found;
}

function withoutDefault(path: readonly string[]): readonly string[] {
  return path[0] === 'default' ? path.slice(1) : path;
}

function declaredType(file: FileFlow, place: PlaceId): readonly Selector[] {
  const info = file.places[place];
  return info?.kind === 'variable' && info.type !== undefined ? typeSelectors(info.type) : [];
}

function memberTypes(file: FileFlow, object: PlaceId, key: string): readonly Selector[] {
  return originsOf(file, object).flatMap((origin) => {
    if (origin.kind !== 'this' || origin.class === null) return [];
    const type = file.classes[origin.class]?.members.find((member) => member.name === key)?.type;
    return type === undefined ? [] : typeSelectors(type);
  });
}

/** What callers of a function give it, where the catalogue knows whom the function is given to. */
function givenTypes(
  catalogue: Catalogue,
  file: FileFlow,
  id: FunctionId,
  parameter: number,
): readonly Selector[] {
  return givenTo(catalogue, file, id, parameter).flatMap((given) => given.types);
}

/** What local callers pass. */
function passedTypes(
  catalogue: Catalogue,
  file: FileFlow,
  id: FunctionId,
  parameter: number,
): readonly Selector[] {
  return callersOf(file, id).flatMap(({ step }) => {
    const argument = step.arguments[parameter];
    return argument === undefined || argument.spread ? [] : typesOf(catalogue, file, argument.value);
  });
}

/** What the platform gives a function of this file as its n-th parameter. */
export interface Given {
  readonly types: readonly Selector[];
  readonly pooled: boolean;
  /** The call that the function is given to. */
  readonly by: CallSite;
  /** It is newly made for the function, which has to see to it. */
  readonly owned: boolean;
}

export function givenTo(
  catalogue: Catalogue,
  file: FileFlow,
  id: FunctionId,
  parameter: number,
): readonly Given[] {
  const found: Given[] = [];
  for (const { site, argument } of usesOf(file, id)) {
    for (const entry of entriesOf(catalogue, file, site)) {
      for (const behaviour of entry.callbacks) {
        if (!isArgument(site, behaviour.argument, argument) || !isEvent(file, site, behaviour.event))
          continue;
        for (const given of behaviour.gives ?? [])
          if (given.parameter === parameter)
            found.push({ types: [given.type], pooled: given.pooled === true, by: site, owned: false });
      }
      for (const { yields, resource } of entry.acquisitions) {
        if (typeof yields !== 'object' || yields.parameter !== parameter) continue;
        if (
          'event' in yields
            ? !isEvent(file, site, yields.event)
            : !isArgument(site, yields.callback, argument)
        )
          continue;
        found.push({
          types: [resource, ...(catalogue.resource(resource)?.types ?? [])],
          pooled: false,
          by: site,
          owned: true,
        });
      }
    }
  }
  return found;
}

function isArgument(site: CallSite, meant: number, argument: number): boolean {
  return (meant < 0 ? site.step.arguments.length + meant : meant) === argument;
}

/** Whether the call registers for the event; no event given means any. */
function isEvent(file: FileFlow, site: CallSite, event: string | undefined): boolean {
  if (event === undefined) return true;
  const first = site.step.arguments[0];
  if (first === undefined) return false;
  return originsOf(file, first.value).some((origin) => origin.kind === 'literal' && origin.value === event);
}
