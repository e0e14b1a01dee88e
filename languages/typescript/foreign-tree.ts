/** Trees and scopes that another program made with a parser of its own, such as ESLint. */
import { isProgram } from './ast.ts';
import { lowerESTree, type SourceTree } from './lower.ts';
import { isScopeManager } from './names.ts';

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
