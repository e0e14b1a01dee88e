/** Says what is wrong with a family: of ours in a test, of users before their configuration is taken over. */
import type {
  ArgumentCondition,
  CallbackBehaviour,
  Family,
  ResourceKind,
  ResourceType,
  RuleId,
  Selector,
  Sink,
} from './model.ts';
import { ANY, parseSelector, SelectorError } from './selector.ts';

const kinds: Readonly<Record<ResourceKind, true>> = {
  'file-handle': true,
  directory: true,
  stream: true,
  socket: true,
  'http-request': true,
  'http-response': true,
  websocket: true,
  server: true,
  worker: true,
  'child-process': true,
  'event-loop': true,
  executor: true,
  timer: true,
  listener: true,
  subscription: true,
  watcher: true,
  observer: true,
  connection: true,
  pool: true,
  client: true,
  transaction: true,
  cursor: true,
  session: true,
  lock: true,
  agent: true,
  browser: true,
  cancellation: true,
  channel: true,
  interface: true,
  'object-url': true,
  disposable: true,
};

const rules: Readonly<Record<RuleId, true>> = {
  'unclosed-file': true,
  'unclosed-socket': true,
  'unreleased-connection': true,
  'undisposed-loop': true,
  'uncleared-timer': true,
  'unremoved-listener': true,
  'missing-timeout': true,
  'client-per-call': true,
  'unsafe-pipe': true,
  'lost-cancel': true,
  'undisposed-value': true,
};

const disciplines: Readonly<Record<ResourceType['discipline'], true>> = {
  always: true,
  evidence: true,
  'self-ending': true,
  lease: true,
  shared: true,
};

const effects: Readonly<Record<Sink['effect'], true>> = {
  borrows: true,
  releases: true,
  owns: true,
  wraps: true,
  returns: true,
  views: true,
  keeps: true,
};

const runs: Readonly<Record<CallbackBehaviour['runs'], true>> = {
  'once-now': true,
  'many-now': true,
  'once-later': true,
  'error-first': true,
  'many-later': true,
};

/** Which selectors make sense at a place: receivers of any type must not acquire. */
type Allowed = 'any receiver' | 'named' | 'type';

/**
 * The mistakes in a family, each a sentence that names its place; empty for a good one.
 * @param knownResources ids that other families define
 */
export function validateFamily(family: Family, knownResources: ReadonlySet<string> = new Set()): string[] {
  return new Validator(family, knownResources).run();
}

class Validator {
  readonly #problems: string[] = [];
  readonly #family: Family;
  readonly #ids: ReadonlySet<string>;

  constructor(family: Family, knownResources: ReadonlySet<string>) {
    this.#family = family;
    this.#ids = new Set([...knownResources, ...(family.resources ?? []).map((resource) => resource.id)]);
  }

  run(): string[] {
    const family = this.#family;
    const own = new Set<string>();
    for (const resource of family.resources ?? []) {
      if (own.has(resource.id)) this.#say(`resource “${resource.id}”`, 'is defined twice');
      own.add(resource.id);
      this.#resource(resource);
    }
    family.acquisitions?.forEach((entry, index) => {
      const at = this.#calls(`acquisitions[${index}]`, entry.call, 'named');
      if (!this.#ids.has(entry.resource)) this.#say(at, `there is no resource “${entry.resource}”`);
      this.#conditions(at, [
        ...(entry.when ?? []),
        ...(entry.unless ?? []),
        ...(entry.unlessSurely ?? []),
        ...(entry.heldFromUnless ?? []),
      ]);
      if (entry.heldFromUnless !== undefined && entry.heldFrom === undefined)
        this.#say(at, '“heldFromUnless” needs “heldFrom”');
    });
    family.sinks?.forEach((entry, index) => {
      const at = this.#calls(`sinks[${index}]`, entry.call, 'any receiver');
      this.#oneOf(at, 'effect', entry.effect, effects);
      this.#conditions(at, entry.when ?? []);
    });
    family.callbacks?.forEach((entry, index) => {
      const at = this.#calls(`callbacks[${index}]`, entry.call, 'any receiver');
      this.#oneOf(at, 'runs', entry.runs, runs);
      for (const { type } of entry.gives ?? []) this.#selector(at, type, 'type');
    });
    family.behaviours?.forEach((entry, index) => {
      const at = this.#calls(`behaviours[${index}]`, entry.call, 'any receiver');
      if (entry.pauses !== undefined && !this.#ids.has(entry.pauses))
        this.#say(at, `there is no resource “${entry.pauses}”`);
      const { returns } = entry;
      if (typeof returns === 'object')
        this.#selector(at, 'type' in returns ? returns.type : returns.promise, 'type');
    });
    family.deadlines?.forEach((entry, index) => {
      const at = this.#calls(`deadlines[${index}]`, entry.call, 'named');
      this.#oneOf(at, 'kind', entry.kind, kinds);
      if (entry.boundedBy.length === 0 && entry.methods === undefined)
        this.#say(at, 'nothing bounds it (“boundedBy” is empty)');
    });
    family.registrations?.forEach((entry, index) => {
      const at = this.#calls(`registrations[${index}]`, entry.call, 'named');
      if (entry.undo.length === 0) this.#say(at, 'nothing undoes it (“undo” is empty)');
      this.#conditions(at, entry.unless ?? []);
    });
    this.#relations();
    return this.#problems;
  }

