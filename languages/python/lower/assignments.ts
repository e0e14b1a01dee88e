/** Binding targets: names, attributes, subscripts, and patterns of these. */
import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Builder } from './builder.ts';
import { effect, keyOf, value } from './expressions.ts';

/** Binds a target to what a place holds. `at` is the whole assignment. */
export function bind(
  builder: Builder,
  target: SyntaxNode | undefined,
  source: PlaceId,
  at: SyntaxNode,
  declares = false,
): void {
  const range = rangeOf(at);
  switch (target?.type) {
    case 'identifier':
      builder.copy(builder.place(builder.text(target)), source, range, declares);
      return;
    case 'attribute': {
      const object = value(builder, childIn(target, 'object'));
      const key = childIn(target, 'attribute');
      const name = key === undefined ? null : builder.text(key);
      builder.emit({ op: 'store', object, key: name, value: source, range });
      return;
    }
    case 'subscript': {
      const object = value(builder, childIn(target, 'value'));
      builder.emit({ op: 'store', object, ...keyOf(builder, target), value: source, range });
      return;
    }
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list':
      parts(builder, target, source, at);
      return;
    case 'parenthesized_expression':
    case 'as_pattern_target':
      bind(builder, namedChildren(target)[0], source, at, declares);
      return;
    default:
  }
}

function parts(builder: Builder, target: SyntaxNode, source: PlaceId, at: SyntaxNode): void {
  let counted = true;
  namedChildren(target).forEach((child, index) => {
    const range = rangeOf(child);
    if (child.type === 'list_splat_pattern' || child.type === 'list_splat') {
      // What comes behind the star has no fixed index.
      counted = false;
      bind(builder, namedChildren(child)[0], builder.operation('rest', [source], range), at);
      return;
    }
    bind(builder, child, builder.load(source, counted ? String(index) : null, range), at);
  });
}

/** `a = b`, `a: T = b`, `a = b = c` */
export function assignment(builder: Builder, node: SyntaxNode): void {
  const right = childIn(node, 'right');
  // A mere annotation binds nothing.
  if (right !== undefined) bind(builder, childIn(node, 'left'), value(builder, right), node, true);
}

/** `a += b` */
export function augmented(builder: Builder, node: SyntaxNode): void {
  const left = childIn(node, 'left');
  const right = childIn(node, 'right');
  const operands = [value(builder, left), value(builder, right)];
  const operator = (childIn(node, 'operator')?.type ?? '+=').replace('=', '');
  const range = rangeOf(node);
  if (operator === '+' && (right?.type === 'list' || right?.type === 'list_comprehension')) {
    // Lists grow in place: what is added is held by what was there before.
    const target = builder.temporary();
    const elements = operands.map((operand) => ({ value: operand, spread: true }));
    builder.emit({ op: 'array', target, elements, range });
    bind(builder, left, target, node);
    return;
  }
  bind(builder, left, builder.operation(operator, operands, range), node);
}

/** `del a.b, c[0]`. To unbind a name gives nothing back that the end of the function would not. */
export function deletion(builder: Builder, node: SyntaxNode): void {
  for (const child of namedChildren(node)) {
    if (child.type === 'expression_list' || child.type === 'tuple') deletion(builder, child);
    else if (child.type === 'attribute') {
      const object = value(builder, childIn(child, 'object'));
      const name = childIn(child, 'attribute');
      const key = name === undefined ? null : builder.text(name);
      builder.emit({ op: 'delete', object, key, range: rangeOf(node) });
    } else if (child.type === 'subscript') {
      const object = value(builder, childIn(child, 'value'));
      builder.emit({ op: 'delete', object, ...keyOf(builder, child), range: rangeOf(node) });
    } else if (child.type !== 'identifier') effect(builder, child);
  }
}
