/** Fixes for lost resources in Go. */
import type { Loss } from '../../../analysis/finding.ts';
import type { Fix, FixKind } from '../../../rules/rule.ts';
import { contractProblems, type FixesInput } from '../../shared/fixes/contract.ts';
import { offeredFixes } from '../../shared/fixes/offered.ts';
import { syntaxProblems } from '../../tree-sitter/contract.ts';
import { deferRelease, type Draft } from './defer.ts';
import { readSource, type Source } from '../../tree-sitter/source.ts';
import { timeoutField } from './timeout.ts';
import { transportFix } from './transport.ts';

/** The fixes that can be made safely, in the order of the requests. Never throws; a crash declines the fix. */
export function goFixes(input: FixesInput): readonly Fix[] {
  const source = readSource('go', input.text);
  if (source === null) return [];
  return offeredFixes(
    input,
    (kind) => makers[kind]?.(source, input.loss),
    (tried) => contractProblems(tried, { syntax: syntaxProblems('go') }),
  );
}

const makers: Partial<Record<FixKind, (source: Source, loss: Loss) => Draft | undefined>> = {
  'try-finally': deferRelease,
  'timeout-option': (source, loss) => transportFix(source, loss) ?? timeoutField(source, loss),
};
