/** Comprehensions: loops that fill a list. Generators are lowered as if they were used up at once, as most are, unless they are returned. */
import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, childOf, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { bind } from './assignments.ts';
import type { Builder } from './builder.ts';
import { test } from './conditions.ts';
import { effect, value } from './expressions.ts';
import { loopOver } from './loops.ts';

/** Lowers a comprehension and gives the place of what it makes. */
export function comprehension(builder: Builder, node: SyntaxNode): PlaceId {
  const target = builder.temporary();
  if (isHandedOut(node)) {
    const iterable = value(builder, childIn(childOf(node, 'for_in_clause') ?? node, 'right'));
    builder.emit({
      op: 'array',
      target,
      elements: [{ value: iterable, spread: false }],
      range: rangeOf(node),
    });
    return target;
  }
  builder.emit({ op: 'array', target, elements: [], range: rangeOf(node) });
  builder.within(builder.model.scopeOf.get(node), () => {
    const clauses = namedChildren(node).filter(
      ({ type }) => type === 'for_in_clause' || type === 'if_clause',
    );
    clause(builder, node, target, clauses, 0);
  });
  return target;
}

/** Who is returned a generator runs it; here nothing is done but to make what it goes through. */
function isHandedOut(node: SyntaxNode): boolean {
  return node.type === 'generator_expression' && node.parent?.type === 'return_statement';
}

function clause(
  builder: Builder,
  node: SyntaxNode,
  target: PlaceId,
  clauses: readonly SyntaxNode[],
  index: number,
): void {
  const current = clauses[index];
  const inner = (): void => clause(builder, node, target, clauses, index + 1);
  if (current === undefined) add(builder, target, childIn(node, 'body') ?? node, node);
  else if (current.type === 'if_clause') {
    const inside = builder.block();
    const after = builder.block();
    test(builder, namedChildren(current)[0], inside, after);
    builder.enter(inside);
    inner();
    builder.jump(after);
    builder.enter(after);
  } else
    loopOver(builder, current, childOf(current, 'async') !== undefined, (element) => {
      bind(builder, childIn(current, 'left'), element, current, true);
      inner();
    });
}

function add(builder: Builder, list: PlaceId, body: SyntaxNode, node: SyntaxNode): void {
  if (body === node) return;
  const range = rangeOf(body);
  const key = body.type === 'pair' ? childIn(body, 'key') : undefined;
  if (key !== undefined) effect(builder, key);
  const element = value(builder, body.type === 'pair' ? childIn(body, 'value') : body);
  builder.emit({
    op: 'call',
    target: builder.temporary(),
    callee: builder.load(list, 'append', range),
    receiver: list,
    method: 'append',
    arguments: [{ value: element, spread: false }],
    construct: false,
    awaited: false,
    discarded: true,
    nameRange: range,
    range,
  });
}
