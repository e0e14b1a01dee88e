/** Names that a fix leaves undeclared, declares twice, or takes from another variable. */

import type { Variable } from '../../names.ts';
import { readSource, type Source } from '../source.ts';

/** Problems with names that the text before did not have. */
export function nameProblems(path: string, before: string, after: string): readonly string[] {
  const [old, now] = [readSource(path, before), readSource(path, after)];
  if (!old || !now) return [];
  const known = undeclared(old);
  const missing = [...undeclared(now)].filter((name) => !known.has(name) && !GLOBALS.has(name));
  const twice = [...redeclared(now)].filter((name) => !redeclared(old).has(name));
  return [
    ...missing.map((name) => `\`${name}\` is declared nowhere.`),
    ...twice.map((name) => `\`${name}\` is declared twice.`),
  ];
}

/** What fixes use without importing it. */
const GLOBALS: ReadonlySet<string> = new Set([
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'AbortSignal',
  'Error',
  'console',
  'URL',
  'undefined',
  'setTimeout',
  'ReturnType',
]);

function undeclared(source: Source): ReadonlySet<string> {
  const names = new Set<string>();
  const [global] = source.names.scopes;
  for (const reference of global?.through ?? []) names.add(nameOf(reference.identifier));
  return names;
}

function nameOf(identifier: { readonly name: unknown }): string {
  return typeof identifier.name === 'string' ? identifier.name : '';
}

function redeclared({ names }: Source): ReadonlySet<string> {
  return new Set(names.variables.filter(isDeclaredTwice).map((variable) => variable.name));
}

function isDeclaredTwice(variable: Variable): boolean {
  const lexical = variable.defs.filter(
    ({ type, parent }) =>
      type === 'Variable' && parent?.type === 'VariableDeclaration' && parent.kind !== 'var',
  );
  return lexical.length > 1 || (lexical.length === 1 && variable.defs.length > 1);
}
