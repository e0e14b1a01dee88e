/** `defer x.Close()` right after the error check; a `defer` that stands too late is moved there. */
import type { Loss } from '../../../analysis/finding.ts';
import type { TextEdit } from '../../../rules/rule.ts';
import { around, indentAt, nodeAt, textOf, type Source } from '../../tree-sitter/source.ts';
import { childIn, namedChildren, walk, type SyntaxNode } from '../../tree-sitter/tree.ts';

export interface Draft {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Declines in loops, where a `defer` would wait for the end of the function, and where others release it too. */
export function deferRelease(source: Source, loss: Loss): Draft | undefined {
  const release = releaseText(loss);
  const statement = around(
    nodeAt(source, loss.acquisition),
    /^(?:short_var_declaration|assignment_statement)$/,
  );
  const list = statement?.parent;
  if (release === null || statement === null || list?.type !== 'statement_list') return undefined;
  if (
    around(statement, /^(?:for_statement|func_literal|function_declaration|method_declaration)$/)?.type ===
    'for_statement'
  )
    return undefined;
  const after = errorCheck(source, list, statement) ?? statement;
  const indent = indentAt(source, statement.start);
  if (indent === null || indentAt(source, after.start) === null) return undefined;
  const call = `defer ${release}`;
  const existing = releasesAfter(source, list, after, release);
  const [late, more] = existing;
  if (more !== undefined || (late !== undefined && late.type !== 'defer_statement')) return undefined;
  const insertion = {
    range: { start: after.end, end: after.end },
    text: `${source.newline}${indent}${call}`,
  };
  if (late === undefined)
    return loss.lostPath === 'never' || loss.kind === 'transaction' || loss.kind === 'cancellation'
      ? { title: `Add \`${call}\``, edits: [insertion] }
      : undefined;
  return { title: `Move \`${call}\` up`, edits: [insertion, { range: lineOf(source, late), text: '' }] };
}

/** How the resource is released, in the name that it goes by here. */
function releaseText(loss: Loss): string | null {
  const { holder, releases, resource } = loss;
  const [release] = releases;
  if (holder.kind !== 'local' || release === undefined || !/^\w+$/.test(holder.name)) return null;
  if ('call' in release) return `${holder.name}()`;
  const member = resource?.members?.[0];
  return 'method' in release
    ? `${holder.name}${member === undefined ? '' : `.${member}`}.${release.method}()`
    : null;
}

/** The `if err != nil { … }` that follows at once, where the call gives an error. */
function errorCheck(source: Source, list: SyntaxNode, statement: SyntaxNode): SyntaxNode | null {
  const siblings = namedChildren(list);
  const next = siblings[siblings.indexOf(statement) + 1];
  const targets = namedChildren(childIn(statement, 'left'));
  const error = textOf(source, targets.at(-1));
  if (targets.length < 2 || next?.type !== 'if_statement' || childIn(next, 'alternative') !== undefined)
    return null;
  return textOf(source, childIn(next, 'condition')) === `${error} != nil` ? next : null;
}

/** The statements behind that release it, deferred or not. */
function releasesAfter(source: Source, list: SyntaxNode, after: SyntaxNode, release: string): SyntaxNode[] {
  const scope = around(list, /^(?:func_literal|function_declaration|method_declaration)$/) ?? list;
  return walk(scope).filter(
    (node) =>
      (node.type === 'defer_statement' || node.type === 'expression_statement') &&
      node.start >= after.end &&
      textOf(source, node).replace(/^defer\s+/, '') === release,
  );
}

/** The whole line of a statement that stands alone in it. */
function lineOf({ text }: Source, node: SyntaxNode): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf('\n', node.start - 1) + 1;
  const end = text.indexOf('\n', node.end);
  const alone =
    text.slice(start, node.start).trim() === '' &&
    text.slice(node.end, end < 0 ? text.length : end).trim() === '';
  return alone && end >= 0 ? { start, end: end + 1 } : { start: node.start, end: node.end };
}
