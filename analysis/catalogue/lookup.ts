/** Entries by what they name: aliases of modules, and the index from selectors to entries. */
import type {
  Acquisition,
  Behaviour,
  CallbackBehaviour,
  Deadline,
  Family,
  Registration,
  Release,
  ResourceType,
  Selector,
  SelfEnd,
  Sink,
} from './model.ts';
import { ANY, memberPath, moduleName, parseSelector, typeSelector } from './selector.ts';
import type { TypeIndex } from './types.ts';

/** The call releases a resource of this type that is its argument. */
export interface FunctionRelease {
  readonly resource: ResourceType;
  readonly argument: number;
  readonly release: Release;
}

/** The call surely leads to the end of a resource of this type that is its argument. */
export interface FunctionEnd {
  readonly resource: ResourceType;
  readonly argument: number | 'any';
  readonly end: SelfEnd;
}

/** All that the catalogue says of one callee. Frozen; one object is shared where it says nothing. */
export interface Entries {
  readonly acquisitions: readonly Acquisition[];
  readonly sinks: readonly Sink[];
  readonly callbacks: readonly CallbackBehaviour[];
  readonly behaviours: readonly Behaviour[];
  readonly deadlines: readonly Deadline[];
  readonly registrations: readonly Registration[];
  readonly releases: readonly FunctionRelease[];
  readonly ends: readonly FunctionEnd[];
}

/** What is said of callees that no entry names. */
export const noEntries: Entries = Object.freeze({
  acquisitions: Object.freeze([]),
  sinks: Object.freeze([]),
  callbacks: Object.freeze([]),
  behaviours: Object.freeze([]),
  deadlines: Object.freeze([]),
  registrations: Object.freeze([]),
  releases: Object.freeze([]),
  ends: Object.freeze([]),
});

/** Entries being gathered. Most callees have entries of one sort only, so the lists are made when needed. */
type Bucket = { -readonly [Part in keyof Entries]?: Entries[Part][number][] };

interface Target {
  readonly module: string;
  readonly path: readonly string[];
}

/** Modules that export what another module exports. */
export class Aliases {
  readonly #targets = new Map<string, Target>();
  readonly #names = new Map<string, readonly string[]>();
  /** Modules above those that stand for others: `six.moves` above `six.moves.urllib`. */
  readonly #above = new Set<string>();

