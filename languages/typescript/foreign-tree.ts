/** Trees and scopes that another program made with a parser of its own, such as ESLint. */
import { isNode, T, type Tree } from './ast.ts';
import { lowerESTree, type SourceTree } from './lower.ts';
import type { ScopeManager } from './names.ts';

export interface ForeignTree extends Pick<SourceTree, 'path' | 'text' | 'comments'> {
  /** ESTree with `range` on every node. */
  readonly program: unknown;
  /** What `eslint-scope` or `@typescript-eslint/scope-manager` made of it. */
  readonly scopes: unknown;
}

/** Lowers it; null if it is not what it should be. */
export function lowerForeignTree({ program, scopes, ...rest }: ForeignTree): ReturnType<typeof lowerESTree> {
  if (!isProgram(program)) return null;
  return lowerESTree({ ...rest, program, scopes: isScopeManager(scopes) ? scopes : undefined });
}

function isProgram(value: unknown): value is Tree.Program {
  return isNode(value) && value.type === T.Program && Array.isArray(value.range);
}

function isScopeManager(value: unknown): value is ScopeManager {
  return (
    typeof value === 'object' &&
    value !== null &&
    'scopes' in value &&
    Array.isArray(value.scopes) &&
    'acquire' in value &&
    typeof value.acquire === 'function'
  );
}
