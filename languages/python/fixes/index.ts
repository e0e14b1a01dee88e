/** Fixes for lost resources in Python. */
import type { Fix, FixKind } from '../../../rules/rule.ts';
import { contractProblems, type FixesInput } from '../../shared/fixes/contract.ts';
import { offeredFixes } from '../../shared/fixes/offered.ts';
import { syntaxProblems } from '../../tree-sitter/contract.ts';
import { parse } from '../../tree-sitter/tree.ts';
import { block } from './block.ts';
import type { Draft, FixContext } from './context.ts';
import { releaseInMethod } from './release-method.ts';
import { timeoutOption } from './timeout.ts';

/** The fixes that can be made safely, in the order of the requests. Never throws; a crash declines the fix. */
export function pythonFixes(input: FixesInput): readonly Fix[] {
  const tree = parse('python', input.text);
  if (tree === null || tree.errors.length > 0) return [];
  return offeredFixes(
    input,
    (kind) => makers[kind]?.({ tree, loss: input.loss }),
    (tried) => contractProblems(tried, { syntax: syntaxProblems('python') }),
  );
}

const makers: Readonly<Partial<Record<FixKind, (context: FixContext) => Draft | undefined>>> = {
  'try-finally': block,
  'release-in-dispose': releaseInMethod,
  'timeout-option': timeoutOption,
};