  constructor(families: readonly Family[]) {
    for (const { sameAs } of families)
      for (const [module, target] of Object.entries(sameAs ?? {}))
        this.#targets.set(moduleName(module), targetOf(target));
    for (const module of this.#targets.keys())
      for (let dot = module.indexOf('.'); dot > 0; dot = module.indexOf('.', dot + 1))
        this.#above.add(module.slice(0, dot));
  }

  /**
   * Type selectors (`module#path`) under which an export is to be looked up: as written, then as what its
   * module stands for. A module that stands for a member of another is the same thing in both directions,
   * so only the latter remains: `fs/promises#open` is `fs#promises.open`.
   */
  selectors(module: string, path: readonly string[]): readonly Selector[] {
    let current: Target = this.#deepest(moduleName(module), memberPath(module, path));
    const found = [typeSelector(current.module, current.path)];
    // Chains are short; the bound only guards against modules that stand for each other.
    for (let round = 0; round < 4; round++) {
      const target = this.#targets.get(current.module);
      if (target === undefined) break;
      if (target.path.length > 0) found.pop();
      current = { module: target.module, path: memberPath(target.module, [...target.path, ...current.path]) };
      found.push(typeSelector(current.module, current.path));
    }
    return found;
  }

  /** A member that is a module that stands for another: `urllib` of `six.moves`. */
  #deepest(module: string, path: readonly string[]): Target {
    let deepest: Target = { module, path };
    let name = module;
    for (let count = 1; count < path.length && this.#above.has(name); count++) {
      name = `${name}.${path[count - 1] ?? ''}`;
      if (this.#targets.has(name)) deepest = { module: name, path: path.slice(count) };
    }
    return deepest;
  }

  /** The selector under which an entry is kept. */
  canonical(module: string, path: readonly string[]): Selector {
    if (!this.#targets.has(module)) return typeSelector(module, path);
    return this.selectors(module, path)[0] ?? typeSelector(module, path);
  }

  /** The names by which a module can be imported. */
  namesOf(module: string): readonly string[] {
    const known = this.#names.get(module);
    if (known !== undefined) return known;
    const found = [module];
    this.#names.set(module, found);
    for (const name of found)
      for (const [alias, target] of this.#targets)
        if (target.module === name && !found.includes(alias)) found.push(alias);
    return found;
  }
}

function targetOf(text: string): Target {
  const hash = text.indexOf('#', 1);
  if (hash < 0) return { module: moduleName(text), path: [] };
  const path = text.slice(hash + 1);
  return { module: moduleName(text.slice(0, hash)), path: path === '' ? [] : path.split('.') };
}

/** Entries by selector. */
export class EntryIndex {
  readonly #aliases: Aliases;
  readonly #types: TypeIndex;
  readonly #buckets = new Map<string, Bucket>();
  readonly #answers = new Map<string, Entries>();

  constructor(families: readonly Family[], aliases: Aliases, types: TypeIndex) {
    this.#aliases = aliases;
    this.#types = types;
    for (const family of families) {
      for (const entry of family.acquisitions ?? [])
        for (const at of this.#at(entry.call)) (at.acquisitions ??= []).push(entry);
      for (const entry of family.sinks ?? [])
        for (const at of this.#at(entry.call)) (at.sinks ??= []).push(entry);
      for (const entry of family.callbacks ?? [])
        for (const at of this.#at(entry.call)) (at.callbacks ??= []).push(entry);
      for (const entry of family.behaviours ?? [])
        for (const at of this.#at(entry.call)) (at.behaviours ??= []).push(entry);
      for (const entry of family.deadlines ?? [])
        for (const at of this.#at(entry.call)) (at.deadlines ??= []).push(entry);
      for (const entry of family.registrations ?? [])
        for (const at of this.#at(entry.call)) (at.registrations ??= []).push(entry);
    }
    for (const resource of types.resources) this.#addResource(resource);
  }

  #addResource(resource: ResourceType): void {
    for (const release of resource.releases)
      if ('function' in release)
        for (const at of this.#at(release.function))
          (at.releases ??= []).push({ resource, argument: release.argument, release });
    for (const end of resource.ends ?? [])
      if ('function' in end)
        for (const at of this.#at(end.function))
          (at.ends ??= []).push({ resource, argument: end.argument, end });
  }

  #at(call: Selector | readonly Selector[]): Bucket[] {
    return typeof call === 'string' ? [this.#bucket(call)] : call.map((one) => this.#bucket(one));
  }

  #bucket(selector: Selector): Bucket {
    const { construct, module, path, method } = parseSelector(selector);
    const type = module === ANY ? ANY : this.#aliases.canonical(module, path);
    const key = method === null ? keyOf(type, construct) : `${type}::${method}`;
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, (bucket = {}));
    return bucket;
  }

  /** Entries of an export or global. */
  named(module: string, path: readonly string[], construct: boolean): Entries {
    const key = keyOf(typeSelector(module, path), construct);
    return (
      this.#answers.get(key) ??
      this.#answer(
        key,
        this.#aliases.selectors(module, path).map((selector) => keyOf(selector, construct)),
      )
    );
  }

  /** Entries of a method of a type (selector or resource id), and of the methods of its supertypes. */
  method(type: string, method: string): Entries {
    const key = `${type}::${method}`;
    return (
      this.#answers.get(key) ??
      this.#answer(
        key,
        this.#types.supertypes(type).map((one) => `${one}::${method}`),
      )
    );
  }

  anyMethod(method: string): Entries {
    const key = `${ANY}::${method}`;
    return this.#answers.get(key) ?? this.#answer(key, [key]);
  }

  #answer(key: string, buckets: readonly string[]): Entries {
    const found = buckets.map((one) => this.#buckets.get(one)).filter((bucket) => bucket !== undefined);
    const entries = found.length === 0 ? noEntries : merged(found);
    // Texts name endlessly many methods; what is named by no entry is not worth remembering for ever.
    if (entries !== noEntries || this.#answers.size < 50_000) this.#answers.set(key, entries);
    return entries;
  }
}

function keyOf(selector: Selector, construct: boolean): string {
  return construct ? `new ${selector}` : selector;
}

function merged(buckets: readonly Bucket[]): Entries {
  return Object.freeze({
    acquisitions: join(buckets, (bucket) => bucket.acquisitions),
    sinks: join(buckets, (bucket) => bucket.sinks),
    callbacks: join(buckets, (bucket) => bucket.callbacks),
    behaviours: join(buckets, (bucket) => bucket.behaviours),
    deadlines: join(buckets, (bucket) => bucket.deadlines),
    registrations: join(buckets, (bucket) => bucket.registrations),
    releases: join(buckets, (bucket) => bucket.releases),
    ends: join(buckets, (bucket) => bucket.ends),
  });
}

function join<T>(
  buckets: readonly Bucket[],
  part: (bucket: Bucket) => readonly T[] | undefined,
): readonly T[] {
  const found = buckets.map(part).filter((list) => list !== undefined);
  return Object.freeze([...new Set(found.flat())]);
}
