/** Fixes for lost resources in Go. */
import type { Loss } from '../../../analysis/finding.ts';
import type { Fix, FixKind } from '../../../rules/rule.ts';
import { contractProblems, type FixesInput } from '../../shared/fixes/contract.ts';
import { syntaxProblems } from '../../tree-sitter/contract.ts';
import { deferRelease, type Draft } from './defer.ts';
import { readSource, type Source } from './source.ts';
import { timeoutField } from './timeout.ts';
import { transportFix } from './transport.ts';

/** The fixes that can be made safely, in the order of the requests. Never throws; a crash declines the fix. */
export function goFixes(input: FixesInput): readonly Fix[] {
  const source = readSource(input.text);
  if (source === null) return [];
  return input.requests.flatMap(({ kind, safe }) => {
    try {
      const draft = makers[kind]?.(source, input.loss);
      if (!draft) return [];
      const fix: Fix = { kind, safe, title: draft.title, edits: draft.edits };
      return keepsContract(input, fix) ? [fix] : [];
    } catch {
      return [];
    }
  });
}

function keepsContract({ path, text, loss, analyse }: FixesInput, fix: Fix): boolean {
  if (analyse === undefined) return true;
  return (
    contractProblems({ path, before: text, fix, loss, analyse }, { syntax: syntaxProblems('go') }).length ===
    0
  );
}

const makers: Partial<Record<FixKind, (source: Source, loss: Loss) => Draft | undefined>> = {
  'try-finally': deferRelease,
  'timeout-option': (source, loss) => transportFix(source, loss) ?? timeoutField(source, loss),
};
