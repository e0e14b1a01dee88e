/** Lists, tuples, sets, dictionaries, and texts with interpolations. */
import type { Argument, PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Builder } from './builder.ts';
import { literalOf, value } from './expressions.ts';

/** Lowers a list, tuple or set. */
export function array(builder: Builder, node: SyntaxNode): PlaceId {
  const elements = namedChildren(node).map((child): Argument => {
    const spread = child.type === 'list_splat';
    return { value: value(builder, spread ? namedChildren(child)[0] : child), spread };
  });
  const target = builder.temporary();
  builder.emit({ op: 'array', target, elements, range: rangeOf(node) });
  return target;
}

/** Lowers a dictionary. */
export function dictionary(builder: Builder, node: SyntaxNode): PlaceId {
  const properties = namedChildren(node).map((child) => {
    if (child.type === 'dictionary_splat')
      return { key: null, value: value(builder, namedChildren(child)[0]), spread: true };
    const key = childIn(child, 'key');
    const literal = key === undefined ? undefined : literalOf(builder, key);
    const text = typeof literal?.value === 'string' ? literal.value : null;
    if (key !== undefined && text === null) value(builder, key);
    return { key: text, value: value(builder, childIn(child, 'value')), spread: false };
  });
  const target = builder.temporary();
  builder.emit({ op: 'object', target, properties, range: rangeOf(node) });
  return target;
}

/** A text with interpolations holds none of what goes into it. What it begins with may say where an address leads. */
export function template(builder: Builder, node: SyntaxNode): PlaceId {
  const operands: PlaceId[] = [];
  const stack = [...node.children].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.type === 'interpolation') operands.push(value(builder, childIn(next, 'expression')));
    else if (next.type === 'string_content' && operands.length === 0)
      operands.push(builder.literal(builder.text(next), rangeOf(next)));
    else stack.push(...[...next.children].reverse());
  }
  return builder.operation('template', operands, rangeOf(node));
}
