/** Assignments, and what they assign to. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { field, type Maybe, type Node, rangeOf, textOf, unwrap } from '../ast.ts';
import type { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';
import { fieldName, ownerOfField, staticFieldOf } from './fields.ts';
import { arrayOf } from './literals.ts';
import { classOfName } from './names.ts';

/** Lowers `left = right` and `left += right`. */
export function assignment(builder: JavaBuilder, node: Node): PlaceId {
  const left = unwrap(field(node, 'left'));
  const right = field(node, 'right');
  const operator = textOf(builder.model.text, field(node, 'operator'));
  const range = rangeOf(node);
  if (operator === '=') {
    return assignTo(builder, left, range, () =>
      right?.type === 'array_initializer' ? arrayOf(builder, right) : value(builder, right),
    );
  }
  const before = value(builder, left);
  return assignTo(builder, left, range, () =>
    builder.operation(operator.slice(0, -1), [before, value(builder, right)], range),
  );
}

/** Lowers `x++` and its kin. */
export function update(builder: JavaBuilder, node: Node): PlaceId {
  const operand = unwrap(node.children.find(({ field: name }) => name !== 'operator'));
  const range = rangeOf(node);
  const before = value(builder, operand);
  assignTo(builder, operand, range, () => builder.operation('++', [before], range));
  return before;
}

type Range = ReturnType<typeof rangeOf>;

/** Evaluates what is assigned to, then the value, then assigns. */
function assignTo(builder: JavaBuilder, target: Maybe, range: Range, source: () => PlaceId): PlaceId {
  switch (target?.type) {
    case 'identifier': {
      const place = builder.model.variableOf.get(target);
      if (place !== undefined) return bind(builder, place, source(), range);
      const name = textOf(builder.model.text, target);
      const object = ownerOfField(builder, name, target);
      const held = source();
      if (object !== undefined) builder.emit({ op: 'store', object, key: name, value: held, range });
      return held;
    }
    case 'field_access': {
      const object = field(target, 'object');
      const of = object && classOfName(builder, object);
      const name = fieldName(builder, target);
      const place = of?.kind === 'class' ? staticFieldOf(builder, of.class, name) : undefined;
      if (place !== undefined) return bind(builder, place, source(), range);
      const owner = value(builder, object);
      const held = source();
      builder.emit({ op: 'store', object: owner, key: name, value: held, range });
      return held;
    }
    case 'array_access': {
      const object = value(builder, field(target, 'array'));
      const computed = value(builder, field(target, 'index'));
      const held = source();
      builder.emit({ op: 'store', object, key: null, computed, value: held, range });
      return held;
    }
    default:
      return source();
  }
}

function bind(builder: JavaBuilder, place: PlaceId, held: PlaceId, range: Range): PlaceId {
  builder.emit({ op: 'copy', target: place, source: held, range, ...typeAt(builder, place) });
  return held;
}

/** What is bound to a variable has the variable's type. */
export function typeAt(builder: JavaBuilder, place: PlaceId) {
  const known = builder.model.places[place];
  return known?.kind === 'variable' && known.type ? { type: known.type } : {};
}
