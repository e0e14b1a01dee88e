/** Statements: the list of them, and which file knows each kind. */
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { leave } from '../../shared/flow/completions.ts';
import { textOf } from '../model.ts';
import { assignment, assignTo, variables } from './assignments.ts';
import type { GoBuilder } from './builder.ts';
import { call } from './calls.ts';
import { test } from './conditions.ts';
import { deferStatement, goStatement } from './defer.ts';
import { value } from './expressions.ts';
import { forStatement } from './loops.ts';
import { returnStatement } from './returns.ts';
import { select, sendTo } from './select.ts';
import { switchStatement, typeSwitch } from './switch.ts';

/** Lowers the statements below a node in order. */
export function statements(builder: GoBuilder, node: SyntaxNode | undefined): void {
  for (const child of namedChildren(node)) {
    if (child.type === 'statement_list') statements(builder, child);
    else statement(builder, child);
  }
}

/** `var (…)` and the specifications in it. */
export function declarations(builder: GoBuilder, node: SyntaxNode): void {
  for (const child of namedChildren(node)) {
    if (child.type === 'var_spec' || child.type === 'const_spec') variables(builder, child);
    else if (/_list$/.test(child.type)) declarations(builder, child);
  }
}

/** Lowers one statement. */
export function statement(builder: GoBuilder, node: SyntaxNode, labels: readonly string[] = []): void {
  switch (node.type) {
    case 'expression_statement': {
      const [expression] = namedChildren(node);
      if (expression?.type === 'call_expression') call(builder, expression, { discarded: true });
      else value(builder, expression);
      return;
    }
    case 'short_var_declaration':
    case 'assignment_statement':
      assignment(builder, node);
      return;
    case 'inc_statement':
    case 'dec_statement': {
      const [target] = namedChildren(node);
      if (target === undefined) return;
      const operands = [value(builder, target)];
      const operator = node.type === 'inc_statement' ? 'counted-up' : '--';
      assignTo(builder, target, builder.operation(operator, operands, rangeOf(node)), node);
      return;
    }
    case 'var_declaration':
    case 'const_declaration':
      declarations(builder, node);
      return;
    case 'block':
      statements(builder, node);
      return;
    case 'if_statement':
      ifStatement(builder, node);
      return;
    case 'for_statement':
      forStatement(builder, node, labels);
      return;
    case 'expression_switch_statement':
      switchStatement(builder, node, labels);
      return;
    case 'type_switch_statement':
      typeSwitch(builder, node, labels);
      return;
    case 'select_statement':
      select(builder, node, labels);
      return;
    case 'send_statement':
      sendTo(builder, node, false);
      return;
    case 'go_statement':
      goStatement(builder, node);
      return;
    case 'defer_statement':
      deferStatement(builder, node);
      return;
    case 'return_statement':
      returnStatement(builder, node);
      return;
    case 'break_statement':
    case 'continue_statement': {
      const [label] = namedChildren(node);
      const kind = node.type === 'break_statement' ? 'break' : 'continue';
      leave(builder, kind, label === undefined ? null : textOf(builder.model, label));
      return;
    }
    case 'goto_statement':
      // Where it leads is not followed.
      builder.end({ kind: 'unreachable' });
      return;
    case 'labeled_statement':
      labelled(builder, node, labels);
      return;
    default:
  }
}

function ifStatement(builder: GoBuilder, node: SyntaxNode): void {
  const initializer = childIn(node, 'initializer');
  if (initializer !== undefined) statement(builder, initializer);
  const alternative = childIn(node, 'alternative');
  const yes = builder.block();
  const no = builder.block();
  const after = alternative === undefined ? no : builder.block();
  builder.guard(yes);
  test(builder, childIn(node, 'condition'), yes, no);
  builder.enter(yes);
  builder.nested(() => {
    const consequence = childIn(node, 'consequence');
    if (consequence !== undefined) statement(builder, consequence);
    builder.jump(after);
    if (alternative !== undefined) {
      builder.enter(no);
      statement(builder, alternative);
      builder.jump(after);
    }
  });
  builder.enter(after);
}

const JUMPING: ReadonlySet<string> = new Set([
  'for_statement',
  'select_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'labeled_statement',
]);

function labelled(builder: GoBuilder, node: SyntaxNode, outer: readonly string[]): void {
  const label = childIn(node, 'label');
  const labels = label === undefined ? outer : [...outer, textOf(builder.model, label)];
  const inner = namedChildren(node).find((child) => child.field !== 'label');
  if (inner === undefined) return;
  // A `goto` may lead here from where the code before has ended.
  builder.nested(() => {
    if (JUMPING.has(inner.type)) statement(builder, inner, labels);
    else statement(builder, inner);
  });
}
