/** Whether a checked exception that a release declares is taken care of where it would be called. */

import { type Source, textOf } from '../../tree-sitter/source.ts';
import type { SyntaxNode } from '../../tree-sitter/tree.ts';
import { childOf, childIn } from '../../tree-sitter/tree.ts';
import type { ResourceType } from '../../../analysis/catalogue/model.ts';

/** What giving back throws by its declaration; null: nothing that is checked. */
export function thrownBy(resource: ResourceType, method: string): string | null {
  const [type = ''] = resource.types ?? [];
  if (
    method !== 'close' ||
    /(?:Scanner|PrintWriter|PrintStream|Formatter|\.stream#Stream|URLClassLoader)$/.test(type)
  )
    return method === 'close' && type.endsWith('URLClassLoader') ? 'IOException' : null;
  if (type.startsWith('java.sql#')) return 'SQLException';
  if (/^(?:java\.(?:io|nio|net|util\.zip|util\.jar)[.#]|org\.apache\.h)/.test(type)) return 'IOException';
  return null;
}

/** Supertypes by which the exceptions above can be declared or caught. */
const ABOVE: Readonly<Record<string, RegExp>> = {
  IOException: /^(?:java\.io\.)?IOException$|^(?:java\.lang\.)?(?:Exception|Throwable)$/,
  SQLException: /^(?:java\.sql\.)?SQLException$|^(?:java\.lang\.)?(?:Exception|Throwable)$/,
};

/** Whether an exception thrown at a node is caught or declared before it leaves its method or lambda. */
export function isHandled(source: Source, node: SyntaxNode, exception: string | null): boolean {
  if (exception === null) return true;
  const fits = (type: SyntaxNode): boolean => ABOVE[exception]?.test(textOf(source, type)) ?? false;
  let inner = node;
  for (let current = node.parent; current !== null; inner = current, current = current.parent) {
    if (/^try_/.test(current.type) && inner.field === 'body') {
      const clauses = current.children.filter(({ type }) => type === 'catch_clause');
      const caught = clauses.flatMap(
        (one) => childOf(childOf(one, 'catch_formal_parameter'), 'catch_type')?.children ?? [],
      );
      if (caught.some(fits)) return true;
    }
    if (current.type === 'lambda_expression') return false;
    if (current.type === 'method_declaration' || current.type === 'constructor_declaration')
      return childOf(current, 'throws')?.children.some(fits) ?? false;
    if (childIn(current, 'superclass') !== undefined || current.type === 'class_body') return false;
  }
  return false;
}
