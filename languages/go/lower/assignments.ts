/** Declarations and assignments, several at once included. */
import type { PlaceId, SourceRange } from '../../../analysis/flow/graph.ts';
import { childIn, childrenIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { textOf } from '../model.ts';
import type { GoBuilder } from './builder.ts';
import { call, results } from './calls.ts';
import { keyOf, listOf, value } from './expressions.ts';
import { isCloser } from '../types.ts';

/** `a, b := …`, `a, b = …`, `a += b` */
export function assignment(builder: GoBuilder, node: SyntaxNode): void {
  const targets = listOf(node, 'left');
  const sources = listOf(node, 'right');
  const operator = childIn(node, 'operator');
  if (operator !== undefined && textOf(builder.model, operator) !== '=') {
    const [target] = targets;
    if (target === undefined) return;
    const operands = [value(builder, target), value(builder, sources[0])];
    assignTo(
      builder,
      target,
      builder.operation(textOf(builder.model, operator), operands, rangeOf(node)),
      node,
    );
    return;
  }
  bindAll(builder, targets, sources, node);
}

/** `var a, b T = …` */
export function variables(builder: GoBuilder, node: SyntaxNode): void {
  const names = childrenIn(node, 'name').filter((name) => name.type === 'identifier');
  const sources = listOf(node, 'value');
  if (sources.length > 0) {
    bindAll(builder, names, sources, node);
    return;
  }
  for (const name of names)
    assignTo(builder, name, zeroOf(builder, builder.model.placeOf.get(name), rangeOf(name)), name);
}

/** What a variable holds that nothing was assigned to yet. */
export function zeroOf(builder: GoBuilder, place: PlaceId | undefined, range: SourceRange): PlaceId {
  const { startingAsNil, startingAsFalse, addressed, units } = builder.model;
  if (place !== undefined && startingAsNil.has(place)) return builder.literal(null, range);
  const isFalse =
    place !== undefined &&
    startingAsFalse.has(place) &&
    !addressed.has(place) &&
    // A function that is called some time may have written to it.
    !units.some(({ info }) => info.capturedWrites.includes(place));
  return isFalse ? builder.literal(false, range) : builder.operation('zero', [], range);
}

function bindAll(
  builder: GoBuilder,
  targets: readonly SyntaxNode[],
  sources: readonly SyntaxNode[],
  node: SyntaxNode,
): void {
  const [only] = sources;
  if (targets.length > 1 && sources.length === 1 && only !== undefined) {
    const places = parts(builder, only, targets.length);
    targets.forEach((target, index) => {
      const source = places[index];
      if (source !== undefined) assignTo(builder, target, source, node);
    });
    return;
  }
  const values = sources.map((source) => sourceOf(builder, source, targets));
  targets.forEach((target, index) => {
    const source = values[index];
    if (source !== undefined) assignTo(builder, target, source, node);
  });
}

/** `_ = f()` drops what it gets. */
function sourceOf(builder: GoBuilder, source: SyntaxNode, targets: readonly SyntaxNode[]): PlaceId {
  const [only] = targets;
  const dropped = targets.length === 1 && only !== undefined && textOf(builder.model, only) === '_';
  if (!dropped) return value(builder, source);
  if (source.type === 'call_expression') return call(builder, source, { discarded: true });
  const place = value(builder, source);
  if (source.type === 'identifier') leave(builder, place, rangeOf(source));
  return place;
}

/** `_ = cancel`, as a call of what the language does: whoever writes it means to do nothing more with it. */
function leave(builder: GoBuilder, place: PlaceId, range: SourceRange): void {
  const reference = { kind: 'global', path: ['blank'] } as const;
  builder.emit({
    op: 'call',
    target: builder.temporary(),
    callee: builder.reference(reference, range),
    reference,
    arguments: [{ value: place, spread: false }],
    construct: false,
    awaited: false,
    discarded: true,
    nameRange: range,
    range,
  });
}

/**
 * The parts of a call's results, or of `v, ok` forms, whose second part says nothing of the first. Whether something
 * can be closed, though, is true of all that must be.
 */
function parts(builder: GoBuilder, source: SyntaxNode, count: number): readonly PlaceId[] {
  const whole = results(builder, source);
  const range = rangeOf(source);
  if (source.type === 'type_assertion_expression' && isCloser(builder.model, childIn(source, 'type')))
    return [whole, whole];
  if (source.type === 'type_assertion_expression')
    return [whole, builder.operation('asserts', [whole, ...askedOf(builder, source)], range)];
  if (source.type !== 'call_expression') return [whole, builder.operation('ok', [], range)];
  return Array.from({ length: count }, (_, index) => builder.load(whole, String(index), range));
}

/** What the asserted value was asked of: `conn` of `conn.LocalAddr().(*net.UDPAddr)`. */
function askedOf(builder: GoBuilder, assertion: SyntaxNode): readonly PlaceId[] {
  const asked = childIn(childIn(childIn(assertion, 'operand'), 'function'), 'operand');
  const place = asked === undefined ? undefined : builder.model.placeOf.get(asked);
  return place === undefined ? [] : [place];
}

/** Binds a variable, or stores to a field or an element. */
export function assignTo(builder: GoBuilder, target: SyntaxNode, source: PlaceId, node: SyntaxNode): void {
  const range: SourceRange = rangeOf(node);
  switch (target.type) {
    case 'identifier': {
      const place = builder.model.placeOf.get(target);
      if (place !== undefined) builder.copy(place, source, range, builder.model.declaring.has(target));
      return;
    }
    case 'selector_expression': {
      const field = childIn(target, 'field');
      const object = value(builder, childIn(target, 'operand'));
      const key = field === undefined ? null : textOf(builder.model, field);
      builder.emit({ op: 'store', object, key, value: source, range });
      return;
    }
    case 'index_expression': {
      const object = value(builder, childIn(target, 'operand'));
      builder.emit({
        op: 'store',
        object,
        ...keyOf(builder, childIn(target, 'index')),
        value: source,
        range,
      });
      return;
    }
    case 'parenthesized_expression': {
      const [inner] = namedChildren(target);
      if (inner !== undefined) assignTo(builder, inner, source, node);
      return;
    }
    case 'unary_expression': {
      // `*p = x`: whoever holds the pointer has it now.
      const object = value(builder, childIn(target, 'operand'));
      builder.emit({ op: 'store', object, key: '*', value: source, range });
      return;
    }
    default:
  }
}
