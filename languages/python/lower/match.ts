/** `match`: one test after the other; what a pattern captures is a part of the subject. */
import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { childIn, childOf, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { bind } from './assignments.ts';
import type { Builder } from './builder.ts';
import { test } from './conditions.ts';
import { literalOf, value } from './expressions.ts';
import { block } from './statements.ts';

/** Lowers a match statement. */
export function matchStatement(builder: Builder, node: SyntaxNode): void {
  const subject = value(builder, childIn(node, 'subject'));
  const after = builder.block();
  for (const clause of namedChildren(childIn(node, 'body'))) {
    if (clause.type !== 'case_clause') continue;
    const next = caseTest(builder, clause, subject);
    const guard = childOf(clause, 'if_clause') ?? childIn(clause, 'guard');
    if (guard !== undefined) {
      const holds = builder.block();
      builder.guard(holds);
      test(builder, namedChildren(guard)[0], holds, next);
      builder.enter(holds);
    }
    block(builder, childIn(clause, 'consequence'));
    builder.jump(after);
    builder.enter(next);
  }
  builder.jump(after);
  builder.enter(after);
}

/** Goes on where the patterns fit; gives the block for where they do not. */
function caseTest(builder: Builder, clause: SyntaxNode, subject: PlaceId): number {
  const inside = builder.block();
  const next = builder.block();
  const patterns = clause.children.filter(({ type }) => type === 'case_pattern');
  const [pattern] = patterns;
  const only = patterns.length === 1 ? namedChildren(pattern)[0] : undefined;
  const literal = only === undefined ? undefined : literalOf(builder, only);
  if (pattern !== undefined && patterns.length === 1 && isWildcard(builder, pattern)) builder.jump(inside);
  else if (literal !== undefined) {
    const loose = literal.value === null;
    const range = rangeOf(clause);
    builder.branch({ kind: 'equals', place: subject, literal: literal.value, loose }, inside, next, range);
  } else builder.branch({ kind: 'opaque' }, inside, next, rangeOf(pattern ?? clause));
  builder.enter(inside);
  for (const each of patterns) capture(builder, each, subject);
  return next;
}

/** `_`, or a name that is bound whatever there is. */
function isWildcard(builder: Builder, pattern: SyntaxNode): boolean {
  return /^[A-Za-z_]\w*$/.test(builder.text(pattern).trim());
}

function capture(builder: Builder, pattern: SyntaxNode, subject: PlaceId): void {
  for (const child of namedChildren(pattern)) {
    if (child.type === 'dotted_name') {
      const parts = namedChildren(child);
      if (parts.length !== 1 || pattern.type !== 'case_pattern') continue;
      const isWhole = pattern.parent?.type === 'case_clause';
      bind(builder, parts[0], isWhole ? subject : builder.operation('part', [], rangeOf(child)), child, true);
    } else if (child.type === 'identifier') {
      if (child.parent?.type === 'as_pattern') bind(builder, child, subject, child, true);
    } else capture(builder, child, subject);
  }
}
