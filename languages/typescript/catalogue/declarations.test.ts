/**
 * Holds every entry of every family against the real declarations: what names nothing fails, and so do
 * arguments, options, members, releases and disposability that the declarations do not know.
 */
import assert from 'node:assert/strict';
import type ts from 'typescript';
import { parseSelector, validateFamily } from '../../../analysis/catalogue/index.ts';
import type {
  Acquisition,
  ArgumentCondition,
  CallbackBehaviour,
  Deadline,
  Family,
  Registration,
  ResourceType,
  Selector,
} from '../../../analysis/catalogue/model.ts';
import { javascriptFamilies, platformFamilies } from './index.ts';
import { Declarations, isInstalled, saysNothing } from './test/declarations.ts';

/** Where the declarations claim what the class does not do. */
const notReallyDisposable: ReadonlySet<Selector> = new Set([
  // Declared below `stream.Writable`, but made from the old `Stream`, which has no `Symbol.asyncDispose`.
  'http#ClientRequest',
]);

describe('the catalogue against the declarations', () => {
  let declarations: Declarations;
  const resources = new Map(
    javascriptFamilies.flatMap((family) => family.resources ?? []).map((resource) => [resource.id, resource]),
  );

  before(function () {
    this.timeout(400_000);
    declarations = new Declarations(
      new Set(javascriptFamilies.flatMap(selectorsOf).map((selector) => parseSelector(selector).module)),
    );
  });

  it('has families whose ids differ', () => {
    const ids = javascriptFamilies.map((family) => family.id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  for (const family of javascriptFamilies)
    it(`${family.id} says only what is so`, function () {
      this.timeout(60_000);
      assert.deepEqual(validateFamily(family, new Set(resources.keys())), []);
      assert.deepEqual(
        family.checkedAgainst.filter((name) => !isInstalled(name)),
        [],
        'packages of “checkedAgainst” are not installed',
      );
      assert.deepEqual(
        Object.keys(family.unchecked ?? {}).filter(isInstalled),
        [],
        'modules of “unchecked” are installed and can be checked',
      );
      assert.deepEqual(new FamilyCheck(family, declarations, resources).run(), []);
    });
});

/** Every selector of a family. */
function selectorsOf(family: Family): Selector[] {
  const calls = [
    ...(family.acquisitions ?? []),
    ...(family.sinks ?? []),
    ...(family.callbacks ?? []),
    ...(family.behaviours ?? []),
    ...(family.deadlines ?? []),
    ...(family.registrations ?? []),
  ].flatMap((entry) => entry.call);
  const types = (family.resources ?? []).flatMap((resource) => [
    ...(resource.types ?? []),
    ...resource.releases.flatMap((release) => ('function' in release ? release.function : [])),
    ...(resource.ends ?? []).flatMap((end) => ('function' in end ? end.function : [])),
  ]);
  const relations = Object.entries(family.supertypes ?? {}).flatMap(([type, supertypes]) => [
    type,
    ...supertypes,
  ]);
  const returned = (family.behaviours ?? []).flatMap(({ returns }) =>
    typeof returns === 'object' ? ['type' in returns ? returns.type : returns.promise] : [],
  );
  const given = (family.callbacks ?? []).flatMap(({ gives }) => (gives ?? []).map((one) => one.type));
  const bounds = (family.deadlines ?? []).flatMap(({ defaults }) => [
    ...(defaults?.makers ?? []).map((maker) => maker.call),
    ...(defaults?.assigned ?? []),
  ]);
  return [...calls, ...types, ...relations, ...returned, ...given, ...bounds];
}

class FamilyCheck {
  readonly #family: Family;
  readonly #declarations: Declarations;
  readonly #resources: ReadonlyMap<string, ResourceType>;
  readonly #problems = new Set<string>();

  constructor(family: Family, declarations: Declarations, resources: ReadonlyMap<string, ResourceType>) {
    this.#family = family;
    this.#declarations = declarations;
    this.#resources = resources;
  }

  run(): string[] {
    const family = this.#family;
    for (const resource of family.resources ?? []) this.#resource(resource);
    for (const [type, supertypes] of Object.entries(family.supertypes ?? {}))
      for (const one of supertypes) this.#supertype(type, one);
    for (const entry of family.acquisitions ?? [])
      for (const call of listed(entry.call))
        this.#called(call, (signatures) => this.#acquisition(call, entry, signatures));
    for (const entry of family.sinks ?? [])
      for (const call of listed(entry.call))
        this.#called(call, (signatures) => {
          if (entry.argument !== 'any') this.#argument(call, signatures, entry.argument);
          this.#conditions(call, signatures, entry.when);
        });
    for (const entry of family.callbacks ?? [])
      for (const call of listed(entry.call))
        this.#called(call, (signatures) => this.#callback(call, entry, signatures));
    for (const { call: calls, returns } of family.behaviours ?? [])
      for (const call of listed(calls)) {
        this.#called(call, (signatures) => {
          if (returns === 'receiver') this.#fluent(call, signatures);
        });
        if (typeof returns === 'object') this.#type('type' in returns ? returns.type : returns.promise);
      }
    for (const entry of family.deadlines ?? [])
      for (const call of listed(entry.call))
        this.#called(call, (signatures) => this.#deadline(call, entry, signatures));
    for (const entry of family.registrations ?? [])
      for (const call of listed(entry.call))
        this.#called(call, (signatures) => this.#registration(call, entry, signatures));
    return [...this.#problems];
  }

  #resource(resource: ResourceType): void {
    const types = (resource.types ?? []).map((selector) => ({ selector, type: this.#type(selector) }));
    for (const release of resource.releases)
      if ('function' in release)
        this.#called(release.function, (signatures) =>
          this.#argument(release.function, signatures, release.argument),
        );
    for (const end of resource.ends ?? [])
      if ('function' in end)
        this.#called(end.function, (signatures) => {
          if (end.argument !== 'any') this.#argument(end.function, signatures, end.argument);
        });
    for (const { selector, type } of types) {
      if (type === undefined) continue;
      // The release that a fix inserts must be there for every type, others for one.
      for (const release of resource.releases)
        if (
          'method' in release &&
          release.secondary !== true &&
          this.#declarations.member(type, release.method) === undefined
        )
          this.#say(`${resource.id}: ${selector} has no method “${release.method}”`);
      for (const symbol of ['dispose', 'asyncDispose'] as const) {
        if (notReallyDisposable.has(selector)) continue;
        const key = symbol === 'dispose' ? 'sync' : 'async';
        const claimed = resource.disposable?.[key] ?? this.#inherited(resource, symbol);
        const declared = this.#declarations.disposable(type, symbol);
        // Older versions of a library may not have it, so a library's entry need not claim it.
        if (claimed === undefined ? declared && this.#isPlatform() : !declared)
          this.#say(
            `${resource.id}: ${selector} ${declared ? 'has' : 'has no'} Symbol.${symbol}, the entry says otherwise`,
          );
      }
    }
    const others = [
      ...resource.releases.flatMap((release) => ('method' in release ? release.method : [])),
      ...(resource.liveness ?? []).map((one) => one.property),
      ...(resource.ends ?? []).flatMap((end) =>
        'method' in end ? end.method : 'unref' in end ? end.unref : 'member' in end ? end.member : [],
      ),
    ];
    if (types.length === 0) return;
    for (const name of others)
      if (
        types.every(({ type }) => type !== undefined && this.#declarations.member(type, name) === undefined)
      )
        this.#say(`${resource.id}: no type of it has a member “${name}”`);
  }

  #isPlatform(): boolean {
    return platformFamilies.includes(this.#family);
  }

  #inherited(resource: ResourceType, symbol: 'dispose' | 'asyncDispose'): string | undefined {
    for (const id of resource.extends ?? []) {
      const base = this.#resources.get(id);
      const key = symbol === 'dispose' ? 'sync' : 'async';
      const found = base && (base.disposable?.[key] ?? this.#inherited(base, symbol));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #supertype(type: Selector, of: Selector): void {
    const lower = this.#type(type);
    const upper = this.#type(of);
    if (lower !== undefined && upper !== undefined && !this.#declarations.related([lower], [upper]))
      this.#say(`${type} is not below ${of}`);
  }

  #acquisition(call: Selector, entry: Acquisition, signatures: readonly ts.Signature[]): void {
    this.#conditions(call, signatures, entry.when);
    this.#conditions(call, signatures, entry.unless);
    this.#conditions(call, signatures, entry.heldFromUnless);
    const yielded = this.#yielded(call, entry, signatures);
    if (yielded === undefined) return;
    const part = entry.part ?? [];
    if (!this.#declarations.hasPath(yielded, part))
      this.#say(`${call}: what it yields has no “${part.join('.')}”`);
    if (part.length > 0) return;
    const types = (this.#resources.get(entry.resource)?.types ?? [])
      .map((selector) => this.#type(selector))
      .filter((type) => type !== undefined);
    if (types.length > 0 && !this.#declarations.related(yielded, types))
      this.#say(`${call}: what it yields is no ${entry.resource}`);
    for (const method of entry.heldFrom ?? [])
      if (!this.#declarations.hasPath(yielded, [method]))
        this.#say(`${call}: what it yields has no method “${method}”`);
  }

  /** The types of what is acquired, or undefined where the declarations do not say. */
  #yielded(
    call: Selector,
    { yields }: Acquisition,
    signatures: readonly ts.Signature[],
  ): readonly ts.Type[] | undefined {
    const results = this.#declarations.results(signatures);
    if (yields === 'result') return results;
    if (yields === 'promise') {
      const awaited = this.#declarations.awaited(results);
      if (awaited.length === 0) this.#say(`${call} returns no promise`);
      return awaited;
    }
    // What listeners are given is declared in too many ways; that there are listeners must do.
    if ('event' in yields) {
      this.#argument(call, signatures, 1);
      return undefined;
    }
    return this.#callbackParameter(call, signatures, yields.callback, yields.parameter);
  }

  #callbackParameter(
    call: Selector,
    signatures: readonly ts.Signature[],
    callback: number,
    parameter: number,
  ): readonly ts.Type[] | undefined {
    const functions = this.#declarations.callable(this.#declarations.parameter(signatures, callback));
    if (functions.length === 0) {
      this.#say(`${call}: argument ${callback} is no function`);
      return undefined;
    }
    const types = this.#declarations.parameter(functions, parameter);
    if (types.length === 0) this.#say(`${call}: the function at ${callback} has no parameter ${parameter}`);
    return types;
  }

  #callback(call: Selector, entry: CallbackBehaviour, signatures: readonly ts.Signature[]): void {
    this.#argument(call, signatures, entry.argument);
    const types = this.#declarations.parameter(signatures, entry.argument);
    if (this.#declarations.callable(types).length === 0 && !types.some(saysNothing))
      this.#say(`${call}: argument ${entry.argument} is no function`);
    for (const { type } of entry.gives ?? []) this.#type(type);
  }

  /** Fluent methods give back their own type, in some overload. */
  #fluent(call: Selector, signatures: readonly ts.Signature[]): void {
    const { module, path, method } = parseSelector(call);
    if (method === null) return;
    const type = this.#type(`${module}#${path.join('.')}`);
    const results = this.#declarations.results(signatures);
    if (
      type !== undefined &&
      !this.#declarations.related(results, [type]) &&
      !this.#declarations.related([type], results)
    )
      this.#say(`${call} does not return its receiver`);
  }

  #deadline(call: Selector, entry: Deadline, signatures: readonly ts.Signature[]): void {
    const options = entry.options.flatMap((index) => this.#declarations.parameter(signatures, index));
    for (const path of entry.boundedBy)
      if (!this.#declarations.hasPath(options, path.split('.')))
        this.#say(`${call}: there is no option “${path}”`);
    for (const index of entry.options)
      if (listed(entry.call).length === 1) this.#argument(call, signatures, index);
    for (const method of entry.methods ?? [])
      if (!this.#declarations.hasPath(this.#declarations.results(signatures), [method]))
        this.#say(`${call}: the result has no method “${method}”`);
    for (const { call: maker, argument } of entry.defaults?.makers ?? [])
      this.#called(maker, (makers) => this.#argument(maker, makers, argument));
    for (const selector of entry.defaults?.assigned ?? []) {
      const found = this.#declarations.named(selector);
      if (typeof found === 'string') this.#say(found);
    }
  }

  #registration(call: Selector, entry: Registration, signatures: readonly ts.Signature[]): void {
    if (entry.event !== null) this.#argument(call, signatures, entry.event);
    this.#argument(call, signatures, entry.handler);
    this.#conditions(call, signatures, entry.unless);
    for (const undo of entry.undo) {
      if ('result' in undo) {
        if (
          undo.result !== 'call' &&
          !this.#declarations.hasPath(this.#declarations.results(signatures), [undo.result])
        )
          this.#say(`${call}: the result has no method “${undo.result}”`);
        continue;
      }
      const sibling = call.replace(/[^#.:]+$/, undo.method);
      const found = this.#declarations.named(sibling);
      if (typeof found === 'string') this.#say(`${call} is undone by a method that does not exist: ${found}`);
    }
  }

  #conditions(
    call: Selector,
    signatures: readonly ts.Signature[],
    conditions: readonly ArgumentCondition[] | undefined,
  ): void {
    for (const { argument, property } of conditions ?? []) {
      this.#argument(call, signatures, argument);
      if (
        property !== undefined &&
        !this.#declarations.hasPath(this.#declarations.parameter(signatures, argument), property.split('.'))
      )
        this.#say(`${call}: argument ${argument} has no property “${property}”`);
    }
  }

  #argument(call: Selector, signatures: readonly ts.Signature[], index: number): void {
    if (this.#declarations.parameter(signatures, index).length === 0)
      this.#say(`${call} takes no argument ${index}`);
  }

  #called(call: Selector, then: (signatures: readonly ts.Signature[]) => void): void {
    if (parseSelector(call).module === '*' || this.#isUnchecked(call)) return;
    const signatures = this.#declarations.signatures(call);
    if (typeof signatures === 'string') this.#say(signatures);
    else then(signatures);
  }

  /** Whether the family says that this module's declarations are not at hand. */
  #isUnchecked(selector: Selector): boolean {
    return this.#family.unchecked?.[parseSelector(selector).module] !== undefined;
  }

  #type(selector: Selector): ts.Type | undefined {
    if (this.#isUnchecked(selector)) return undefined;
    const type = this.#declarations.type(selector);
    if (typeof type !== 'string') return type;
    this.#say(type);
    return undefined;
  }

  #say(problem: string): void {
    this.#problems.add(problem);
  }
}

function listed(call: Selector | readonly Selector[]): readonly Selector[] {
  return typeof call === 'string' ? [call] : call;
}
