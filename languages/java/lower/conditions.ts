/**
 * Tests. Logical operators and `!` become control flow, so that each branch tests one thing, and each
 * comparison with a literal says which literal.
 */

import type { BlockId, PlaceId } from '../../../analysis/flow/graph.ts';
import { field, literalOf, type Maybe, type Node, rangeOf, textOf, unwrap } from '../ast.ts';
import { typeOf } from '../resolve/types.ts';
import { typeAt } from './assignments.ts';
import type { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';
import { classOfName } from './names.ts';
import { bindPattern } from './patterns.ts';

/** Lowers an expression as a test: control goes to `yes` or to `no`. */
export function test(builder: JavaBuilder, expression: Maybe, yes: BlockId, no: BlockId): void {
  const node = unwrap(expression);
  const { text } = builder.model;
  switch (node?.type) {
    case 'unary_expression':
      if (operatorOf(text, node) !== '!') break;
      test(builder, field(node, 'operand'), no, yes);
      return;
    case 'binary_expression':
      if (binary(builder, node, yes, no)) return;
      break;
    case 'instanceof_expression':
      instanceTest(builder, node, yes, no);
      return;
    case 'method_invocation': {
      const asked = nullTest(builder, node);
      if (!asked) break;
      const place = value(builder, field(node, 'arguments')?.children[0]);
      const [isNull, isThere] = asked === 'isNull' ? [yes, no] : [no, yes];
      builder.branch({ kind: 'equals', place, literal: null, loose: true }, isNull, isThere, rangeOf(node));
      return;
    }
    case 'true':
      builder.jump(yes);
      return;
    case 'false':
      builder.jump(no);
      return;
    default:
      break;
  }
  if (!node) builder.branch({ kind: 'opaque' }, yes, no, { start: 0, end: 0 });
  else builder.branch({ kind: 'truthy', place: value(builder, node) }, yes, no, rangeOf(node));
}

/** `Objects.isNull(x)` and `Objects.nonNull(x)` are comparisons in other words. */
function nullTest(builder: JavaBuilder, node: Node): 'isNull' | 'nonNull' | undefined {
  const name = textOf(builder.model.text, field(node, 'name'));
  if (name !== 'isNull' && name !== 'nonNull') return undefined;
  const object = field(node, 'object');
  const of = object && classOfName(builder, object);
  const isPlatform = of?.kind === 'export' && of.module === 'java.util' && of.path[0] === 'Objects';
  return isPlatform ? name : undefined;
}

function operatorOf(text: string, node: Node): string {
  return textOf(text, field(node, 'operator'));
}

const MIRRORED: Readonly<Record<string, '<' | '<=' | '>' | '>='>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function binary(builder: JavaBuilder, node: Node, yes: BlockId, no: BlockId): boolean {
  const operator = operatorOf(builder.model.text, node);
  const [left, right] = [field(node, 'left'), field(node, 'right')];
  switch (operator) {
    case '&&':
    case '||': {
      const second = builder.block();
      builder.guard(second, operator === '&&' ? yes : no);
      if (operator === '&&') test(builder, left, second, no);
      else test(builder, left, yes, second);
      builder.enter(second);
      test(builder, right, yes, no);
      return true;
    }
    case '==':
      equality(builder, node, yes, no);
      return true;
    case '!=':
      equality(builder, node, no, yes);
      return true;
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const high = literalOf(builder.model.text, unwrap(right))?.value;
      const low = literalOf(builder.model.text, unwrap(left))?.value;
      const range = rangeOf(node);
      const mirrored = MIRRORED[operator];
      if (typeof high === 'number')
        builder.branch(
          { kind: 'compare', place: value(builder, left), operator, literal: high },
          yes,
          no,
          range,
        );
      else if (typeof low === 'number' && mirrored) {
        const place = value(builder, right);
        builder.branch({ kind: 'compare', place, operator: mirrored, literal: low }, yes, no, range);
      } else {
        builder.operation(operator, [value(builder, left), value(builder, right)], range);
        builder.branch({ kind: 'opaque' }, yes, no, range);
      }
      return true;
    }
    default:
      return false;
  }
}

function equality(builder: JavaBuilder, node: Node, yes: BlockId, no: BlockId): void {
  const [left, right] = [unwrap(field(node, 'left')), unwrap(field(node, 'right'))];
  const range = rangeOf(node);
  const onRight = literalOf(builder.model.text, right);
  const constant = onRight ?? literalOf(builder.model.text, left);
  if (!constant) {
    const operands = { left: value(builder, left), right: value(builder, right) };
    builder.branch({ kind: 'same', ...operands }, yes, no, range);
    return;
  }
  const place = value(builder, onRight ? left : right);
  const loose = constant.value === null;
  builder.branch({ kind: 'equals', place, literal: constant.value, loose }, yes, no, range);
}

/** `x instanceof Type name` binds the name where it holds. */
function instanceTest(builder: JavaBuilder, node: Node, yes: BlockId, no: BlockId): void {
  const range = rangeOf(node);
  const place = value(builder, field(node, 'left'));
  const pattern = field(node, 'pattern');
  const type = typeOf(builder.model, field(node, 'right') ?? pattern?.children[0], builder.unit.within);
  const of = type?.kind === 'class' || type?.kind === 'export' ? type : undefined;
  const holds = builder.block();
  builder.branch({ kind: 'instanceof', place, of }, holds, no, range);
  builder.enter(holds);
  const name = field(node, 'name');
  const variable = name && builder.model.variableOf.get(name);
  if (variable !== undefined)
    builder.emit({
      op: 'copy',
      target: variable,
      source: place,
      declares: true,
      range,
      ...typeAt(builder, variable),
    });
  if (pattern) bindPattern(builder, pattern, place);
  builder.jump(yes);
}

/** Whether an expression is true or false by its form. */
export function isTestTree(text: string, expression: Maybe): boolean {
  const node = unwrap(expression);
  if (node?.type === 'instanceof_expression') return true;
  if (node?.type === 'unary_expression') return operatorOf(text, node) === '!';
  return node?.type === 'binary_expression' && /^(?:&&|\|\||==|!=|<=?|>=?)$/.test(operatorOf(text, node));
}

/** A test as a value: true exactly on the paths on which it holds. */
export function truthOf(builder: JavaBuilder, node: Node): PlaceId {
  const [yes, no, after] = [builder.block(), builder.block(), builder.block()];
  const target = builder.temporary();
  const range = rangeOf(node);
  test(builder, node, yes, no);
  for (const [block, outcome] of [
    [yes, true],
    [no, false],
  ] as const) {
    builder.enter(block);
    builder.copy(target, builder.literal(outcome, range), range);
    builder.jump(after);
  }
  builder.enter(after);
  return target;
}

/** `test ? a : b` as a value. */
export function conditional(builder: JavaBuilder, node: Node): PlaceId {
  const range = rangeOf(node);
  const target = builder.temporary();
  const [yes, no, after] = [builder.block(), builder.block(), builder.block()];
  test(builder, field(node, 'condition'), yes, no);
  builder.enter(yes);
  builder.copy(target, value(builder, field(node, 'consequence')), range);
  builder.jump(after);
  builder.enter(no);
  builder.copy(target, value(builder, field(node, 'alternative')), range);
  builder.jump(after);
  builder.enter(after);
  return target;
}
