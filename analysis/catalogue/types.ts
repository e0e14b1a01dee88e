/** Resource types by id and by the declared types that they stand for, with what they inherit. */
import type { Aliases } from './lookup.ts';
import type { Family, Release, ResourceType, Selector, SelfEnd } from './model.ts';
import { parseSelector } from './selector.ts';

/** What holds of a resource, its own first, then what it extends. */
export interface Inherited {
  readonly releases: readonly Release[];
  readonly ends: readonly SelfEnd[];
  readonly liveness: NonNullable<ResourceType['liveness']>;
}

export class TypeIndex {
  readonly resources: readonly ResourceType[];
  readonly #aliases: Aliases;
  readonly #byId = new Map<string, ResourceType>();
  readonly #bySelector = new Map<Selector, ResourceType[]>();
  readonly #declared = new Map<Selector, Selector[]>();
  readonly #inherited = new WeakMap<ResourceType, Inherited>();
  readonly #supertypes = new Map<string, readonly string[]>();
  /** The modules of the types below each. */
  #below: ReadonlyMap<Selector, ReadonlySet<string>> | null = null;

  constructor(families: readonly Family[], aliases: Aliases) {
    this.#aliases = aliases;
    for (const family of families) {
      for (const resource of family.resources ?? []) this.#byId.set(resource.id, resource);
      for (const [type, supertypes] of Object.entries(family.supertypes ?? {})) {
        const known = this.#declared.get(this.#normal(type)) ?? [];
        known.push(...supertypes.map((one) => this.#normal(one)));
        this.#declared.set(this.#normal(type), known);
      }
    }
    this.resources = [...this.#byId.values()];
    for (const resource of this.resources)
      for (const type of resource.types ?? []) {
        const key = this.#normal(type);
        const known = this.#bySelector.get(key);
        if (known === undefined) this.#bySelector.set(key, [resource]);
        else known.push(resource);
      }
  }

  resource(id: string): ResourceType | undefined {
    return this.#byId.get(id);
  }

  /** The resource types declared for a type. */
  resourcesOf(type: Selector): readonly ResourceType[] {
    return this.#normals(type).flatMap((one) => this.#bySelector.get(one) ?? []);
  }

  /** The type itself, then the selectors of all its supertypes and the ids of the resources in between. */
  supertypes(type: string): readonly string[] {
    let found = this.#supertypes.get(type);
    if (found === undefined) this.#supertypes.set(type, (found = this.#walk(type)));
    return found;
  }

  #walk(type: string): readonly string[] {
    const found = new Set<string>(type.includes('#') ? this.#normals(type) : [type]);
    // A set is walked in order of insertion, and what is added on the way is still visited.
    for (const one of found) {
      const own = this.#byId.get(one);
      for (const selector of own?.types ?? []) found.add(this.#normal(selector));
      for (const id of own?.extends ?? []) found.add(id);
      for (const resource of this.#bySelector.get(one) ?? []) found.add(resource.id);
      for (const selector of this.#declared.get(one) ?? []) found.add(selector);
    }
    return [...found];
  }

  isSubtype(type: string, of: string): boolean {
    if (type === of) return true;
    const targets = of.includes('#') ? this.#normals(of) : [of];
    return this.supertypes(type).some((one) => targets.includes(one));
  }

  /** The modules of a type and of all types below it that anything is said of. */
  modulesOf(type: Selector): readonly string[] {
    this.#below ??= this.#invert();
    const found = this.#normals(type).flatMap((one) => [...(this.#below?.get(one) ?? [])]);
    return [...new Set([parseSelector(type).module, ...found])];
  }

  #invert(): ReadonlyMap<Selector, ReadonlySet<string>> {
    const below = new Map<Selector, Set<string>>();
    for (const type of new Set([...this.#declared.keys(), ...this.#bySelector.keys()])) {
      const { module } = parseSelector(type);
      for (const above of this.supertypes(type)) {
        const modules = below.get(above);
        if (modules === undefined) below.set(above, new Set([module]));
        else modules.add(module);
      }
    }
    return below;
  }

  inherited(resource: ResourceType): Inherited {
    let found = this.#inherited.get(resource);
    if (found === undefined) this.#inherited.set(resource, (found = this.#inherit(resource)));
    return found;
  }

  #inherit(resource: ResourceType): Inherited {
    const chain = new Set<ResourceType>([resource]);
    for (const one of chain)
      for (const id of one.extends ?? []) {
        const base = this.#byId.get(id);
        if (base !== undefined) chain.add(base);
      }
    const all = [...chain];
    return {
      releases: all.flatMap((one) => one.releases),
      ends: all.flatMap((one) => one.ends ?? []),
      liveness: all.flatMap((one) => one.liveness ?? []),
    };
  }

  /** A type's selector in its one normal form: that of the module that an alias stands for. */
  #normal(type: Selector): Selector {
    const { module, path } = parseSelector(type);
    return this.#aliases.canonical(module, path);
  }

  #normals(type: Selector): readonly Selector[] {
    const hash = type.indexOf('#', 1);
    const path = type.slice(hash + 1);
    return this.#aliases.selectors(type.slice(0, hash), path === '' ? [] : path.split('.'));
  }
}
