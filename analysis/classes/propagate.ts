/**
 * What every place of a file may denote, whatever the order of things: tokens flow along copies, calls of
 * functions in the file, callbacks of containers and promises, until nothing changes.
 */
import type { CallStep, ClassId, FileFlow, FunctionId, PlaceId, Reference, Step } from '../flow/graph.ts';
import { constraintsOf, type Constraint } from './constraints.ts';
import { classAround } from './families.ts';
import { MemberTable } from './members.ts';
import type { Site } from './sites.ts';
import { memberSlot, slotKey, TokenTable, type TokenId } from './tokens.ts';
import { isAccessor, isFluent, isIterator } from './words.ts';

/** Chains of copies that are longer than this are cut: what they lead to stays unknown, and silent. */
const maxRounds = 12;

/**
 * How often a token may be handed on in one file. Of thousands of real files one needed three millions, and most a few
 * thousand; where a bundle keeps a whole library in one function, everything may be everything, and it would not end.
 */
const maxWork = 4_000_000;

const none: ReadonlySet<TokenId> = new Set();

/** Of these files it is known that it would take too long. */
const exhausting = new WeakSet<FileFlow>();

/** What the places of a file may denote took too long to find out: nothing can be said of what its classes keep. */
export class TooMuchWork extends Error {
  constructor(file: FileFlow) {
    super(`what ${file.path} keeps took too long to find out`);
    exhausting.add(file);
  }
}

export class Propagation {
  readonly table = new TokenTable();
  private readonly places = new Map<PlaceId, Set<TokenId>>();
  private readonly returned = new Map<FunctionId, Set<TokenId>>();
  private readonly closuresIn = new Map<string, Set<TokenId>>();
  private readonly members: MemberTable;
  /** Counts what is learnt: a constraint runs again only if something that it reads is younger than its last run. */
  private clock = 1;
  private readonly changedAt = new Map<PlaceId, number>();
  /** When any function was last learnt to return something, or any slot to hold a closure. */
  private answersChangedAt = 0;
  private work = 0;

  /** Throws {@link TooMuchWork}. */
  constructor(
    readonly file: FileFlow,
    readonly sites: readonly Site[],
  ) {
    if (exhausting.has(file)) throw new TooMuchWork(file);
    this.members = new MemberTable(file);
    this.seed();
    const constraints = constraintsOf(file);
    for (let round = 0; round < maxRounds && this.runRound(constraints); round += 1);
  }

  /** Whether anything was learnt. */
  private runRound(constraints: readonly Constraint[]): boolean {
    const before = this.clock;
    for (const constraint of constraints) {
      if (!this.isDue(constraint)) continue;
      constraint.ranAt = this.clock;
      if (constraint.step !== null) this.runStep(constraint.step);
      else this.giveBack(constraint.function, constraint.returned);
    }
    return this.clock !== before;
  }

  /** Whether running the constraint could teach anything: all that it reads was the same at its last run. */
  private isDue(constraint: Constraint): boolean {
    const { step, ranAt } = constraint;
    if (ranAt === 0) return true;
    if (step === null) return this.isYounger(constraint.returned, ranAt);
    switch (step.op) {
      case 'copy':
      case 'await':
        return this.isYounger(step.source, ranAt);
      case 'iterate':
        return this.isYounger(step.iterable, ranAt);
      case 'array':
        return this.isAnyYounger(step.elements, ranAt);
      case 'object':
        return this.isAnyYounger(step.properties, ranAt);
      case 'load':
        return this.answersChangedAt >= ranAt || this.isYounger(step.object, ranAt);
      case 'store':
        return this.isYounger(step.object, ranAt) || this.isYounger(step.value, ranAt);
      case 'call':
        return (
          this.answersChangedAt >= ranAt ||
          this.isYounger(step.callee, ranAt) ||
          (step.receiver !== undefined && this.isYounger(step.receiver, ranAt)) ||
          this.isAnyYounger(step.arguments, ranAt)
        );
      default:
        return false;
    }
  }

