/** Statements, and which file knows each kind. */
import { leave, leaveFunction } from '../../shared/flow/completions.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { assignment, augmented, bind, deletion } from './assignments.ts';
import type { Builder } from './builder.ts';
import { test } from './conditions.ts';
import { effect, value } from './expressions.ts';
import { forLoop, whileLoop } from './loops.ts';
import { matchStatement } from './match.ts';
import { assertion, raise, tryStatement } from './try.ts';
import { withStatement } from './with.ts';

/** Lowers the statements of a block. */
export function block(builder: Builder, node: SyntaxNode | undefined): void {
  for (const child of namedChildren(node)) statement(builder, child);
}

const LOWERINGS: Readonly<Record<string, (builder: Builder, node: SyntaxNode) => void>> = {
  raise_statement: raise,
  if_statement: ifStatement,
  try_statement: tryStatement,
  with_statement: withStatement,
  for_statement: forLoop,
  while_statement: whileLoop,
  match_statement: matchStatement,
  assert_statement: assertion,
  delete_statement: deletion,
  decorated_definition: decorated,
  function_definition: functionDefinition,
  class_definition: classDefinition,
  block,
  ERROR: block,
};

const NOTHING: ReadonlySet<string> = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'global_statement',
  'nonlocal_statement',
  'pass_statement',
  'type_alias_statement',
]);

/** Lowers one statement. */
export function statement(builder: Builder, node: SyntaxNode): void {
  switch (node.type) {
    case 'expression_statement':
      for (const child of namedChildren(node)) expression(builder, child);
      return;
    case 'return_statement': {
      const given = namedChildren(node)[0];
      leaveFunction(builder, given === undefined ? null : value(builder, given), rangeOf(node), false);
      return;
    }
    case 'break_statement':
      leave(builder, 'break', null);
      return;
    case 'continue_statement':
      leave(builder, 'continue', null);
      return;
    default: {
      const lower = LOWERINGS[node.type];
      if (lower !== undefined) lower(builder, node);
      else if (!NOTHING.has(node.type)) for (const child of namedChildren(node)) effect(builder, child);
    }
  }
}

function expression(builder: Builder, node: SyntaxNode): void {
  if (node.type === 'assignment') assignment(builder, node);
  else if (node.type === 'augmented_assignment') augmented(builder, node);
  else effect(builder, node);
}

function ifStatement(builder: Builder, node: SyntaxNode): void {
  const after = builder.block();
  const clauses = [node, ...node.children.filter(({ field }) => field === 'alternative')];
  for (const clause of clauses) {
    if (clause.type === 'else_clause') {
      block(builder, childIn(clause, 'body'));
      continue;
    }
    const yes = builder.block();
    const no = builder.block();
    builder.guard(yes);
    test(builder, childIn(clause, 'condition'), yes, no);
    builder.enter(yes);
    block(builder, childIn(clause, 'consequence'));
    builder.jump(after);
    builder.enter(no);
  }
  builder.jump(after);
  builder.enter(after);
}

function decorated(builder: Builder, node: SyntaxNode): void {
  for (const child of namedChildren(node)) {
    if (child.type === 'decorator') for (const inner of namedChildren(child)) effect(builder, inner);
  }
  const definition = childIn(node, 'definition');
  if (definition !== undefined) statement(builder, definition);
}

function functionDefinition(builder: Builder, node: SyntaxNode): void {
  for (const parameter of namedChildren(childIn(node, 'parameters'))) {
    const fallback = childIn(parameter, 'value');
    if (fallback !== undefined) effect(builder, fallback);
  }
  const id = builder.model.functionOf.get(node);
  if (id === undefined) return;
  const target = builder.temporary();
  builder.emit({ op: 'closure', target, function: id, range: rangeOf(node) });
  bind(builder, childIn(node, 'name'), target, node, true);
}

/** The body of a class runs where it stands, with names of its own. */
function classDefinition(builder: Builder, node: SyntaxNode): void {
  const id = builder.model.classOf.get(node);
  if (id === undefined) return;
  for (const base of namedChildren(childIn(node, 'superclasses'))) effect(builder, base);
  builder.within(builder.model.scopeOf.get(node), () => {
    block(builder, childIn(node, 'body'));
  });
  const target = builder.temporary();
  builder.emit({ op: 'class', target, class: id, range: rangeOf(node) });
  bind(builder, childIn(node, 'name'), target, node, true);
}
