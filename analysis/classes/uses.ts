/** What a file does with fields, captured variables and acquisitions: stores, releases, hand-overs, tests. */
import type { CallStep, Condition, FileFlow, FunctionId, PlaceId, SourceRange, Step } from '../flow/graph.ts';
import { topOf } from './families.ts';
import type { Propagation } from './propagate.ts';
import { memberSlot, type Slot, type TokenId } from './tokens.ts';
import { isAdder } from './words.ts';

/** A slot or an acquisition, as something is done with it. */
export interface Use {
  readonly function: FunctionId;
  readonly token: TokenId;
  readonly how:
    /** `field.name(…)` */
    | 'method'
    /** `field()` */
    | 'called'
    /** An argument of a call that no function of the file answers. */
    | 'passed'
    | 'released'
    | 'returned'
    /** Put into an object that is neither a slot nor the instance. */
    | 'given-away'
    | 'tested'
    /** The value of a field or variable is read, whatever for. */
    | 'read';
  /** The method or the callee's last name. */
  readonly name: string;
  readonly range: SourceRange;
  readonly call: CallStep | null;
}

/** A value put into a slot: by assignment, or into the container that the slot holds. */
export interface Store {
  readonly function: FunctionId;
  readonly slot: Slot;
  readonly value: PlaceId;
  readonly container: boolean;
  readonly range: SourceRange;
}

export interface Uses {
  readonly uses: readonly Use[];
  readonly stores: readonly Store[];
}

export function usesIn(propagation: Propagation): Uses {
  const { file } = propagation;
  const uses: Use[] = [];
  const stores: Store[] = [];
  for (const info of file.functions) {
    const add = (
      place: PlaceId,
      how: Use['how'],
      name: string,
      range: SourceRange,
      call: CallStep | null = null,
    ): void => {
      for (const token of propagation.tokensOf(place)) {
        const { kind } = propagation.table.get(token);
        if (kind === 'slot' || kind === 'acquired')
          uses.push({ function: info.id, token, how, name, range, call });
      }
    };
    for (const block of file.graph(info.id).blocks) {
      for (const step of block.steps) {
        collectStores(propagation, info.id, step, stores);
        collectUses(propagation, step, add);
      }
      const end = block.terminator;
      if (end.kind === 'return' && end.value !== null) add(end.value, 'returned', '', end.range);
      if (end.kind === 'branch')
        for (const place of placesTested(end.condition)) add(place, 'tested', '', end.range);
    }
  }
  return { uses, stores };
}

type Add = (
  place: PlaceId,
  how: Use['how'],
  name: string,
  range: SourceRange,
  call?: CallStep | null,
) => void;

function collectUses(propagation: Propagation, step: Step, add: Add): void {
  switch (step.op) {
    case 'call': {
      const name = calleeName(propagation.file, step);
      if (step.receiver !== undefined && !step.construct)
        add(step.receiver, 'method', name, step.range, step);
      add(step.callee, 'called', name, step.range, step);
      if (propagation.calleesOf(step).length > 0) return;
      for (const argument of step.arguments) add(argument.value, 'passed', name, step.range, step);
      return;
    }
    case 'release':
      add(step.place, 'released', '', step.range);
      return;
    case 'operation':
      // `executor::shutdown`: whoever calls that releases it.
      for (const operand of step.operands)
        add(operand, step.operator === 'bound' ? 'released' : 'tested', step.operator, step.range);
      return;
    case 'store':
      if (!isKnownOwner(propagation, step.object)) add(step.value, 'given-away', step.key ?? '', step.range);
      return;
    case 'yield':
      add(step.value, 'returned', '', step.range);
      return;
    case 'load':
      add(step.target, 'read', step.key ?? '', step.range);
      return;
    default:
      return;
  }
}

/** `server.close` → `close`, `clearTimeout` → `clearTimeout`. */
export function calleeName(file: FileFlow, step: CallStep): string {
  return step.method ?? file.text.slice(step.nameRange.start, step.nameRange.end);
}

function isKnownOwner(propagation: Propagation, object: PlaceId): boolean {
  for (const id of propagation.tokensOf(object)) {
    const { kind } = propagation.table.get(id);
    if (kind === 'this' || kind === 'slot') return true;
  }
  return false;
}

function collectStores(propagation: Propagation, id: FunctionId, step: Step, stores: Store[]): void {
  if (step.op === 'store') {
    for (const slot of slotsOf(propagation, step.object, step.key))
      stores.push({ function: id, slot, value: step.value, container: step.key === null, range: step.range });
  } else if (step.op === 'copy') {
    const place = propagation.file.places[step.target];
    if (place?.kind === 'variable' && place.declaration === 'local' && place.declaredIn !== 0)
      stores.push({
        function: id,
        slot: { kind: 'variable', place: step.target, path: '' },
        value: step.source,
        container: false,
        range: step.range,
      });
  } else if (
    step.op === 'call' &&
    step.receiver !== undefined &&
    typeof step.method === 'string' &&
    isAdder(step.method)
  ) {
    for (const token of propagation.tokensOf(step.receiver)) {
      const known = propagation.table.get(token);
      if (known.kind !== 'slot' || known.derived) continue;
      for (const argument of step.arguments)
        stores.push({
          function: id,
          slot: known.slot,
          value: argument.value,
          container: true,
          range: step.range,
        });
    }
  }
}

/** The slots that `object.key` names. */
function slotsOf(propagation: Propagation, object: PlaceId, key: string | null): readonly Slot[] {
  const found: Slot[] = [];
  for (const id of propagation.tokensOf(object)) {
    const token = propagation.table.get(id);
    if (token.kind === 'this')
      found.push({ kind: 'field', class: topOf(propagation.file, token.class), path: key ?? '*' });
    else if (token.kind === 'slot' && !token.derived) {
      const slot = memberSlot(token.slot, key);
      if (slot !== null) found.push(slot);
    }
  }
  return found;
}

/** The places that a condition looks at. */
export function placesTested(condition: Condition): readonly PlaceId[] {
  switch (condition.kind) {
    case 'same':
      return [condition.left, condition.right];
    case 'iteration':
      return [condition.iterable];
    case 'opaque':
      return [];
    default:
      return [condition.place];
  }
}
