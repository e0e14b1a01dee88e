/** The majors of ESLint that the plugin is for. A user has one of them; here both are installed. */
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';

/** What tests use of a linter, which is the same in both. */
export interface AnyLinter {
  verify(code: string, config: Linter.Config[], options: Linter.LintOptions): Linter.LintMessage[];
}

export interface Major {
  readonly version: 9 | 10;
  linter(cwd: string): AnyLinter;
}

export const eslintMajors: readonly Major[] = [
  { version: 10, linter: (cwd) => new Linter({ cwd }) },
  { version: 9, linter: (cwd) => new Linter9({ cwd }) },
];
