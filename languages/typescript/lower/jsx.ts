/** JSX: the element is computed from its attributes and children; functions among them are closures. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { value } from './expressions.ts';

/** Lowers an element or a fragment. */
export function jsx(builder: Builder, node: Tree.JSXElement | Tree.JSXFragment): PlaceId {
  const operands: PlaceId[] = [];
  if (node.type === T.JSXElement) {
    tag(builder, node.openingElement.name, operands);
    for (const attribute of node.openingElement.attributes) {
      if (attribute.type === T.JSXSpreadAttribute) operands.push(value(builder, attribute.argument));
      else if (attribute.value) child(builder, attribute.value, operands);
    }
  }
  for (const one of node.children) child(builder, one, operands);
  return builder.operation('jsx', operands, rangeOf(node));
}

function child(
  builder: Builder,
  node: Tree.JSXChild | Tree.JSXAttribute['value'],
  operands: PlaceId[],
): void {
  switch (node?.type) {
    case T.JSXExpressionContainer:
      if (node.expression.type !== T.JSXEmptyExpression) operands.push(value(builder, node.expression));
      break;
    case T.JSXSpreadChild:
      operands.push(value(builder, node.expression));
      break;
    case T.JSXElement:
    case T.JSXFragment:
      operands.push(jsx(builder, node));
      break;
    default:
      break;
  }
}

/** The component is a value like any other; `div` is only a name. */
function tag(builder: Builder, name: Tree.JSXTagNameExpression, operands: PlaceId[]): void {
  let root: Tree.JSXTagNameExpression = name;
  while (root.type === T.JSXMemberExpression) root = root.object;
  if (root.type !== T.JSXIdentifier || !builder.model.names.variableOf(root)) return;
  const denoted = builder.model.denotes(root);
  const range = rangeOf(root);
  operands.push(denoted ? builder.reference(denoted, range) : builder.model.placeOfIdentifier(root));
}
