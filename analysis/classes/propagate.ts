/**
 * What every place of a file may denote, whatever the order of things: tokens flow along copies, calls of
 * functions in the file, callbacks of containers and promises, until nothing changes.
 */
import type { CallStep, ClassId, FileFlow, FunctionId, PlaceId, Reference, Step } from '../flow/graph.ts';
import { classAround, membersNamed, topOf } from './families.ts';
import type { Site } from './sites.ts';
import { memberSlot, slotKey, TokenTable, type Slot, type TokenId } from './tokens.ts';
import { isAccessor, isFluent, isIterator } from './words.ts';

/** Chains of copies that are longer than this are cut: what they lead to stays unknown, and silent. */
const maxRounds = 12;

const none: ReadonlySet<TokenId> = new Set();

export class Propagation {
  readonly table = new TokenTable();
  private readonly places = new Map<PlaceId, Set<TokenId>>();
  private readonly returned = new Map<FunctionId, Set<TokenId>>();
  private readonly closuresIn = new Map<string, Set<TokenId>>();
  private changed = false;

  constructor(
    readonly file: FileFlow,
    readonly sites: readonly Site[],
  ) {
    this.seed();
    for (let round = 0; round < maxRounds && this.runRound(); round += 1);
  }

  /** Whether anything was learnt. */
  private runRound(): boolean {
    this.changed = false;
    for (const info of this.file.functions) this.runFunction(info.id);
    return this.changed;
  }

  tokensOf(place: PlaceId): ReadonlySet<TokenId> {
    return this.places.get(place) ?? none;
  }

  returnedBy(id: FunctionId): ReadonlySet<TokenId> {
    return this.returned.get(id) ?? none;
  }

  /** Functions of the file that the call may reach. */
  calleesOf(step: CallStep): readonly FunctionId[] {
    const { file } = this;
    const found = new Set<FunctionId>();
    const { reference } = step;
    if (reference?.kind === 'function') found.add(reference.function);
    if (reference?.kind === 'class' && step.construct) {
      for (const id of constructorsFor(file, reference.class, step.arguments.length)) found.add(id);
    }
    for (const id of this.tokensOf(step.callee)) {
      const token = this.table.get(id);
      if (token.kind === 'closure' && !isOtherOverload(file, reference, token.function))
        found.add(token.function);
    }
    return [...found];
  }

  private seed(): void {
    const { file, table } = this;
    const captured = new Set(file.functions.flatMap((info) => info.captures));
    file.places.forEach((place, id) => {
      if (place.kind === 'this') {
        const owner = classAround(file, place.declaredIn);
        if (owner !== null) this.add(id, table.id({ kind: 'this', class: owner }));
      } else if (place.kind === 'variable') {
        if (place.reference?.kind === 'function')
          this.add(id, table.id({ kind: 'closure', function: place.reference.function }));
        else if (
          place.reference === undefined &&
          place.declaration === 'local' &&
          place.declaredIn !== 0 &&
          captured.has(id)
        )
          this.add(
            id,
            table.id({ kind: 'slot', slot: { kind: 'variable', place: id, path: '' }, derived: false }),
          );
      }
    });
    this.sites.forEach((site, index) => {
      if (site.target !== null)
        this.add(site.target, table.id({ kind: 'acquired', site: index, derived: false }));
    });
  }

  private add(place: PlaceId, token: TokenId): void {
    let set = this.places.get(place);
    if (set === undefined) {
      set = new Set();
      this.places.set(place, set);
    }
    if (set.has(token)) return;
    set.add(token);
    this.changed = true;
  }

  private flow(from: PlaceId, to: PlaceId): void {
    if (from !== to) for (const token of this.tokensOf(from)) this.add(to, token);
  }

  private runFunction(id: FunctionId): void {
    for (const block of this.file.graph(id).blocks) {
      for (const step of block.steps) this.runStep(step);
      const end = block.terminator;
      if (end.kind !== 'return' || end.value === null) continue;
      let set = this.returned.get(id);
      if (set === undefined) {
        set = new Set();
        this.returned.set(id, set);
      }
      for (const token of this.tokensOf(end.value)) {
        if (!set.has(token)) this.changed = true;
        set.add(token);
      }
    }
  }

  private runStep(step: Step): void {
    switch (step.op) {
      case 'copy':
      case 'await':
        this.flow(step.source, step.target);
        return;
      case 'iterate':
        if (!step.keys) this.flow(step.iterable, step.target);
        return;
      case 'array':
        for (const element of step.elements) this.flow(element.value, step.target);
        return;
      case 'object':
        for (const property of step.properties) this.flow(property.value, step.target);
        return;
      case 'closure':
        this.add(step.target, this.table.id({ kind: 'closure', function: step.function }));
        return;
      case 'reference':
        if (step.reference.kind === 'function')
          this.add(step.target, this.table.id({ kind: 'closure', function: step.reference.function }));
        return;
      case 'load':
        for (const token of [...this.tokensOf(step.object)]) this.load(token, step.key, step.target);
        return;
      case 'store':
        this.storeClosures(step.object, step.key, step.value);
        return;
      case 'call':
        this.call(step);
        return;
      default:
        return;
    }
  }

