/** Ways out of a function: named results, deferred calls, several results in one tuple. */
import type { PlaceId, SourceRange } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { textOf } from '../model.ts';
import type { GoBuilder } from './builder.ts';
import { anError, results } from './calls.ts';
import { runDeferred } from './defer.ts';
import { denotes, value } from './expressions.ts';

/** `return`, `return a`, `return a, b` */
export function returnStatement(builder: GoBuilder, node: SyntaxNode): void {
  const list = namedChildren(node)[0];
  const expressions =
    list?.type === 'expression_list' ? namedChildren(list) : list === undefined ? [] : [list];
  const values = expressions.map((expression, index) =>
    index === expressions.length - 1 && (index > 0 || givesError(builder))
      ? errorOf(builder, expression)
      : (expressions.length === 1 ? results : value)(builder, expression),
  );
  leaveGo(builder, values, rangeOf(node), false);
}

/** By its name the only result is an error. */
function givesError(builder: GoBuilder): boolean {
  const [only] = builder.unit.results;
  const info = only === undefined ? undefined : builder.model.places[only];
  return info?.kind === 'variable' && /err/i.test(info.name);
}

/**
 * The last of several results is the error. What a call makes of an error that it is given is one where that is one:
 * a deferred function that looks at the named result sees it.
 */
function errorOf(builder: GoBuilder, expression: SyntaxNode): PlaceId {
  const place = results(builder, expression);
  if (builder.deferred.length === 0) return place;
  // `ErrClosed`, `io.EOF`: what a package names so is an error at all times.
  if (isNamedError(builder, expression)) return anError(builder, place, rangeOf(expression));
  if (expression.type !== 'call_expression') return place;
  const given = namedChildren(childIn(expression, 'arguments')).find(
    (one) => one.type === 'identifier' && /^err$|Err$/.test(textOf(builder.model, one)),
  );
  return (given && builder.model.placeOf.get(given)) ?? place;
}

function isNamedError(builder: GoBuilder, expression: SyntaxNode): boolean {
  const { model } = builder;
  const place = model.placeOf.get(expression);
  const info = place === undefined ? undefined : model.places[place];
  const named = denotes(builder, expression);
  const name =
    info?.kind === 'variable' && model.units[info.declaredIn]?.info.kind === 'module'
      ? info.name
      : named?.kind === 'export'
        ? named.path.at(-1)
        : undefined;
  return name !== undefined && /^[Ee]rr[A-Z]|^EOF$/.test(name);
}

/** Leaves the function; without values by what the named results hold. */
export function leaveGo(
  builder: GoBuilder,
  values: readonly PlaceId[] | null,
  range: SourceRange,
  implicit: boolean,
): void {
  const { results } = builder.unit;
  let returned: readonly PlaceId[] = values ?? [];
  if (results.length > 0) {
    // Deferred functions see and change the named results.
    if (returned.length === results.length && builder.deferred.length > 0)
      results.forEach((place, index) => {
        const source = returned[index];
        if (source !== undefined) builder.copy(place, source, range);
      });
    if (returned.length === 0 || (returned.length === results.length && builder.deferred.length > 0))
      returned = results;
  }
  runDeferred(builder);
  builder.end({ kind: 'return', value: tuple(builder, returned, range), range, implicit });
}

function tuple(builder: GoBuilder, values: readonly PlaceId[], range: SourceRange): PlaceId | null {
  const [first] = values;
  if (first === undefined || values.length === 1) return first ?? null;
  const target = builder.temporary();
  const elements = values.map((one) => ({ value: one, spread: false }));
  builder.emit({ op: 'array', target, elements, range });
  return target;
}
