/** A transport of its own that closes its idle connections: a copy of the default one, or the field that says so. */
import type { Loss } from '../../../analysis/finding.ts';
import { around, indentAt, nodeAt, textOf, type Source } from '../../tree-sitter/source.ts';
import { childIn, namedChildren, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Draft } from './defer.ts';
import { setField } from './timeout.ts';

/** Half as long as servers mostly wait, and what the default transport says. */
const OPTION = 'IdleConnTimeout: 90 * time.Second';

/** For `t := &http.Transport{…}` a copy of the default transport; elsewhere its idle connections are bounded. */
export function transportFix(source: Source, loss: Loss): Draft | undefined {
  if (loss.resource?.id !== 'go.http.Transport') return undefined;
  const literal = around(nodeAt(source, loss.acquisition), /^composite_literal$/);
  return literal === null ? undefined : (cloned(source, literal) ?? setField(source, literal, OPTION));
}

function cloned(source: Source, literal: SyntaxNode): Draft | undefined {
  const statement = around(literal, /^(?:short_var_declaration|block|literal_value|argument_list)$/);
  if (statement?.type !== 'short_var_declaration') return undefined;
  const targets = namedChildren(childIn(statement, 'left'));
  const values = namedChildren(childIn(statement, 'right'));
  const [target] = targets;
  const [value] = values;
  const indent = indentAt(source, statement.start);
  const type = textOf(source, childIn(literal, 'type'));
  const fields = namedChildren(childIn(literal, 'body'));
  if (targets.length !== 1 || values.length !== 1 || indent === null || value === undefined) return undefined;
  // A copy of the default one is a pointer, as the address of the literal is.
  if (value.type !== 'unary_expression' || childIn(value, 'operand') !== literal) return undefined;
  if (!type.endsWith('.Transport') || fields.some((field) => field.type !== 'keyed_element'))
    return undefined;
  const name = textOf(source, target);
  const own = type.slice(0, -'.Transport'.length);
  const lines = [
    `${name} := ${own}.DefaultTransport.(*${type}).Clone()`,
    ...fields.map(
      (field) =>
        `${name}.${textOf(source, childIn(field, 'key'))} = ${textOf(source, childIn(field, 'value'))}`,
    ),
  ];
  return {
    title: `Start from a copy of \`${own}.DefaultTransport\``,
    edits: [
      {
        range: { start: statement.start, end: statement.end },
        text: lines.join(`${source.newline}${indent}`),
      },
    ],
  };
}
