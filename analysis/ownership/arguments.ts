/** Conditions of catalogue entries on a call's arguments, decided from the literals that flow there. */
import type { ArgumentCondition, Scalar } from '../catalogue/model.ts';
import { typesOfValue, type Call } from './entries.ts';
import type { Interpreter } from './interpreter.ts';
import { constantHasText } from './constant-text.ts';
import { literalOf } from './known.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

export type Answer = true | false | 'unknown';

/** Whether all conditions hold: false as soon as one is false, else unknown if one is unknown. */
export function allHold(
  run: Interpreter,
  state: State,
  call: Call,
  conditions: readonly ArgumentCondition[] | undefined,
): Answer {
  let answer: Answer = true;
  for (const condition of conditions ?? []) {
    const one = holds(run, state, call, condition);
    if (one === false) return false;
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** Whether one of the conditions holds: true as soon as one is true. */
export function anyHolds(
  run: Interpreter,
  state: State,
  call: Call,
  conditions: readonly ArgumentCondition[] | undefined,
): Answer {
  let answer: Answer = false;
  for (const condition of conditions ?? []) {
    const one = holds(run, state, call, condition);
    if (one === true) return true;
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** What is at an argument (and a member path below it): a value, surely nothing, or unknown. */
export function argumentAt(
  run: Interpreter,
  state: State,
  call: Call,
  index: number,
  path?: string,
): ValueId | 'absent' | 'unknown' {
  const spreadAt = call.arguments.findIndex((argument) => argument.spread);
  const position = index < 0 ? call.arguments.length + index : index;
  if (spreadAt >= 0 && (index < 0 || position >= spreadAt)) return 'unknown';
  const argument = call.arguments[position];
  if (argument === undefined) return 'absent';
  let current: ValueId = argument.value;
  if (path === undefined || path === '') return current;
  for (const key of path.split('.')) {
    const next = memberOf(run, state, current, key);
    if (next === 'absent' || next === 'unknown') return next;
    current = next;
  }
  return current;
}

/** A member of an object made here is known to be there or not; of anything else it is unknown. */
export function memberOf(
  run: Interpreter,
  state: State,
  object: ValueId,
  key: string,
): ValueId | 'absent' | 'unknown' {
  const known = state.fields.get(`${object}.${key}`);
  if (known !== undefined) return known;
  const shape = run.activity.values.get(object).shape;
  if (shape.kind === 'object') {
    // A spread may bring the key along: look into what is spread, if that is known.
    let answer: 'absent' | 'unknown' = 'absent';
    for (const [field, value] of state.fields) {
      if (!field.startsWith(`${object}.…`)) continue;
      const inner = memberOf(run, state, value, key);
      if (typeof inner === 'number') return inner;
      if (inner === 'unknown') answer = 'unknown';
    }
    return answer;
  }
  if (shape.kind === 'literal' || shape.kind === 'closure' || shape.kind === 'array') return 'absent';
  if (shape.kind === 'operation' && !/^[a-z]/.test(shape.operator)) return 'absent';
  if (shape.kind === 'operation' && (shape.operator === 'template' || shape.operator === 'typeof'))
    return 'absent';
  const { type } = run.activity.values.get(object);
  // A number, a string or a function has no options.
  if (
    type?.kind === 'global' &&
    type.path.length === 1 &&
    /^(?:number|string|boolean|Function)$/.test(type.path[0] ?? '')
  )
    return 'absent';
  return 'unknown';
}

function holds(run: Interpreter, state: State, call: Call, condition: ArgumentCondition): Answer {
  const answer = answerTo(run, state, call, condition);
  return answer === 'unknown' && condition.surely === true ? false : answer;
}

function answerTo(run: Interpreter, state: State, call: Call, condition: ArgumentCondition): Answer {
  const value = argumentAt(run, state, call, condition.argument, condition.property);
  if (condition.given !== undefined) {
    if (value === 'unknown') return 'unknown';
    if (value === 'absent') return !condition.given;
    const literal = literalOf(run, state, value);
    if (literal !== null) return (literal.value !== undefined) === condition.given;
    const shape = run.activity.values.get(value).shape;
    if (shape.kind === 'unknown' || shape.kind === 'parameter' || shape.kind === 'member')
      return condition.property === undefined ? condition.given : 'unknown';
    return condition.given;
  }
  if (condition.callback !== undefined) {
    if (value === 'unknown') return 'unknown';
    if (value === 'absent') return !condition.callback;
    const kind = run.activity.values.get(value).shape.kind;
    const { type } = run.activity.values.get(value);
    const isFunction = type?.kind === 'global' && type.path[0] === 'Function';
    if (kind === 'closure' || kind === 'settler' || isFunction) return condition.callback;
    if (type !== null) return !condition.callback;
    if (
      kind === 'unknown' ||
      kind === 'parameter' ||
      kind === 'member' ||
      kind === 'reference' ||
      kind === 'operation'
    )
      return 'unknown';
    return !condition.callback;
  }
  if (condition.contains !== undefined)
    return typeof value === 'number' && hasText(run, state, value, condition.contains) ? true : 'unknown';
  if (condition.self === true)
    return typeof value === 'number' && run.activity.values.get(value).shape.kind === 'this'
      ? true
      : 'unknown';
  if (condition.empty === true) return isEmptyArray(run, state, value);
  if (condition.ofType !== undefined) {
    if (value === 'absent' || value === 'unknown') return value === 'absent' ? false : 'unknown';
    const types = isText(run, state, value) ? ['string'] : typesOfValue(run, value);
    if (types.length === 0) return literalOf(run, state, value) === null ? 'unknown' : false;
    return types.some((type) => condition.ofType?.some((one) => run.catalogue.isSubtype(type, one)) === true);
  }
  if (condition.equals !== undefined) {
    if (value === 'unknown') return 'unknown';
    if (value === 'absent') return false;
    const literal = literalOf(run, state, value) ?? constantOf(run, value);
    // A constant of whatever package that is called like the literal.
    if (literal === null && condition.equals.some((one) => one === nameOf(run, value))) return true;
    if (literal === null) {
      const kind = run.activity.values.get(value).shape.kind;
      return kind === 'object' || kind === 'array' || kind === 'closure' || kind === 'promise'
        ? false
        : 'unknown';
    }
    return condition.equals.some((one: Scalar) => one === literal.value);
  }
  return 'unknown';
}

function nameOf(run: Interpreter, value: ValueId): string | undefined {
  const { shape } = run.activity.values.get(value);
  return shape.kind === 'reference' && shape.reference.kind === 'export'
    ? shape.reference.path.at(-1)
    : undefined;
}

/** What the catalogue says that an exported constant is. */
function constantOf(run: Interpreter, value: ValueId): { readonly value: Scalar } | null {
  const { shape } = run.activity.values.get(value);
  if (shape.kind !== 'reference' || shape.reference.kind !== 'export') return null;
  return run.catalogue.constantOf(shape.reference.module, shape.reference.path);
}

function isEmptyArray(run: Interpreter, state: State, value: ValueId | 'absent' | 'unknown'): Answer {
  if (typeof value !== 'number') return value === 'absent' ? false : 'unknown';
  if (run.activity.values.get(value).shape.kind !== 'array') return 'unknown';
  for (const key of state.fields.keys()) if (key.startsWith(`${value}.`)) return false;
  return true;
}

/** A string that has the text in it, or what is put together with one. */
function hasText(run: Interpreter, state: State, value: ValueId, text: string): boolean {
  const literal = literalOf(run, state, value)?.value;
  if (typeof literal === 'string') return literal.includes(text);
  const { shape, place } = run.activity.values.get(value);
  if (shape.kind === 'unknown' && place !== null) return constantHasText(run.activity.file, place, text);
  return (
    shape.kind === 'operation' &&
    shape.operator === '+' &&
    shape.operands.some((operand) => hasText(run, state, operand, text))
  );
}

/** A string, or what is put together with one. */
function isText(run: Interpreter, state: State, value: ValueId): boolean {
  if (typeof literalOf(run, state, value)?.value === 'string') return true;
  const { shape } = run.activity.values.get(value);
  return (
    shape.kind === 'operation' &&
    shape.operator === '+' &&
    shape.operands.some((operand) => isText(run, state, operand))
  );
}
