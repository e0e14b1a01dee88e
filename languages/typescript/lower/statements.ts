/** Statements: the list of them, and which file knows each kind. */

import { type Maybe, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { Builder } from './builder.ts';
import { classDeclaration } from './classes.ts';
import { leave, leaveFunction } from '../../shared/flow/completions.ts';
import { test } from './conditions.ts';
import { enumDeclaration, isUsing, using, variableDeclaration } from './declarations.ts';
import { effect, value } from './expressions.ts';
import { doWhile, forIn, forLoop, whileLoop } from './loops.ts';
import { switchStatement } from './switch.ts';
import { tryStatement } from './try.ts';

/** Lowers a list of statements with a scope of its own: hoists functions, and ends `using` declarations. */
export function statements(builder: Builder, list: readonly Node[]): void {
  for (const statement of list) hoist(builder, statement);
  inOrder(builder, list, 0);
}

function inOrder(builder: Builder, list: readonly Node[], from: number): void {
  for (let index = from; index < list.length; index += 1) {
    const node = list[index];
    if (node && isUsing(node)) {
      using(builder, node, () => {
        inOrder(builder, list, index + 1);
      });
      return;
    }
    statement(builder, node);
  }
}

/** Function declarations are bound before anything of their block runs. */
function hoist(builder: Builder, node: Maybe): void {
  const declared =
    node?.type === T.ExportNamedDeclaration || node?.type === T.ExportDefaultDeclaration
      ? node.declaration
      : node;
  if (declared?.type !== T.FunctionDeclaration) return;
  const id = builder.model.functionOf.get(declared);
  if (id === undefined) return;
  const range = rangeOf(declared);
  const target = declared.id ? builder.model.placeOfIdentifier(declared.id) : builder.temporary();
  builder.emit({ op: 'closure', target, function: id, range });
}

/** Lowers one statement. */
export function statement(builder: Builder, node: Maybe, labels: readonly string[] = []): void {
  switch (node?.type) {
    case T.ExpressionStatement:
      effect(builder, node.expression);
      break;
    case T.VariableDeclaration:
      variableDeclaration(builder, node);
      break;
    case T.BlockStatement:
    case T.TSModuleBlock:
      statements(builder, node.body);
      break;
    case T.ReturnStatement:
      leaveFunction(builder, node.argument ? value(builder, node.argument) : null, rangeOf(node), false);
      break;
    case T.ThrowStatement:
      builder.end({ kind: 'throw', value: value(builder, node.argument), range: rangeOf(node) });
      break;
    case T.IfStatement:
      ifStatement(builder, node);
      break;
    case T.TryStatement:
      tryStatement(builder, node);
      break;
    case T.ForStatement:
      forLoop(builder, node, labels);
      break;
    case T.ForInStatement:
    case T.ForOfStatement:
      forIn(builder, node, labels);
      break;
    case T.WhileStatement:
      whileLoop(builder, node, labels);
      break;
    case T.DoWhileStatement:
      doWhile(builder, node, labels);
      break;
    case T.SwitchStatement:
      switchStatement(builder, node, labels);
      break;
    case T.BreakStatement:
      leave(builder, 'break', node.label?.name ?? null);
      break;
    case T.ContinueStatement:
      leave(builder, 'continue', node.label?.name ?? null);
      break;
    case T.LabeledStatement:
      labelled(builder, node, labels);
      break;
    case T.ClassDeclaration:
      classDeclaration(builder, node);
      break;
    case T.ExportNamedDeclaration:
      statement(builder, node.declaration);
      break;
    case T.ExportDefaultDeclaration:
      exportDefault(builder, node.declaration);
      break;
    case T.TSExportAssignment:
      exported(builder, node.expression);
      break;
    case T.TSModuleDeclaration:
      if (!node.declare && node.body) statement(builder, node.body);
      break;
    case T.TSEnumDeclaration:
      enumDeclaration(builder, node);
      break;
    case T.WithStatement:
      effect(builder, node.object);
      statement(builder, node.body);
      break;
    default:
      break;
  }
}

function ifStatement(builder: Builder, node: Tree.IfStatement): void {
  const yes = builder.block();
  const no = builder.block();
  const after = node.alternate ? builder.block() : no;
  builder.guard(yes);
  test(builder, node.test, yes, no);
  builder.enter(yes);
  statement(builder, node.consequent);
  builder.jump(after);
  if (node.alternate) {
    builder.enter(no);
    statement(builder, node.alternate);
    builder.jump(after);
  }
  builder.enter(after);
}

const LOOPS: ReadonlySet<string> = new Set([
  T.ForStatement,
  T.ForInStatement,
  T.ForOfStatement,
  T.WhileStatement,
  T.DoWhileStatement,
]);

function labelled(builder: Builder, node: Tree.LabeledStatement, outer: readonly string[]): void {
  const labels = [...outer, node.label.name];
  if (LOOPS.has(node.body?.type) || node.body?.type === T.LabeledStatement) {
    statement(builder, node.body, labels);
    return;
  }
  const after = builder.block();
  builder.completions.push({ kind: 'target', labels, breakTo: after, continueTo: null, plain: false });
  statement(builder, node.body);
  builder.completions.pop();
  builder.jump(after);
  builder.enter(after);
}

function exportDefault(builder: Builder, node: Tree.ExportDefaultDeclaration['declaration']): void {
  if (node.type === T.FunctionDeclaration) return; // Hoisted.
  if (node.type === T.ClassDeclaration) classDeclaration(builder, node);
  else exported(builder, node);
}

function exported(builder: Builder, node: Node): void {
  const result = value(builder, node);
  const place = builder.model.exportPlaces.get(node);
  if (place !== undefined) builder.copy(place, result, rangeOf(node));
}
