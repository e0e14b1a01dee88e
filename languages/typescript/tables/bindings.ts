/** Notes how each written identifier gets its value, so that constant ones can be resolved later. */

import { keyName, type Maybe, type Node, T } from '../ast.ts';
import type { FileModel } from '../model.ts';

/** Records `target = expression`, the target being a name or a pattern. */
export function recordBinding(
  model: FileModel,
  target: Maybe,
  expression: Node,
  path: readonly string[] | null = [],
): void {
  switch (target?.type) {
    case T.Identifier:
      model.bindings.set(target, { expression, path });
      break;
    case T.ObjectPattern:
      for (const property of target.properties) {
        if (property.type === T.RestElement) recordBinding(model, property.argument, expression, null);
        else {
          const key = keyName(property.key, property.computed);
          recordBinding(
            model,
            property.value,
            expression,
            key === null || path === null ? null : [...path, key],
          );
        }
      }
      break;
    case T.ArrayPattern:
      for (const element of target.elements) recordBinding(model, element, expression, null);
      break;
    case T.AssignmentPattern:
      recordBinding(model, target.left, expression, null);
      break;
    case T.RestElement:
      recordBinding(model, target.argument, expression, null);
      break;
    case T.TSAsExpression:
    case T.TSNonNullExpression:
    case T.TSSatisfiesExpression:
    case T.TSTypeAssertion:
      recordBinding(model, target.expression, expression, path);
      break;
    default:
      break;
  }
}
