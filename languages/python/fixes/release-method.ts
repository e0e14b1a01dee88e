/** Adds a line to the method that releases the other fields. */
import { childIn, namedChildren, walk, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { acquisitionOf, indentAt, newline, type Draft, type FixContext } from './context.ts';

export function releaseInMethod(context: FixContext): Draft | undefined {
  const { holder, releases } = context.loss;
  const { text } = context.tree;
  const [release] = releases;
  if (holder.kind !== 'field' || holder.releaseMethod === null || release === undefined) return undefined;
  if (holder.contained === true) return undefined;
  if (!('method' in release) || release.awaitable === true || holder.name.includes('.')) return undefined;
  const method = methodNamed(context, holder.releaseMethod);
  const last = namedChildren(childIn(method, 'body')).at(-1);
  const self = namedChildren(childIn(method, 'parameters'))[0];
  const indent = last === undefined ? null : indentAt(text, last.start);
  if (last === undefined || self?.type !== 'identifier' || indent === null) return undefined;
  if (last.type === 'return_statement' || last.type === 'raise_statement') return undefined;
  const field = `${text.slice(self.start, self.end)}.${holder.name}`;
  const line = `${newline(text)}${indent}${field}.${release.method}()`;
  return {
    title: `Release \`${field}\` in \`${holder.releaseMethod}\``,
    edits: [{ range: { start: last.end, end: last.end }, text: line }],
  };
}

/** The method of the class around the acquisition. */
function methodNamed(context: FixContext, name: string): SyntaxNode | undefined {
  let owner: SyntaxNode | null | undefined = acquisitionOf(context);
  while (owner && owner.type !== 'class_definition') owner = owner.parent;
  const body = childIn(owner, 'body');
  if (body === undefined) return undefined;
  for (const node of walk(body, (each) => each.type === 'decorated_definition')) {
    const own = node.type === 'function_definition' ? childIn(node, 'name') : undefined;
    if (own !== undefined && context.tree.text.slice(own.start, own.end) === name) return node;
  }
  return undefined;
}
