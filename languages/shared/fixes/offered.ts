/** From what is wanted to what is offered: drafts that keep the contract. */

import type { Fix, FixKind } from '../../../rules/rule.ts';
import type { contractProblems, ContractInput, FixesInput } from './contract.ts';

/** What a fix is before it has been tried. */
export type Draft = Pick<Fix, 'title' | 'edits'>;

/**
 * The fixes that can be made safely, in the order of the requests. Never throws; a crash declines the fix.
 *
 * @param draftOf undefined where a fix of the kind cannot be made here
 * @param problemsOf what a fix breaks, see {@link contractProblems}; asked only where an analysis is given
 */
export function offeredFixes(
  input: FixesInput,
  draftOf: (kind: FixKind) => Draft | undefined,
  problemsOf: (input: ContractInput) => ReturnType<typeof contractProblems>,
): readonly Fix[] {
  const { path, text, loss, analyse } = input;
  const offered: Fix[] = [];
  for (const { kind, safe } of input.requests) {
    // Each is tried by an analysis of the text that it leaves.
    if (input.onlyBest === true && offered.length > 0) break;
    try {
      const draft = draftOf(kind);
      if (draft === undefined) continue;
      const fix: Fix = { kind, safe, title: draft.title, edits: draft.edits };
      if (analyse === undefined || problemsOf({ path, before: text, fix, loss, analyse }).length === 0)
        offered.push(fix);
    } catch {
      continue;
    }
  }
  return offered;
}