  private load(id: TokenId, key: string | null, target: PlaceId): void {
    const token = this.table.get(id);
    switch (token.kind) {
      case 'this': {
        const name = key ?? '*';
        const members = key === null ? [] : membersNamed(this.file, token.class, key);
        for (const member of members) {
          if (member.function === null) continue;
          if (member.kind === 'method')
            this.add(target, this.table.id({ kind: 'closure', function: member.function }));
          if (member.kind === 'getter')
            for (const returned of this.returnedBy(member.function)) this.add(target, returned);
        }
        this.loadSlot({ kind: 'field', class: topOf(this.file, token.class), path: name }, false, target);
        return;
      }
      case 'slot': {
        const slot = memberSlot(token.slot, key);
        if (slot !== null) this.loadSlot(slot, token.derived, target);
        return;
      }
      case 'acquired': {
        const element = key === null || /^\d+$/.test(key);
        this.add(target, this.table.id({ ...token, derived: token.derived || !element }));
        return;
      }
      case 'closure':
        // `object.method` of a local object of functions: which one is not told apart.
        return;
    }
  }

  private loadSlot(slot: Slot, derived: boolean, target: PlaceId): void {
    this.add(target, this.table.id({ kind: 'slot', slot, derived }));
    for (const closure of this.closuresIn.get(slotKey(slot)) ?? none) this.add(target, closure);
  }

  /** Functions put into fields are called through them; other values are followed by their slot alone. */
  private storeClosures(object: PlaceId, key: string | null, value: PlaceId): void {
    for (const id of this.tokensOf(value)) {
      if (this.table.get(id).kind !== 'closure') continue;
      for (const owner of this.tokensOf(object)) {
        const token = this.table.get(owner);
        const slot =
          token.kind === 'this'
            ? { kind: 'field' as const, class: topOf(this.file, token.class), path: key ?? '*' }
            : token.kind === 'slot'
              ? memberSlot(token.slot, key)
              : null;
        if (slot === null) continue;
        const into = this.closuresIn.get(slotKey(slot)) ?? new Set();
        if (!into.has(id)) this.changed = true;
        into.add(id);
        this.closuresIn.set(slotKey(slot), into);
      }
    }
  }

  private call(step: CallStep): void {
    const callees = this.calleesOf(step);
    for (const callee of callees) {
      const parameters = this.file.functions[callee]?.parameters ?? [];
      step.arguments.forEach((argument, index) => {
        const parameter = parameters[index] ?? parameters.find((one) => one.rest);
        if (parameter !== undefined) this.flow(argument.value, parameter.place);
      });
      for (const token of this.returnedBy(callee)) this.add(step.target, token);
    }
    const method = step.method ?? null;
    const { receiver } = step;
    if (receiver !== undefined && method !== null) {
      if (
        isAccessor(method) ||
        isIterator(method) ||
        isFluent(method) ||
        /^(?:then|catch|finally|call|apply)$/.test(method)
      )
        this.flow(receiver, step.target);
      if (isIterator(method) || method === 'then' || method === 'reduce') {
        for (const argument of step.arguments) {
          this.giveToClosures(argument.value, receiver);
          for (const other of step.arguments)
            if (other !== argument) this.giveToClosures(argument.value, other.value);
        }
      }
      // `fn.call(this, …)`: tokens of the function come with its receiver.
    }
    if (isGatherer(step)) for (const argument of step.arguments) this.flow(argument.value, step.target);
    else if (callees.length === 0 || step.construct) this.derive(step);
  }

  private giveToClosures(callback: PlaceId, from: PlaceId): void {
    for (const id of [...this.tokensOf(callback)]) {
      const token = this.table.get(id);
      if (token.kind !== 'closure') continue;
      for (const parameter of this.file.functions[token.function]?.parameters ?? [])
        this.flow(from, parameter.place);
    }
  }

  /** The result of an unknown call may be a wrapper of what it was given: ending it ends what is inside. */
  private derive(step: CallStep): void {
    const given = step.arguments.map((argument) => argument.value);
    if (step.receiver !== undefined) given.push(step.receiver);
    for (const place of given) {
      for (const id of [...this.tokensOf(place)]) {
        const token = this.table.get(id);
        if (token.kind === 'slot' || token.kind === 'acquired')
          this.add(step.target, this.table.id({ ...token, derived: true }));
      }
    }
  }
}

/** `Object.values(map)`, `Array.from(set)`, `Promise.all(list)`: the same things in another container. */
/** The constructor, or of several those that take so many arguments. */
function constructorsFor(file: FileFlow, id: ClassId, count: number): readonly FunctionId[] {
  const all = (file.classes[id]?.members ?? []).flatMap((member) =>
    member.kind === 'constructor' && member.function !== null ? [member.function] : [],
  );
  return all.length === 1 ? all : all.filter((one) => file.functions[one]?.parameters.length === count);
}

/** The call is known to mean another method of the same class and name. */
function isOtherOverload(file: FileFlow, meant: Reference | undefined, id: FunctionId): boolean {
  if (meant?.kind !== 'function' || meant.function === id) return false;
  const [one, other] = [file.functions[meant.function], file.functions[id]];
  return one?.kind === 'method' && one.name === other?.name && one.ownerClass === other.ownerClass;
}

function isGatherer(step: CallStep): boolean {
  const reference = step.reference;
  if (reference?.kind !== 'global' || reference.path.length !== 2) return false;
  const [owner = '', name = ''] = reference.path;
  return (
    (owner === 'Object' && /^(?:values|entries|assign|freeze)$/.test(name)) ||
    (owner === 'Array' && /^(?:from|of)$/.test(name)) ||
    (owner === 'Promise' && /^(?:all|allSettled|race|any|resolve)$/.test(name))
  );
}
