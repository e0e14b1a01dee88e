/** Fixes for lost resources in Java. */

import type { Fix } from '../../../rules/rule.ts';
import { contractProblems, type FixesInput } from '../../shared/fixes/contract.ts';
import { offeredFixes } from '../../shared/fixes/offered.ts';
import { syntaxProblems } from '../../tree-sitter/contract.ts';
import { tryBlock } from './block.ts';
import type { FixMakers } from './context.ts';
import { releaseInMethod } from './release-method.ts';
import { readSource } from '../../tree-sitter/source.ts';
import { connectionTimeouts } from './timeout.ts';

/** The fixes that can be made safely, in the order of the requests. Never throws; a crash declines the fix. */
export function javaFixes(input: FixesInput): readonly Fix[] {
  const source = readSource('java', input.text, 'named');
  if (source === null) return [];
  return offeredFixes(
    input,
    (kind) => makers[kind]?.({ source, loss: input.loss }),
    (tried) => contractProblems(tried, { syntax: syntaxProblems('java') }),
  );
}

const makers: FixMakers = {
  'try-finally': tryBlock,
  'release-in-dispose': releaseInMethod,
  'timeout-option': connectionTimeouts,
};
