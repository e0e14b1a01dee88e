/** try-with-resources, and `try … finally` for what has no `close()`. */

import type { TextEdit } from '../../../rules/rule.ts';
import { around, below, indentAt, nodeAt, type Source, stepOf, textOf } from '../../tree-sitter/source.ts';
import { childIn, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Draft, FixContext } from './context.ts';
import { isHandled, thrownBy } from './exceptions.ts';

/** Puts the rest of the block in which a local is declared into a try that gives it back. */
export function tryBlock({ source, loss }: FixContext): Draft | undefined {
  const { resource } = loss;
  const release = resource?.releases.find((one) => 'method' in one && one.secondary !== true);
  if (resource === undefined || release === undefined || !('method' in release)) return undefined;
  const { method } = release;
  const acquisition = nodeAt(source, loss.acquisition);
  const declaration = around(acquisition, /^(?:local_variable_declaration|block|lambda_expression)$/);
  if (declaration?.type !== 'local_variable_declaration' || declaration.parent === null) return undefined;
  const declarators = declaration.children.filter(({ field }) => field === 'declarator');
  const [declarator] = declarators;
  const name = textOf(source, childIn(declarator, 'name'));
  const value = childIn(declarator, 'value');
  if (declarators.length !== 1 || value === undefined || !isItself(value, acquisition)) return undefined;
  const block = declaration.parent;
  if (block.type !== 'block' && block.type !== 'constructor_body') return undefined;
  const rest = block.children.slice(block.children.indexOf(declaration) + 1);
  const region = regionOf(source, rest, name, method);
  if (region === null || region.statements.length === 0) return undefined;
  if (!isHandled(source, declaration, thrownBy(resource, method))) return undefined;
  if (!staysInside(source, block, name) || isAssigned(source, block, name)) return undefined;
  const edits =
    method === 'close'
      ? withResource(source, declaration, region)
      : withFinally(source, declaration, region, `${name}.${method}();`);
  if (edits === undefined) return undefined;
  const title =
    method === 'close'
      ? `Open \`${name}\` in try-with-resources`
      : `Call \`${name}.${method}()\` in a \`finally\` block`;
  return { title, edits };
}

interface Region {
  /** What goes into the try. */
  readonly statements: readonly SyntaxNode[];
  /** The statement that gives it back by hand, which is no longer needed. */
  readonly released: SyntaxNode | null;
}

/** Up to where it is given back by hand, if it is; nothing if it is used after that. */
function regionOf(source: Source, rest: readonly SyntaxNode[], name: string, method: string): Region | null {
  const at = rest.findIndex((one) => textOf(source, one).replace(/\s/g, '') === `${name}.${method}();`);
  if (at < 0) return { statements: rest, released: null };
  const [statements, after] = [rest.slice(0, at), rest.slice(at + 1)];
  const declared = [name, ...statements.flatMap((one) => declaredBy(source, one))];
  const used = after.some((one) =>
    below(one, ({ type }) => type === 'identifier').some((each) => declared.includes(textOf(source, each))),
  );
  return used ? null : { statements, released: rest[at] ?? null };
}

function declaredBy(source: Source, statement: SyntaxNode): string[] {
  if (/^(?:class|record|enum|interface)_declaration$/.test(statement.type))
    return [textOf(source, childIn(statement, 'name'))];
  if (statement.type !== 'local_variable_declaration') return [];
  return statement.children
    .filter(({ field }) => field === 'declarator')
    .map((one) => textOf(source, childIn(one, 'name')));
}

/** The variable holds what is acquired, or wrappers around it. */
function isItself(value: SyntaxNode, acquisition: SyntaxNode): boolean {
  let current: SyntaxNode | undefined = value;
  while (current !== undefined && (current.start !== acquisition.start || current.end !== acquisition.end)) {
    if (current.type !== 'object_creation_expression') return false;
    current = childIn(current, 'arguments')?.children[0];
  }
  return current !== undefined;
}

/** Neither returned, nor kept, nor used by code that runs later. */
function staysInside(source: Source, block: SyntaxNode, name: string): boolean {
  return below(block, ({ type }) => type === 'identifier')
    .filter((one) => textOf(source, one) === name)
    .every((one) => {
      const parent = one.parent;
      if (parent === null || one.field === 'name') return true;
      if (
        /^(?:return_statement|yield_statement|array_initializer|cast_expression|ternary_expression)$/.test(
          parent.type,
        )
      )
        return false;
      if (parent.type === 'assignment_expression' && one.field === 'right') return false;
      if (parent.type === 'variable_declarator' && one.field === 'value') return false;
      const later = around(one, /^(?:lambda_expression|class_body)$/);
      return later === null || later.start < block.start;
    });
}

function isAssigned(source: Source, block: SyntaxNode, name: string): boolean {
  return below(block, ({ type }) => type === 'assignment_expression').some(
    (one) => textOf(source, childIn(one, 'left')) === name,
  );
}

function withResource(source: Source, declaration: SyntaxNode, region: Region): TextEdit[] | undefined {
  const { text } = source;
  if (text[declaration.end - 1] !== ';') return undefined;
  const body = bodyEdits(source, declaration, region, (indent) => `${indent}}`);
  return (
    body && [
      { range: { start: declaration.start, end: declaration.start }, text: 'try (' },
      { range: { start: declaration.end - 1, end: declaration.end }, text: ') {' },
      ...body,
    ]
  );
}

function withFinally(
  source: Source,
  declaration: SyntaxNode,
  region: Region,
  release: string,
): TextEdit[] | undefined {
  const { newline } = source;
  const indent = indentAt(source, declaration.start);
  if (indent === null) return undefined;
  const step = stepOf(source, declaration);
  const end = (at: string): string => `${at}} finally {${newline}${at}${step}${release}${newline}${at}}`;
  const body = bodyEdits(source, declaration, region, end);
  return (
    body && [
      { range: { start: declaration.end, end: declaration.end }, text: `${newline}${indent}try {` },
      ...body,
    ]
  );
}

/** Indents the statements, takes out the release by hand, and ends the block. */
function bodyEdits(
  source: Source,
  declaration: SyntaxNode,
  { statements, released }: Region,
  ending: (indent: string) => string,
): TextEdit[] | undefined {
  const { text, newline } = source;
  const indent = indentAt(source, declaration.start);
  const last = statements.at(-1);
  if (indent === null || last === undefined || indentAt(source, last.start) === null) return undefined;
  const from = declaration.end;
  // Lines inside a text block are part of its value.
  if (text.slice(from, last.end).includes('"""')) return undefined;
  const step = stepOf(source, declaration);
  const edits: TextEdit[] = [];
  const lineEnd = text.indexOf('\n', last.end) < 0 ? text.length : text.indexOf('\n', last.end);
  // A comment behind the last statement belongs to it.
  const tail = text.slice(last.end, lineEnd).replace(/\r$/, '');
  const stop = /^[ \t]*(?:\/\/.*)?$/.test(tail) ? last.end + tail.trimEnd().length : last.end;
  for (let at = text.indexOf('\n', from); at >= 0 && at < stop; at = text.indexOf('\n', at + 1)) {
    const next = text.charAt(at + 1);
    if (next !== '\n' && next !== '\r') edits.push({ range: { start: at + 1, end: at + 1 }, text: step });
  }
  if (released === null) edits.push({ range: { start: stop, end: stop }, text: newline + ending(indent) });
  else if (indentAt(source, released.start) === null) return undefined;
  else
    edits.push({ range: { start: released.start - indent.length, end: released.end }, text: ending(indent) });
  return edits;
}
