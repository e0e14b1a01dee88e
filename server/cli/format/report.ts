/** What a scan brings, in the form that every output format starts from. */
import type { Locale } from '../../../rules/locale.ts';
import type { Fix, Severity } from '../../../rules/rule.ts';
import type { PlacedFinding } from '../../workspace/check.ts';
import type { Notice } from '../../workspace/notice.ts';
import type { LineMap } from '../../workspace/text.ts';

export interface ReportedFinding extends PlacedFinding {
  /** Absolute path. */
  readonly path: string;
  /** Fixes that can be applied as they are, best first. */
  readonly fixes: readonly Fix[];
}

export interface Summary {
  readonly files: number;
  /** Files that were parsed; most name nothing that is looked for. */
  readonly parsed: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
  /** Silenced by comments. */
  readonly suppressed: number;
  /** Silenced by the baseline. */
  readonly baseline: number;
  readonly givenUp: number;
  readonly milliseconds: number;
}

export interface Report {
  /** The folder that paths are shown relative to. */
  readonly cwd: string;
  /** Shown findings, by file and place. */
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
  /** The language of the messages, in which pages are then written too. */
  readonly locale: Locale;
  readonly summary: Summary;
  /** Lines of a file that is in the report, or on a path in it. */
  lines(path: string): LineMap | null;
}

/** A format: the whole output at once. */
export type Formatter = (report: Report, options: { readonly colour: boolean }) => string;

const ranks: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 };

export function rankOf(severity: Severity): number {
  return ranks[severity];
}