  private isYounger(place: PlaceId, ranAt: number): boolean {
    return (this.changedAt.get(place) ?? 0) >= ranAt;
  }

  private isAnyYounger(parts: readonly { readonly value: PlaceId }[], ranAt: number): boolean {
    for (const { value } of parts) if (this.isYounger(value, ranAt)) return true;
    return false;
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
    const { reference } = step;
    const tokens = this.tokensOf(step.callee);
    if (reference === undefined && tokens.size === 0) return [];
    const found = new Set<FunctionId>();
    if (reference?.kind === 'function') found.add(reference.function);
    if (reference?.kind === 'class' && step.construct) {
      for (const id of constructorsFor(file, reference.class, step.arguments.length)) found.add(id);
    }
    for (const id of tokens) {
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

  private count(): void {
    this.work += 1;
    if (this.work > maxWork) throw new TooMuchWork(this.file);
  }

  private add(place: PlaceId, token: TokenId): void {
    this.count();
    let set = this.places.get(place);
    if (set === undefined) {
      set = new Set();
      this.places.set(place, set);
    }
    if (set.has(token)) return;
    set.add(token);
    this.changedAt.set(place, this.clock);
    this.clock += 1;
  }

  private flow(from: PlaceId, to: PlaceId): void {
    if (from !== to) for (const token of this.tokensOf(from)) this.add(to, token);
  }

  private giveBack(id: FunctionId, value: PlaceId): void {
    let set = this.returned.get(id);
    if (set === undefined) {
      set = new Set();
      this.returned.set(id, set);
    }
    for (const token of this.tokensOf(value)) {
      if (set.has(token)) continue;
      set.add(token);
      this.answersChangedAt = this.clock;
      this.clock += 1;
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
    this.count();
    const token = this.table.get(id);
    switch (token.kind) {
      case 'this': {
        const name = key ?? '*';
        const members = key === null ? [] : this.members.named(token.class, key);
        for (const member of members) {
          if (member.function === null) continue;
          if (member.kind === 'method')
            this.add(target, this.table.id({ kind: 'closure', function: member.function }));
          if (member.kind === 'getter')
            for (const returned of this.returnedBy(member.function)) this.add(target, returned);
        }
        this.loadSlot(this.table.field(this.members.top(token.class), name), target);
        return;
      }
      case 'slot': {
        const member = this.table.member(id, key);
        if (member !== null) this.loadSlot(member, target);
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

  private loadSlot(id: TokenId, target: PlaceId): void {
    this.add(target, id);
    // No function was put into a field: nothing to look up.
    if (this.closuresIn.size === 0) return;
    const token = this.table.get(id);
    if (token.kind !== 'slot') return;
    for (const closure of this.closuresIn.get(slotKey(token.slot)) ?? none) this.add(target, closure);
  }

  /** Functions put into fields are called through them; other values are followed by their slot alone. */
  private storeClosures(object: PlaceId, key: string | null, value: PlaceId): void {
    for (const id of this.tokensOf(value)) {
      if (this.table.get(id).kind !== 'closure') continue;
      for (const owner of this.tokensOf(object)) {
        this.count();
        const token = this.table.get(owner);
        const slot =
          token.kind === 'this'
            ? { kind: 'field' as const, class: this.members.top(token.class), path: key ?? '*' }
            : token.kind === 'slot'
              ? memberSlot(token.slot, key)
              : null;
        if (slot === null) continue;
        const into = this.closuresIn.get(slotKey(slot)) ?? new Set<TokenId>();
        if (into.has(id)) continue;
        into.add(id);
        this.closuresIn.set(slotKey(slot), into);
        this.answersChangedAt = this.clock;
        this.clock += 1;
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
        const made = this.table.derived(id);
        if (made !== null) this.add(step.target, made);
      }
    }
  }
}

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

/** `Object.values(map)`, `Array.from(set)`, `Promise.all(list)`: the same things in another container. */
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
