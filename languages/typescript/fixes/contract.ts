/** The contract of fixes, with what TypeScript and JavaScript add: names still mean what they meant, types agree. */

import {
  contractProblems,
  type ContractInput as SharedInput,
  type LanguageChecks,
} from '../../shared/fixes/contract.ts';
import { nameProblems } from './contract/names.ts';
import { syntaxProblems } from './contract/syntax.ts';
import { newProblems } from './contract/types.ts';

export { newProblems, type Change } from './contract/types.ts';
export type { Reported } from '../../shared/fixes/contract.ts';

export interface ContractInput extends SharedInput {
  /** Ask the compiler about types as well; for many fixes at once, `newProblems` is the cheaper way. */
  readonly types?: TypeHost;
}

/** Where the compiler finds declarations: given by the caller, because this folder reads no files. */
export interface TypeHost {
  readFile(path: string): string | undefined;
  readonly libFolder: string;
  readonly root: string;
}

/** What the fix breaks, one sentence each; nothing if it keeps the contract. */
export function checkFixContract(input: ContractInput): readonly string[] {
  const { types } = input;
  const checks: LanguageChecks = {
    syntax: syntaxProblems,
    more: (path, before, after) => [
      ...nameProblems(path, before, after),
      ...(types ? newProblems([{ path, before, after }], types).flat() : []),
    ],
  };
  return contractProblems(input, checks);
}
