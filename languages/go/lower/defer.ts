/**
 * `defer` and `go`. A deferred call's receiver and arguments are bound at once and what it does is sure to be
 * done when the function is left, so a release counts from there on. A deferred function literal reads its
 * variables only then: it is called on every way out, last deferred first.
 */
import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, walk, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { GoBuilder } from './builder.ts';
import { argumentsOf, call } from './calls.ts';
import { textOf, type GoUnit } from '../model.ts';
import { isReleasing, value } from './expressions.ts';

const places = new WeakMap<GoBuilder, Map<SyntaxNode, PlaceId>>();

/** Gives every deferred literal that may not be reached a place that holds nil until it is. */
export function prepareDeferred(builder: GoBuilder, { defers }: GoUnit): void {
  const known = new Map<SyntaxNode, PlaceId>();
  places.set(builder, known);
  for (const node of defers) {
    if (isDirect(builder, node)) continue;
    const place = builder.literal(null, rangeOf(node));
    known.set(node, place);
  }
}

/** `defer call` */
export function deferStatement(builder: GoBuilder, node: SyntaxNode): void {
  const [deferred] = namedChildren(node);
  if (deferred?.type !== 'call_expression') return;
  const callee = childIn(deferred, 'function');
  const place = places.get(builder)?.get(node);
  if (callee === undefined || place === undefined) {
    call(builder, deferred, { discarded: true });
    return;
  }
  // In a loop it is one more in every round: each sees to what its own round has made, when the function is left. So
  // does one that closes what it is given, whatever the variable holds by then.
  if (callee.type === 'func_literal' && (builder.loops > 0 || closesParameter(builder, callee))) {
    call(builder, deferred, { discarded: true, detached: true });
    return;
  }
  builder.copy(place, value(builder, callee), rangeOf(callee));
  builder.deferred.push({
    node: deferred,
    callee: place,
    arguments: argumentsOf(builder, deferred).map((argument) => argument.value),
    conditional: builder.depth > 0,
  });
}

/** A literal, or a variable that holds one, reads what it captures when it runs. */
function isDirect(builder: GoBuilder, node: SyntaxNode): boolean {
  const callee = childIn(namedChildren(node)[0], 'function');
  if (callee?.type === 'func_literal') return false;
  if (callee?.type !== 'identifier') return true;
  const place = builder.model.placeOf.get(callee);
  return place === undefined || !builder.model.functionVariables.has(place);
}

/** `func(body io.Closer) { body.Close() }` */
function closesParameter(builder: GoBuilder, literal: SyntaxNode): boolean {
  const { model } = builder;
  const id = model.functionOf.get(literal);
  const parameters = id === undefined ? [] : (model.units[id]?.info.parameters ?? []);
  if (parameters.length === 0) return false;
  const given = new Set(parameters.map(({ place }) => place));
  for (const node of walk(literal)) {
    const callee = node.type === 'call_expression' ? childIn(node, 'function') : undefined;
    const operand = callee?.type === 'selector_expression' ? childIn(callee, 'operand') : undefined;
    const place = operand === undefined ? undefined : model.placeOf.get(operand);
    if (
      place !== undefined &&
      given.has(place) &&
      isReleasing(textOf(model, childIn(callee, 'field') ?? literal))
    )
      return true;
  }
  return false;
}

/** Calls what has been deferred so far, last first. */
export function runDeferred(builder: GoBuilder): void {
  for (const one of [...builder.deferred].reverse()) {
    const range = rangeOf(one.node);
    const run = (): void => {
      builder.emit({
        op: 'call',
        target: builder.temporary(),
        callee: one.callee,
        arguments: one.arguments.map((argument) => ({ value: argument, spread: false })),
        construct: false,
        awaited: false,
        discarded: true,
        nameRange: range,
        range,
      });
    };
    if (!one.conditional) {
      run();
      continue;
    }
    const reached = builder.block();
    const after = builder.block();
    builder.branch({ kind: 'truthy', place: one.callee }, reached, after, range);
    builder.enter(reached);
    run();
    builder.jump(after);
    builder.enter(after);
  }
}

/** `go call` */
export function goStatement(builder: GoBuilder, node: SyntaxNode): void {
  const [started] = namedChildren(node);
  if (started?.type === 'call_expression') call(builder, started, { discarded: true, detached: true });
}
