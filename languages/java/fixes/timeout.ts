/** Timeouts of a URL connection, which has none by itself. */

import { around, indentAt, nodeAt, textOf } from '../../tree-sitter/source.ts';
import { childIn } from '../../tree-sitter/tree.ts';
import type { Draft, FixContext } from './context.ts';

/** Sets the timeouts right after the connection has been made. */
export function connectionTimeouts({ source, loss }: FixContext): Draft | undefined {
  if (loss.deadline?.methods?.includes('setReadTimeout') !== true) return undefined;
  const declaration = around(nodeAt(source, loss.acquisition), /^(?:local_variable_declaration|block)$/);
  if (
    declaration?.type !== 'local_variable_declaration' ||
    !/^(?:block|constructor_body)$/.test(declaration.parent?.type ?? '')
  )
    return undefined;
  const indent = indentAt(source, declaration.start);
  const name = textOf(
    source,
    childIn(
      declaration.children.find(({ field }) => field === 'declarator'),
      'name',
    ),
  );
  if (indent === null || name === '') return undefined;
  const lines = [`${name}.setConnectTimeout(10_000);`, `${name}.setReadTimeout(10_000);`];
  const text = lines.map((line) => `${source.newline}${indent}${line}`).join('');
  return {
    title: 'Set timeouts of 10 s',
    edits: [{ range: { start: declaration.end, end: declaration.end }, text }],
  };
}
