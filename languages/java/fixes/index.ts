/** Fixes for lost resources in Java. */

import type { Fix } from '../../../rules/rule.ts';
import { contractProblems, type FixesInput } from '../../shared/fixes/contract.ts';
import { syntaxProblems } from '../../tree-sitter/contract.ts';
import { tryBlock } from './block.ts';
import type { FixMakers } from './context.ts';
import { releaseInMethod } from './release-method.ts';
import { readSource } from './source.ts';
import { connectionTimeouts } from './timeout.ts';

/** The fixes that can be made safely, in the order of the requests. Never throws; a crash declines the fix. */
export function javaFixes(input: FixesInput): readonly Fix[] {
  const source = readSource(input.text);
  if (source === null) return [];
  return input.requests.flatMap(({ kind, safe }) => {
    try {
      const draft = makers[kind]?.({ source, loss: input.loss });
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
    contractProblems({ path, before: text, fix, loss, analyse }, { syntax: syntaxProblems('java') })
      .length === 0
  );
}

const makers: FixMakers = {
  'try-finally': tryBlock,
  'release-in-dispose': releaseInMethod,
  'timeout-option': connectionTimeouts,
};
