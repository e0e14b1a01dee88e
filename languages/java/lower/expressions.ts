/** Expressions: which file knows each kind, and the small ones. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { field, INERT, literalOf, type Maybe, type Node, rangeOf, textOf } from '../ast.ts';
import { typeOf } from '../resolve/types.ts';
import { assignment, update } from './assignments.ts';
import { call } from './calls.ts';
import { conditional, isTestTree, test, truthOf } from './conditions.ts';
import type { JavaBuilder } from './context.ts';
import { creation } from './create.ts';
import { arrayOf, arrayOfSize, lambda } from './literals.ts';
import { methodReference } from './method-references.ts';
import { fieldAccess, identifier } from './names.ts';
import { switchValue } from './switch.ts';

/** Lowers an expression and returns the place that holds its value. */
export function value(builder: JavaBuilder, node: Maybe): PlaceId {
  if (!node) return builder.literal(null, { start: 0, end: 0 });
  const range = rangeOf(node);
  switch (node.type) {
    case 'identifier':
      return identifier(builder, node);
    case 'this':
      return builder.unit.info.thisPlace ?? builder.operation('this', [], range);
    case 'parenthesized_expression':
      return value(builder, node.children[0]);
    case 'field_access':
      return fieldAccess(builder, node);
    case 'array_access': {
      const object = value(builder, field(node, 'array'));
      return builder.load(object, null, range, value(builder, field(node, 'index')));
    }
    case 'method_invocation':
      return call(builder, node, false);
    case 'object_creation_expression':
      return creation(builder, node, false);
    case 'array_creation_expression': {
      const initial = field(node, 'value');
      if (initial) return arrayOf(builder, initial);
      return arrayOfSize(builder, node);
    }
    case 'array_initializer':
      return arrayOf(builder, node);
    case 'assignment_expression':
      return assignment(builder, node);
    case 'update_expression':
      return update(builder, node);
    case 'ternary_expression':
      return conditional(builder, node);
    case 'cast_expression': {
      const type = typeOf(builder.model, field(node, 'type'), builder.unit.within);
      return builder.typed(value(builder, field(node, 'value')), type, range);
    }
    case 'lambda_expression':
      return lambda(builder, node);
    case 'method_reference':
      return methodReference(builder, node);
    case 'switch_expression':
      return switchValue(builder, node);
    case 'class_literal':
      return builder.operation('class', [], range);
    default: {
      const constant = literalOf(builder.model.text, node);
      if (constant) return builder.literal(constant.value, range);
      if (isTestTree(builder.model.text, node)) return truthOf(builder, node);
      // What has no lowering of its own (arithmetic, unknown kinds) computes from its parts.
      const parts = node.children.filter(({ type, field: name }) => name !== 'operator' && !INERT.has(type));
      const operands = parts.map((one) => value(builder, one));
      return builder.operation(operatorOf(builder, node), operands, range);
    }
  }
}

function operatorOf(builder: JavaBuilder, node: Node): string {
  const operator = field(node, 'operator');
  return operator ? textOf(builder.model.text, operator) : node.type;
}

/** Lowers an expression for its effects alone. */
export function effect(builder: JavaBuilder, node: Maybe): void {
  switch (node?.type) {
    case undefined:
      break;
    case 'parenthesized_expression':
      effect(builder, node.children[0]);
      break;
    case 'method_invocation':
      call(builder, node, true);
      break;
    case 'object_creation_expression':
      creation(builder, node, true);
      break;
    case 'ternary_expression': {
      const [yes, no, after] = [builder.block(), builder.block(), builder.block()];
      test(builder, field(node, 'condition'), yes, no);
      builder.enter(yes);
      effect(builder, field(node, 'consequence'));
      builder.jump(after);
      builder.enter(no);
      effect(builder, field(node, 'alternative'));
      builder.jump(after);
      builder.enter(after);
      break;
    }
    default:
      value(builder, node);
  }
}
