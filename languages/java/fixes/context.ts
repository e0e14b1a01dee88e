/** What a fix is made from, and what it makes. */

import type { Loss } from '../../../analysis/finding.ts';
import type { FixKind, TextEdit } from '../../../rules/rule.ts';
import type { Source } from '../../tree-sitter/source.ts';

export interface FixContext {
  readonly source: Source;
  readonly loss: Loss;
}

/** A fix without the part that the request says. */
export interface Draft {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Makes the edits of one kind of fix, or declines by giving nothing. */
export type FixMaker = (context: FixContext) => Draft | undefined;

export type FixMakers = Partial<Readonly<Record<FixKind, FixMaker>>>;
