/** Composite literals: `T{…}` makes an instance of a named type, `[]T{…}` and `map[K]T{…}` containers. */
import type { PlaceId, TypeReference } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { textOf } from '../model.ts';
import { typeOf } from '../types.ts';
import type { GoBuilder } from './builder.ts';
import { literalOf, value } from './expressions.ts';

/** Lowers a composite literal. */
export function composite(builder: GoBuilder, node: SyntaxNode): PlaceId {
  const typeNode = childIn(node, 'type');
  return ofType(builder, node, typeNode, childIn(node, 'body'));
}

function ofType(
  builder: GoBuilder,
  node: SyntaxNode,
  typeNode: SyntaxNode | undefined,
  body: SyntaxNode | undefined,
): PlaceId {
  const range = rangeOf(node);
  const target = builder.temporary();
  if (typeNode?.type === 'slice_type' || /array_type$/.test(typeNode?.type ?? '')) {
    const element = childIn(typeNode, 'element');
    const elements = namedChildren(body).map((one) => ({
      value: elementOf(builder, element, childIn(one, 'value') ?? one),
      spread: false,
    }));
    builder.emit({ op: 'array', target, elements, range });
    return target;
  }
  const isMap = typeNode?.type === 'map_type';
  const element = isMap ? childIn(typeNode, 'value') : undefined;
  const properties = namedChildren(body).map((one, position) => {
    const key = childIn(one, 'key');
    return {
      key: one.type === 'keyed_element' ? keyName(builder, key, isMap) : String(position),
      value: elementOf(builder, element, childIn(one, 'value') ?? one),
      spread: false,
    };
  });
  const type = isMap ? undefined : typeOf(builder.model, typeNode);
  const named = type?.kind === 'class' || type?.kind === 'export' ? type : undefined;
  builder.emit({ op: 'object', target, properties, range, ...(named && { type: named }) });
  return named === undefined ? target : constructed(builder, node, typeNode, named, target);
}

/** What knows the type may want to know of its instances: the literal is a construction given its fields. */
function constructed(
  builder: GoBuilder,
  node: SyntaxNode,
  typeNode: SyntaxNode | undefined,
  type: Extract<TypeReference, { readonly kind: 'class' | 'export' }>,
  object: PlaceId,
): PlaceId {
  const range = rangeOf(node);
  const target = builder.temporary();
  builder.emit({
    op: 'call',
    target,
    callee: builder.reference(type, range),
    reference: type,
    arguments: [{ value: object, spread: false }],
    construct: true,
    literal: true,
    awaited: false,
    discarded: false,
    nameRange: rangeOf(childIn(typeNode, 'name') ?? typeNode ?? node),
    range,
  });
  return target;
}

/** An element may leave out the type that all elements have. */
function elementOf(builder: GoBuilder, type: SyntaxNode | undefined, node: SyntaxNode): PlaceId {
  const inner = node.type === 'literal_element' ? namedChildren(node)[0] : node;
  if (inner?.type !== 'literal_value') return value(builder, inner);
  return ofType(builder, inner, type?.type === 'pointer_type' ? namedChildren(type)[0] : type, inner);
}

function keyName(builder: GoBuilder, key: SyntaxNode | undefined, isMap: boolean): string | null {
  const inner = key?.type === 'literal_element' ? namedChildren(key)[0] : key;
  if (inner === undefined) return null;
  if (!isMap) return textOf(builder.model, inner);
  const literal = literalOf(builder, inner)?.value;
  return typeof literal === 'string' || typeof literal === 'number' ? String(literal) : null;
}
