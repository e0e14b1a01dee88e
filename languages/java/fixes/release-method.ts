/** A line in the method in which a class gives back what it holds. */

import { around, below, indentAt, nodeAt, type Source, textOf } from '../../tree-sitter/source.ts';
import { childIn, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { Draft, FixContext } from './context.ts';
import { isHandled, thrownBy } from './exceptions.ts';

/** Gives back a forgotten field at the end of the class's release method. */
export function releaseInMethod({ source, loss }: FixContext): Draft | undefined {
  const { holder, resource } = loss;
  if (holder.kind !== 'field' || holder.releaseMethod === null || !/^\w+$/.test(holder.name))
    return undefined;
  if (holder.contained === true) return undefined;
  const release = resource?.releases.find((one) => 'method' in one && one.secondary !== true);
  if (resource === undefined || release === undefined || !('method' in release)) return undefined;
  const body = around(nodeAt(source, loss.acquisition), /^class_body$/);
  const method = body && methodNamed(source, body, holder.releaseMethod);
  const block = childIn(method, 'body');
  if (body === null || method === null || block === undefined) return undefined;
  // What follows an early return is not always reached.
  if (below(block, ({ type }) => type === 'return_statement' || type === 'throw_statement').length > 0)
    return undefined;
  const last = block.children.at(-1);
  const indent = last && indentAt(source, last.start);
  if (last === undefined || indent === null || indent === undefined) return undefined;
  if (!isHandled(source, last, thrownBy(resource, release.method))) return undefined;
  const { name } = holder;
  const call = `${name}.${release.method}();`;
  const line = isAlwaysThere(source, body, name) ? call : `if (${name} != null) ${call}`;
  return {
    title: `Call \`${name}.${release.method}()\` in \`${holder.releaseMethod}()\``,
    edits: [{ range: { start: last.end, end: last.end }, text: `${source.newline}${indent}${line}` }],
  };
}

function methodNamed(source: Source, body: SyntaxNode, name: string): SyntaxNode | null {
  const found = body.children.filter(
    (one) => one.type === 'method_declaration' && textOf(source, childIn(one, 'name')) === name,
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** A final field has its value once the instance is made. */
function isAlwaysThere(source: Source, body: SyntaxNode, name: string): boolean {
  return body.children.some(
    (one) =>
      one.type === 'field_declaration' &&
      /\bfinal\b/.test(
        textOf(
          source,
          one.children.find(({ type }) => type === 'modifiers'),
        ),
      ) &&
      one.children.some(
        (each) => each.field === 'declarator' && textOf(source, childIn(each, 'name')) === name,
      ),
  );
}
