/** Statements: which file knows each kind, and the small ones. */

import { leave, leaveFunction, withCleanup } from '../../shared/flow/completions.ts';
import {
  annotationsOf,
  CLASSES,
  child,
  field,
  fields,
  type Maybe,
  type Node,
  rangeOf,
  textOf,
} from '../ast.ts';
import type { Reference } from '../../../analysis/flow/graph.ts';
import { overloadOf } from '../overloads.ts';
import { typeAt } from './assignments.ts';
import { argumentsOf, sortsOf } from './calls.ts';
import { test } from './conditions.ts';
import type { JavaBuilder } from './context.ts';
import { effect, value } from './expressions.ts';
import { arrayOf } from './literals.ts';
import { doWhile, forEach, forLoop, whileLoop } from './loops.ts';
import { switchStatement, yieldStatement } from './switch.ts';
import { tryStatement } from './try.ts';

/** Lowers one statement. */
export function statement(builder: JavaBuilder, node: Maybe, labels: readonly string[] = []): void {
  if (!node || CLASSES.has(node.type)) return;
  switch (node.type) {
    case 'block':
    case 'constructor_body':
      sequence(builder, node.children);
      break;
    case 'expression_statement': {
      const [expression] = node.children;
      if (expression?.type === 'switch_expression') switchStatement(builder, expression, labels);
      else effect(builder, expression);
      break;
    }
    case 'switch_expression':
      switchStatement(builder, node, labels);
      break;
    case 'local_variable_declaration':
      for (const one of fields(node, 'declarator')) declare(builder, one);
      break;
    case 'return_statement': {
      const [result] = node.children;
      leaveFunction(builder, result ? value(builder, result) : null, rangeOf(node), false);
      break;
    }
    case 'throw_statement':
      builder.end({ kind: 'throw', value: value(builder, node.children[0]), range: rangeOf(node) });
      break;
    case 'if_statement':
      ifStatement(builder, node);
      break;
    case 'try_statement':
    case 'try_with_resources_statement':
      tryStatement(builder, node);
      break;
    case 'for_statement':
      forLoop(builder, node, labels);
      break;
    case 'enhanced_for_statement':
      forEach(builder, node, labels);
      break;
    case 'while_statement':
      whileLoop(builder, node, labels);
      break;
    case 'do_statement':
      doWhile(builder, node, labels);
      break;
    case 'break_statement':
    case 'continue_statement': {
      const [label] = node.children;
      const kind = node.type === 'break_statement' ? 'break' : 'continue';
      leave(builder, kind, label ? textOf(builder.model.text, label) : null);
      break;
    }
    case 'labeled_statement':
      labelled(builder, node, labels);
      break;
    case 'synchronized_statement':
      value(builder, node.children[0]);
      statement(builder, field(node, 'body'));
      break;
    case 'yield_statement':
      yieldStatement(builder, node);
      break;
    case 'assert_statement':
      value(builder, node.children[0]);
      break;
    case 'explicit_constructor_invocation':
      constructorCall(builder, node);
      break;
    default:
      break;
  }
}

/** Statements of a block. Lombok closes a variable marked with `@Cleanup` when what follows it in the block is left. */
function sequence(builder: JavaBuilder, nodes: readonly Node[]): void {
  for (const [index, node] of nodes.entries()) {
    statement(builder, node);
    if (node.type !== 'local_variable_declaration') continue;
    if (!annotationsOf(builder.model.text, node).includes('Cleanup')) continue;
    const name = field(fields(node, 'declarator')[0], 'name');
    const place = name && builder.model.variableOf.get(name);
    if (place === undefined) continue;
    const range = rangeOf(node);
    const release = (): void => {
      builder.emit({ op: 'release', place, awaited: false, range });
    };
    withCleanup(builder, release, range, () => {
      sequence(builder, nodes.slice(index + 1));
    });
    return;
  }
}

function declare(builder: JavaBuilder, node: Node): void {
  const name = field(node, 'name');
  const target = name && builder.model.variableOf.get(name);
  const initial = field(node, 'value');
  if (target === undefined || !initial) return;
  const source = initial.type === 'array_initializer' ? arrayOf(builder, initial) : value(builder, initial);
  builder.emit({
    op: 'copy',
    target,
    source,
    declares: true,
    range: rangeOf(node),
    ...typeAt(builder, target),
  });
}

function ifStatement(builder: JavaBuilder, node: Node): void {
  const alternative = field(node, 'alternative');
  const yes = builder.block();
  const no = builder.block();
  const after = alternative ? builder.block() : no;
  builder.guard(yes);
  test(builder, field(node, 'condition'), yes, no);
  builder.enter(yes);
  statement(builder, field(node, 'consequence'));
  builder.jump(after);
  if (alternative) {
    builder.enter(no);
    statement(builder, alternative);
    builder.jump(after);
  }
  builder.enter(after);
}

const LOOPS =
  /^(?:for_statement|enhanced_for_statement|while_statement|do_statement|labeled_statement|switch_expression)$/;

function labelled(builder: JavaBuilder, node: Node, outer: readonly string[]): void {
  const [label, body] = node.children;
  const labels = [...outer, textOf(builder.model.text, label)];
  if (body && LOOPS.test(body.type)) {
    statement(builder, body, labels);
    return;
  }
  const after = builder.block();
  builder.completions.push({ kind: 'target', labels, breakTo: after, continueTo: null, plain: false });
  statement(builder, body);
  builder.completions.pop();
  builder.jump(after);
  builder.enter(after);
}

/** `super(…)` and `this(…)` at the head of a constructor. */
function constructorCall(builder: JavaBuilder, node: Node): void {
  const { unit, model } = builder;
  const range = rangeOf(node);
  const keyword = field(node, 'constructor');
  const list = field(node, 'arguments') ?? child(node, 'argument_list');
  const args = argumentsOf(builder, list);
  const entry = unit.within === null ? undefined : model.classes[unit.within];
  const own =
    keyword?.type === 'this' && entry ? overloadOf(entry.constructors, sortsOf(builder, list)) : undefined;
  const above = entry?.info.superclass;
  const reference: Reference | null | undefined =
    own && own.function !== null
      ? { kind: 'function', function: own.function }
      : keyword?.type === 'super'
        ? above
        : null;
  const receiver = unit.info.thisPlace;
  const operands = receiver === null ? [] : [receiver];
  builder.emit({
    op: 'call',
    target: builder.temporary(),
    callee: builder.operation(keyword?.type ?? 'super', operands, rangeOf(keyword ?? node)),
    ...(reference && { reference }),
    ...(receiver !== null && { receiver, method: 'super' }),
    arguments: args,
    construct: false,
    awaited: false,
    discarded: true,
    nameRange: rangeOf(keyword ?? node),
    range,
  });
}
