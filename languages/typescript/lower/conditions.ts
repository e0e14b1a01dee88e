/**
 * Tests. Logical operators and `!` become control flow, so that each branch tests one thing, and each
 * comparison with a literal says which literal.
 */

import type { BlockId, Condition, Literal, PlaceId } from '../../../analysis/flow/graph.ts';
import { literalOf, type Maybe, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { effect, value } from './expressions.ts';
import { inChain } from './members.ts';

/** Lowers an expression as a test: control goes to `yes` or to `no`. */
export function test(builder: Builder, node: Maybe, yes: BlockId, no: BlockId): void {
  switch (node?.type) {
    case T.UnaryExpression:
      if (node.operator !== '!') break;
      test(builder, node.argument, no, yes);
      return;
    case T.LogicalExpression:
      if (node.operator === '??') break;
      {
        const second = builder.block();
        builder.guard(second, node.operator === '&&' ? yes : no);
        if (node.operator === '&&') test(builder, node.left, second, no);
        else test(builder, node.left, yes, second);
        builder.enter(second);
        test(builder, node.right, yes, no);
      }
      return;
    case T.ConditionalExpression: {
      const first = builder.block();
      const second = builder.block();
      test(builder, node.test, first, second);
      builder.enter(first);
      test(builder, node.consequent, yes, no);
      builder.enter(second);
      test(builder, node.alternate, yes, no);
      return;
    }
    case T.SequenceExpression: {
      for (const one of node.expressions.slice(0, -1)) effect(builder, one);
      test(builder, node.expressions.at(-1), yes, no);
      return;
    }
    case T.BinaryExpression:
      comparison(builder, node, yes, no);
      return;
    case T.TSAsExpression:
    case T.TSSatisfiesExpression:
    case T.TSTypeAssertion:
    case T.TSNonNullExpression:
      test(builder, node.expression, yes, no);
      return;
    case T.ChainExpression:
      inChain(builder, no, () => {
        test(builder, node.expression, yes, no);
      });
      return;
    case T.CallExpression:
      if (isBooleanCall(builder, node)) {
        test(builder, node.arguments[0], yes, no);
        return;
      }
      break;
    default: {
      const constant = literalOf(node);
      if (!constant) break;
      builder.jump(isTruthy(constant.value) ? yes : no);
      return;
    }
  }
  if (!node) builder.branch({ kind: 'opaque' }, yes, no, { start: 0, end: 0 });
  else builder.branch({ kind: 'truthy', place: value(builder, node) }, yes, no, rangeOf(node));
}

/** Whether an expression is a test by its form: what it yields is true or false. */
function isTest(node: Maybe): boolean {
  if (node?.type === T.UnaryExpression) return node.operator === '!';
  return node?.type === T.BinaryExpression && COMPARISONS.has(node.operator);
}

/**
 * A test whose outcome a variable is going to hold becomes control flow too: `const own = !given` is then
 * true exactly on the paths on which nothing was given.
 */
export function truthOf(builder: Builder, node: Node): PlaceId | undefined {
  if (!isTestTree(node)) return undefined;
  const yes = builder.block();
  const no = builder.block();
  const after = builder.block();
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

/** Whether an expression is a test, or `&&` and `||` of tests. */
export function isTestTree(node: Maybe): boolean {
  return node?.type === T.LogicalExpression && node.operator !== '??'
    ? isTestTree(node.left) && isTestTree(node.right)
    : isTest(node);
}

/** The value of an expression that is a constant, `undefined` included. */
export function constantOf(builder: Builder, node: Maybe): { readonly value: Literal } | undefined {
  if (node?.type === T.Identifier && node.name === 'undefined' && !builder.model.names.variableOf(node)) {
    return { value: undefined };
  }
  return literalOf(node);
}

const COMPARISONS: ReadonlySet<string> = new Set([
  '===',
  '!==',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'instanceof',
  'in',
]);
const MIRRORED: Readonly<Record<string, '<' | '<=' | '>' | '>='>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function comparison(builder: Builder, node: Tree.BinaryExpression, yes: BlockId, no: BlockId): void {
  const range = rangeOf(node);
  const { operator, left, right } = node;
  switch (operator) {
    case '===':
    case '==':
      equality(builder, node, operator === '==', yes, no);
      return;
    case '!==':
    case '!=':
      equality(builder, node, operator === '!=', no, yes);
      return;
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const low = literalOf(left)?.value;
      const high = literalOf(right)?.value;
      const mirrored = MIRRORED[operator];
      if (typeof high === 'number') {
        builder.branch(
          { kind: 'compare', place: value(builder, left), operator, literal: high },
          yes,
          no,
          range,
        );
        return;
      }
      if (typeof low === 'number' && mirrored) {
        const place = value(builder, right);
        builder.branch({ kind: 'compare', place, operator: mirrored, literal: low }, yes, no, range);
        return;
      }
      break;
    }
    case 'instanceof': {
      const place = value(builder, left);
      value(builder, right);
      builder.branch({ kind: 'instanceof', place, of: builder.model.denotes(right) }, yes, no, range);
      return;
    }
    default:
      break;
  }
  const result = value(builder, node);
  // Whether something has a member of that name may be known of it.
  const isNamed = operator === 'in' && typeof constantOf(builder, left)?.value === 'string';
  const condition: Condition =
    COMPARISONS.has(operator) && !isNamed ? { kind: 'opaque' } : { kind: 'truthy', place: result };
  builder.branch(condition, yes, no, range);
}

function equality(
  builder: Builder,
  node: Tree.BinaryExpression,
  loose: boolean,
  yes: BlockId,
  no: BlockId,
): void {
  const range = rangeOf(node);
  const onRight = constantOf(builder, node.right);
  const onLeft = onRight ? undefined : constantOf(builder, node.left);
  const constant = onRight ?? onLeft;
  if (!constant) {
    const left = value(builder, node.left);
    const right = value(builder, node.right);
    builder.branch({ kind: 'same', left, right }, yes, no, range);
    return;
  }
  const operand = onRight ? node.left : node.right;
  const literal = constant.value;
  if (operand.type === T.UnaryExpression && operand.operator === 'typeof' && typeof literal === 'string') {
    const place = value(builder, operand.argument);
    builder.branch({ kind: 'typeof', place, type: literal }, yes, no, range);
    return;
  }
  const branch = (place: PlaceId): void => {
    builder.branch({ kind: 'equals', place, literal, loose }, yes, no, range);
  };
  if (operand.type === T.ChainExpression) {
    // A chain that is cut short yields undefined.
    const short = literal === undefined || (loose && literal === null) ? yes : no;
    inChain(builder, short, () => {
      branch(value(builder, operand.expression));
    });
  } else branch(value(builder, operand));
}

function isBooleanCall(builder: Builder, node: Tree.CallExpression): boolean {
  const { callee } = node;
  return (
    callee?.type === T.Identifier &&
    callee.name === 'Boolean' &&
    node.arguments.length === 1 &&
    node.arguments[0]?.type !== T.SpreadElement &&
    !builder.model.names.variableOf(callee)
  );
}

function isTruthy(value: Literal): boolean {
  return typeof value === 'object' && value !== null ? true : Boolean(value);
}
