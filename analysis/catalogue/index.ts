/** The compiled catalogue: families merged and indexed for look-up. Knows no language. */
import { compileGate, type Gate } from './gate.ts';
import { Aliases, EntryIndex, noEntries, type Entries } from './lookup.ts';
import type {
  Acquisition,
  Family,
  OptionalType,
  Release,
  ResourceType,
  Scalar,
  Selector,
  SelfEnd,
} from './model.ts';
import { MethodIndex, type AcquiringMethods } from './methods.ts';
import { GLOBAL, parseSelector } from './selector.ts';
import { TypeIndex } from './types.ts';

export { noEntries, type Entries, type FunctionEnd, type FunctionRelease } from './lookup.ts';
export { parseSelector, SelectorError, type ParsedSelector } from './selector.ts';
export { validateFamily } from './validate.ts';
export type { Gate } from './gate.ts';

type Liveness = NonNullable<ResourceType['liveness']>;

export interface Catalogue {
  readonly families: readonly Family[];
  /** What is said of an export of a module. The path may begin with `default`, the module with `node:`. */
  byExport(module: string, path: readonly string[], construct: boolean): Entries;
  /** What is said of an unshadowed global. */
  byGlobal(path: readonly string[], construct: boolean): Entries;
  /** What is said of a method. `type` is a type's selector (`net#Socket`) or a resource id; supertypes count. */
  byMethod(type: string, method: string): Entries;
  /** What is said of methods of that name on receivers of any type (`*::forEach`). */
  byAnyMethod(method: string): Entries;
  /** Acquisitions by methods whose name alone tells ({@link Acquisition.distinctive}). */
  byDistinctiveMethod(method: string): Entries;
  /** The methods that may acquire or wait in a file that names these modules; all for null. */
  acquiringMethods(modules: ReadonlySet<string> | null): AcquiringMethods;
  /** What an exported constant is, wrapped because null is one. */
  constantOf(module: string, path: readonly string[]): { readonly value: Scalar } | null;
  /** Whether methods of the type give back their receiver, where no entry says otherwise. */
  isFluent(type: Selector): boolean;
  /** Whether values of the type hold nothing that could be owed. */
  isValue(type: Selector): boolean;
  /** Whether the exported function only computes. */
  isComputing(module: string, path: readonly string[]): boolean;
  /** Types that hold one thing or nothing. */
  readonly optionals: ReadonlyMap<Selector, OptionalType>;
  /** Such types by the methods that nothing else has. */
  readonly askedOfOptionals: ReadonlyMap<string, OptionalType>;
  /** The resource type of that id. */
  resource(id: string): ResourceType | undefined;
  readonly resources: readonly ResourceType[];
  /** Calls on or with something that is held may throw ({@link Family.usesThrow}). */
  readonly usesThrow: boolean;
  /** Methods that are called once, when a program starts ({@link Family.starts}). */
  readonly starts: ReadonlySet<Selector>;
  /** Who alone calls a method of a type, on what it is given ({@link Family.runners}). */
  readonly runners: ReadonlyMap<Selector, readonly Selector[]>;
  /** Nothing is told by exceptions. */
  readonly neverThrows: boolean;
  /** The resource types declared for instances of a type (`net#Socket`, `global#WebSocket`), not for its supertypes. */
  typesOf(type: Selector): readonly ResourceType[];
  /** Names of members that stand for some resource ({@link ResourceType.members}). */
  readonly standIns: ReadonlySet<string>;
  /** Whether one type (selector or resource id) is the other or below it. */
  isSubtype(type: string, of: string): boolean;
  /** Its releases, own ones first, then those of what it extends. */
  releasesOf(resource: ResourceType): readonly Release[];
  endsOf(resource: ResourceType): readonly SelfEnd[];
  livenessOf(resource: ResourceType): Liveness;
  /** Methods from whose call on the resource is held, where an acquisition of it says so (`listen`). */
  activatorsOf(resource: string): readonly string[];
  /** Whether the method that makes it live tells by what it gives that it has failed. */
  mayFailToStart(resource: string): boolean;
  /** Whether a text names anything of interest, or one of the names given. The set's identity is the cache key. */
  readonly gate: Gate;
}

/**
 * Merges families into one catalogue. Later families win where resource ids collide (user entries come
 * last). All must describe the same language: module names of two languages are not told apart.
 * Selectors must be well-formed; families of users go through {@link validateFamily} first.
 */
