/** What a value is known to be on a path: which literal, true or not, of which type. */
import type { FileFlow, Literal, PlaceId, Reference } from '../flow/graph.ts';
import type { Interpreter } from './interpreter.ts';
import { anyOpen } from './reach.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** The literal that a value is on this path, wrapped because null is one. */
export function literalOf(run: Interpreter, state: State, id: ValueId): { readonly value: Literal } | null {
  const shape = run.activity.values.get(id).shape;
  if (shape.kind === 'literal') return { value: shape.value };
  const fact = state.facts.get(id);
  if (fact !== undefined && 'equals' in fact) return { value: fact.equals };
  if (shape.kind === 'operation' && shape.operator === '!') {
    const operand = shape.operands[0];
    if (operand !== undefined) {
      const truth = truthOf(run, state, operand);
      if (truth !== null) return { value: !truth };
    }
  }
  return null;
}

/** Whether two literals are one: those that are no plain values go by how they are written. */
export function isSameLiteral(one: Literal, other: Literal): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other;
  return one.other === other.other;
}

/** Whether the value is true in a test, null when unknown. */
export function truthOf(run: Interpreter, state: State, id: ValueId): boolean | null {
  const literal = literalOf(run, state, id);
  if (literal !== null)
    return typeof literal.value === 'object' && literal.value !== null ? true : Boolean(literal.value);
  const fact = state.facts.get(id);
  if (fact?.truthy !== undefined) return fact.truthy;
  if (fact?.nullish === true) return false;
  const { shape, constructed } = run.activity.values.get(id);
  if (shape.kind === 'operation' && shape.operator === 'wrapper') return true;
  // Where nothing is owed few states are kept, and the one that would open something may not be among them.
  if (constructed && anyOpen(state)) return true;
  switch (shape.kind) {
    case 'closure':
    case 'object':
    case 'array':
    case 'promise':
    case 'this':
    case 'settler':
      return true;
    case 'reference':
      return isNamedError(shape.reference) ? true : null;
    case 'member':
      return isReleaseMethod(run, shape.object, shape.key) ? true : null;
    default:
      return null;
  }
}

/** What `typeof` says of the value, null when unknown. */
export function typeName(run: Interpreter, state: State, id: ValueId): string | null {
  const literal = literalOf(run, state, id);
  if (literal !== null) return literal.value === null ? 'object' : typeof literal.value;
  const { shape } = run.activity.values.get(id);
  const { kind } = shape;
  if (kind === 'closure' || kind === 'settler') return 'function';
  if (shape.kind === 'member' && isReleaseMethod(run, shape.object, shape.key)) return 'function';
  if (kind === 'object' || kind === 'array' || kind === 'promise' || kind === 'this') return 'object';
  return null;
}

/** `typeof worker.end === 'function'`, `'end' in worker`: what is held has the method that gives it back. */
export function isReleaseMethod(run: Interpreter, object: ValueId, name: string): boolean {
  return run.activity
    .dutiesOn(object)
    .some(({ resource }) =>
      run.catalogue.releasesOf(resource).some((release) => 'method' in release && release.method === name),
    );
}

/** By the name of the variable. */
export function isNamedAsError(file: FileFlow, id: PlaceId): boolean {
  const place = file.places[id];
  return place?.kind === 'variable' && /^e\d*$|(?<!^std)(?:err|error)\d*$/i.test(place.name);
}

/** `ErrClosed`, `io.EOF`: what a package names so is an error at all times. */
export function isNamedError(reference: Reference): boolean {
  return reference.kind === 'export' && /^Err[A-Z]|^EOF$/.test(reference.path.at(-1) ?? '');
}
