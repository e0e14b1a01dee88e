/** Timeouts as a further field of the literal. */
import type { Loss } from '../../../analysis/finding.ts';
import type { TextEdit } from '../../../rules/rule.ts';
import { around, indentAt, nodeAt, textOf, type Source } from '../../tree-sitter/source.ts';
import { childIn, namedChildren, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { importsOf } from '../packages.ts';
import type { Draft } from './defer.ts';

/** Sets the field that the catalogue names, and imports what its value needs. */
export function timeoutField(source: Source, loss: Loss): Draft | undefined {
  const option = loss.deadline?.fix?.option;
  const literal = around(nodeAt(source, loss.acquisition), /^composite_literal$/);
  return option === undefined || literal === null ? undefined : setField(source, literal, option);
}

/** Adds `Name: value` to a literal, in its own line where the others have theirs. */
export function setField(source: Source, literal: SyntaxNode, option: string): Draft | undefined {
  const body = childIn(literal, 'body');
  if (body === undefined) return undefined;
  const fields = namedChildren(body);
  const last = fields.at(-1);
  if (fields.some(({ type }) => type !== 'keyed_element')) return undefined;
  const imported = importTime(source);
  if (imported === null) return undefined;
  const title = `Set \`${option}\``;
  if (last === undefined)
    return {
      title,
      edits: [...imported, { range: { start: body.start + 1, end: body.start + 1 }, text: option }],
    };
  const indent = indentAt(source, last.start);
  const at = { start: last.end, end: last.end };
  const text = indent === null ? `, ${option}` : `,${source.newline}${indent}${option}`;
  return { title, edits: [...imported, { range: at, text }] };
}

/** What makes `time` known: nothing if it is; null where another package has that name. */
function importTime(source: Source): readonly TextEdit[] | null {
  const module = importsOf(source.root, source.text).get('time');
  if (module !== undefined) return module === 'time' ? [] : null;
  const declaration = source.root.children.find(({ type }) => type === 'import_declaration');
  const list = namedChildren(declaration).find(({ type }) => type === 'import_spec_list');
  const { newline } = source;
  if (declaration === undefined) return null;
  if (list === undefined)
    return [
      {
        range: { start: declaration.end, end: declaration.end },
        text: `${newline}import "time"`,
      },
    ];
  // In the order of the alphabet, among the imports of the standard library.
  const own = namedChildren(list).filter((spec) => /^"[a-z]+(?:\/[a-z0-9]+)*"$/.test(textOf(source, spec)));
  const before = own.filter((spec) => textOf(source, spec) < '"time"').at(-1);
  const indent = before === undefined ? null : indentAt(source, before.start);
  if (before === undefined || indent === null) return null;
  return [{ range: { start: before.end, end: before.end }, text: `${newline}${indent}"time"` }];
}