export function compileCatalogue(families: readonly Family[]): Catalogue {
  const aliases = new Aliases(families);
  const types = new TypeIndex(families, aliases);
  const entries = new EntryIndex(families, aliases, types);
  const methods = new MethodIndex(families, (module) => aliases.namesOf(module));
  const activators = activatorsByResource(families);
  const distinctive = distinctiveMethods(families);
  const failing = new Set(
    families.flatMap(({ acquisitions = [] }) =>
      acquisitions.flatMap((one) => (one.heldFromFails === true ? [one.resource] : [])),
    ),
  );
  const constants = new Map(families.flatMap((family) => Object.entries(family.constants ?? {})));
  const fluent = new Set(families.flatMap((family) => family.fluent ?? []));
  const values = new Set(families.flatMap((family) => family.values ?? []));
  const computing = new Set(families.flatMap((family) => family.computing ?? []));
  const optionals = families.flatMap((family) => family.optionals ?? []);
  let gate: Gate | null = null;
  return {
    families,
    byExport: (module, path, construct) => entries.named(module, path, construct),
    byGlobal: (path, construct) => entries.named(GLOBAL, path, construct),
    byMethod: (type, method) => entries.method(type, method),
    byAnyMethod: (method) => entries.anyMethod(method),
    constantOf: (module, path) => {
      const value = constants.get(`${module}#${path.join('.')}`);
      return value === undefined ? null : { value };
    },
    isFluent: (type) => fluent.has(type),
    isValue: (type) => values.has(type),
    isComputing: (module, path) => computing.has(module) || computing.has(`${module}#${path.join('.')}`),
    byDistinctiveMethod: (method) => distinctive.get(method) ?? noEntries,
    acquiringMethods: (modules) => methods.of(modules),
    optionals: new Map(optionals.map((one) => [one.type, one])),
    askedOfOptionals: new Map(
      optionals.flatMap((one) => one.distinctive.map((method): [string, OptionalType] => [method, one])),
    ),
    resource: (id) => types.resource(id),
    resources: types.resources,
    usesThrow: families.some((family) => family.usesThrow === true),
    starts: new Set(families.flatMap(({ starts = [] }) => starts)),
    runners: new Map(families.flatMap(({ runners = {} }) => Object.entries(runners))),
    neverThrows: families.some((family) => family.usesThrow === false),
    typesOf: (type) => types.resourcesOf(type),
    standIns: new Set(types.resources.flatMap(({ members = [] }) => members)),
    isSubtype: (type, of) => types.isSubtype(type, of),
    releasesOf: (resource) => types.inherited(resource).releases,
    endsOf: (resource) => types.inherited(resource).ends,
    livenessOf: (resource) => types.inherited(resource).liveness,
    activatorsOf: (resource) => activators.get(resource) ?? [],
    mayFailToStart: (resource) => failing.has(resource),
    gate: (text, extraNames) => {
      gate ??= compileGate(
        families,
        (module) => aliases.namesOf(module),
        (type) => [...new Set(types.modulesOf(type).flatMap((module) => aliases.namesOf(module)))],
      );
      return gate(text, extraNames);
    },
  };
}

function activatorsByResource(families: readonly Family[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { resource, heldFrom } of families.flatMap((family) => family.acquisitions ?? [])) {
    if (heldFrom === undefined) continue;
    const methods = found.get(resource) ?? [];
    methods.push(...heldFrom.filter((method) => !methods.includes(method)));
    found.set(resource, methods);
  }
  return found;
}

function distinctiveMethods(families: readonly Family[]): ReadonlyMap<string, Entries> {
  const found = new Map<string, Acquisition[]>();
  for (const acquisition of families.flatMap((family) => family.acquisitions ?? [])) {
    if (acquisition.distinctive !== true) continue;
    for (const selector of typeof acquisition.call === 'string' ? [acquisition.call] : acquisition.call) {
      const method = parseSelector(selector).method;
      if (method === null) continue;
      const list = found.get(method) ?? [];
      // The same method of several types acquires once.
      if (!list.some((one) => one.resource === acquisition.resource)) list.push(acquisition);
      found.set(method, list);
    }
  }
  return new Map([...found].map(([method, acquisitions]) => [method, { ...noEntries, acquisitions }]));
}