  #resource(resource: ResourceType): void {
    const at = `resource “${resource.id}”`;
    if (resource.id.includes('#')) this.#say(at, 'an id must not contain “#”');
    this.#oneOf(at, 'kind', resource.kind, kinds);
    this.#oneOf(at, 'rule', resource.rule, rules);
    this.#oneOf(at, 'discipline', resource.discipline, disciplines);
    for (const type of resource.types ?? []) this.#selector(at, type, 'type');
    for (const id of resource.extends ?? [])
      if (!this.#ids.has(id)) this.#say(at, `extends “${id}”, which does not exist`);
    for (const release of resource.releases) {
      if ('function' in release) this.#selector(at, release.function, 'named');
      if ('method' in release) this.#conditions(at, release.when ?? []);
    }
    for (const end of resource.ends ?? []) {
      if ('function' in end) this.#selector(at, end.function, 'any receiver');
      if ('readOutBy' in end) this.#conditions(at, end.when ?? []);
    }
  }

  #relations(): void {
    for (const [module, target] of Object.entries(this.#family.sameAs ?? {}))
      if (module === target || module === '' || target === '')
        this.#say(`sameAs “${module}”`, `cannot stand for “${target}”`);
    for (const [type, supertypes] of Object.entries(this.#family.supertypes ?? {}))
      for (const one of [type, ...supertypes]) this.#selector(`supertypes of “${type}”`, one, 'type');
  }

  /** Checks the selectors of an entry; gives back how problems name the entry. */
  #calls(at: string, call: Selector | readonly Selector[], allowed: Allowed): string {
    const selectors = typeof call === 'string' ? [call] : call;
    if (selectors.length === 0) this.#say(at, 'names nothing (“call” is empty)');
    for (const selector of selectors) this.#selector(at, selector, allowed);
    return `${at} (${selectors[0] ?? '?'})`;
  }

  #selector(at: string, selector: Selector, allowed: Allowed): void {
    try {
      const parsed = parseSelector(selector);
      if (parsed.module === ANY && allowed !== 'any receiver')
        this.#say(at, `“${selector}” names methods of any receiver, which is too little to go by here`);
      if (allowed === 'type' && (parsed.method !== null || parsed.construct))
        this.#say(at, `“${selector}” does not name a type`);
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      this.#say(at, error.message);
    }
  }

  #conditions(at: string, conditions: readonly ArgumentCondition[]): void {
    for (const { equals, given, callback, ofType, contains, empty, self } of conditions) {
      const tests = [equals, given, callback, ofType, contains, empty, self].filter(
        (test) => test !== undefined,
      ).length;
      if (tests !== 1)
        this.#say(
          at,
          'a condition needs exactly one of “equals”, “given”, “callback”, “ofType”, “contains”, “empty” and “self”',
        );
    }
  }

  #oneOf(at: string, name: string, value: string, allowed: Readonly<Record<string, true>>): void {
    if (!Object.hasOwn(allowed, value))
      this.#say(at, `${name} “${value}” is none of ${Object.keys(allowed).join(', ')}`);
  }

  #say(at: string, problem: string): void {
    this.#problems.push(`${at}: ${problem}`);
  }
}
