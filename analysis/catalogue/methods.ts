/**
 * Which methods may acquire something in a file, judged by the modules that it names: a method counts only on
 * receivers of its type, and values of a library's types do not come into files that name nothing of it, but
 * through other libraries that hand them out.
 */
import type { Acquisition, Deadline, Family, Selector } from './model.ts';
import { ANY, GLOBAL, moduleName, parseSelector } from './selector.ts';

/** Methods by name. */
export type AcquiringMethods = ReadonlyMap<string, AcquiringMethod>;

export interface AcquiringMethod {
  /** The events for which it acquires, one of which it takes as its first argument; null: any argument. */
  readonly events: ReadonlySet<string> | null;
  /** Whatever acquires under this name gives several results, of which the acquired is one. */
  readonly several: boolean;
}

/** Whether what an entry's call acquires is one of several results, by its place among them. */
export function givesSeveral({ part = [] }: Acquisition): boolean {
  return /^\d+$/.test(part[0] ?? '');
}

/** The methods that acquire or wait, by what a file names. */
export class MethodIndex {
  readonly #families: readonly Described[];
  readonly #byModule = new Map<string, readonly number[]>();
  readonly #all: AcquiringMethods;
  readonly #answers = new Map<string, AcquiringMethods>();
  /** The same file asks for every call. */
  readonly #bySet = new WeakMap<ReadonlySet<string>, AcquiringMethods>();

  constructor(families: readonly Family[], namesOf: (module: string) => readonly string[]) {
    this.#families = families.map(describe);
    this.#all = united(this.#families);
    const byModule = new Map<string, Set<number>>();
    this.#families.forEach(({ own, others }, index) => {
      // A family is at work where its own modules are named, and where one is whose types it describes.
      for (const module of [...own, ...others]) {
        for (const name of [module, ...namesOf(module)]) {
          const found = byModule.get(name) ?? new Set();
          byModule.set(name, found.add(index));
        }
      }
    });
    for (const [module, found] of byModule) this.#byModule.set(module, [...found]);
  }

  /** Methods that may acquire in a file which names these modules; all of them for null. */
  of(modules: ReadonlySet<string> | null): AcquiringMethods {
    if (modules === null) return this.#all;
    const before = this.#bySet.get(modules);
    if (before !== undefined) return before;
    const open = new Set(this.#byModule.get(GLOBAL) ?? []);
    for (const module of modules)
      for (const name of prefixesOf(moduleName(module)))
        for (const index of this.#byModule.get(name) ?? []) open.add(index);
    // What a family hands out may be another family's.
    for (const index of open)
      for (const module of this.#families[index]?.others ?? [])
        for (const further of this.#byModule.get(module) ?? []) open.add(further);
    const key = [...open].sort((left, right) => left - right).join();
    let known = this.#answers.get(key);
    if (known === undefined) {
      known = united([...open].flatMap((index) => this.#families[index] ?? []));
      this.#answers.set(key, known);
    }
    this.#bySet.set(modules, known);
    return known;
  }
}

interface Described {
  readonly own: ReadonlySet<string>;
  /** Modules whose types its entries name without having calls of their own. */
  readonly others: ReadonlySet<string>;
  readonly methods: AcquiringMethods;
}

function united(families: readonly Described[]): AcquiringMethods {
  const all = new Map<string, AcquiringMethod>();
  for (const { methods } of families) for (const [method, one] of methods) add(all, method, one);
  return all;
}

function add(all: Map<string, AcquiringMethod>, method: string, { events, several }: AcquiringMethod): void {
  const known = all.get(method);
  all.set(method, {
    events: events === null || known?.events === null ? null : new Set([...(known?.events ?? []), ...events]),
    several: several && known?.several !== false,
  });
}

function describe(family: Family): Described {
  const own = new Set<string>();
  const others = new Set<string>();
  const methods = new Map<string, AcquiringMethod>();
  const calls = [...(family.acquisitions ?? []), ...(family.deadlines ?? [])];
  for (const entry of calls) {
    for (const selector of typeof entry.call === 'string' ? [entry.call] : entry.call) {
      const { module, method } = parseSelector(selector);
      own.add(module === ANY ? GLOBAL : module);
      if (method !== null)
        add(methods, method, {
          events: eventsOf(entry),
          several: 'yields' in entry && givesSeveral(entry),
        });
      // Its name alone tells: no module is asked for.
      if ('distinctive' in entry && entry.distinctive) own.add(GLOBAL);
    }
  }
  for (const selector of typesNamedBy(family)) {
    const { module } = parseSelector(selector);
    if (!own.has(module) && module !== ANY) others.add(module);
  }
  return { own, others, methods };
}

/** The event that must be named for it to acquire; null if it acquires otherwise, too. */
function eventsOf(entry: Acquisition | Deadline): ReadonlySet<string> | null {
  return 'yields' in entry && typeof entry.yields === 'object' && 'event' in entry.yields
    ? new Set([entry.yields.event])
    : null;
}

function typesNamedBy(family: Family): readonly Selector[] {
  return [
    ...(family.resources ?? []).flatMap(({ types = [] }) => types),
    ...Object.entries(family.supertypes ?? {}).flatMap(([type, above]) => [type, ...above]),
    ...(family.callbacks ?? []).flatMap(({ gives = [] }) => gives.map(({ type }) => type)),
    ...(family.behaviours ?? []).flatMap(({ returns }) =>
      typeof returns === 'object' ? ['type' in returns ? returns.type : returns.promise] : [],
    ),
  ];
}

/** `rxjs/operators` names `rxjs` too, `@scope/name/part` names `@scope/name`. */
function prefixesOf(module: string): string[] {
  const parts = module.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
