/**
 * The contract that every fix keeps, whatever the language: edits that do not overlap, a text that still parses,
 * nothing changed outside of the edits, the finding gone and no new one.
 */

import type { Loss } from '../../../analysis/finding.ts';
import type { Fix, FixRequest } from '../../../rules/rule.ts';
import { applyEdits } from './apply.ts';

/** What an analysis says about a text: enough to compare two of them. */
export interface Reported {
  readonly rule: string;
  readonly lostPath: string;
  readonly callee: string;
  readonly start: number;
  /** The fixes offered at the finding, where it is to be seen whether one is offered again. */
  readonly fixes?: readonly Fix[];
}

/** What is wanted of the fixes of a language. */
export interface FixesInput {
  readonly path: string;
  readonly text: string;
  readonly loss: Loss;
  /** What is wanted, best first. */
  readonly requests: readonly FixRequest[];
  /** Nobody looks at more than the first that can be made. */
  readonly onlyBest?: boolean;
  /**
   * The findings of the file if it had this text. With it, a fix is given only if the finding goes and none comes:
   * what else is lost at the same place, behind the finding that is shown, only the analysis knows.
   */
  readonly analyse?: (text: string) => readonly Reported[];
}

export interface ContractInput {
  readonly path: string;
  readonly before: string;
  readonly fix: Fix;
  readonly loss: Pick<Loss, 'rule' | 'lostPath' | 'callee' | 'acquisition'>;
  /** Findings of a text; without it the parts of the contract that need an analysis are left out. */
  readonly analyse?: (text: string) => readonly Reported[];
}

/** What a language has to say of the text after a fix, by comparison with the one before. */
export interface LanguageChecks {
  /** Syntax errors that were not there before. */
  syntax(path: string, before: string, after: string): readonly string[];
  /** Anything else, of a text that parses. */
  more?(path: string, before: string, after: string): readonly string[];
}

/** What the fix breaks, one sentence each; nothing if it keeps the contract. */
export function contractProblems(input: ContractInput, language: LanguageChecks): readonly string[] {
  const { path, before, fix } = input;
  const overlapping = editProblems(before, fix);
  if (overlapping.length > 0) return overlapping;
  const after = applyEdits(before, fix.edits);
  const broken = language.syntax(path, before, after);
  if (broken.length > 0) return broken.map((each) => `It no longer parses: ${each}`);
  return [
    ...(after === before ? ['It changes nothing.'] : []),
    ...outsideProblems(before, after, fix),
    ...lineBreakProblems(before, fix),
    ...(language.more?.(path, before, after) ?? []),
    ...(input.analyse ? findingProblems(input, after, input.analyse) : []),
  ];
}

function editProblems(before: string, fix: Fix): readonly string[] {
  const sorted = [...fix.edits].sort((left, right) => left.range.start - right.range.start);
  return sorted.flatMap(({ range }, index) => {
    const next = sorted[index + 1];
    if (range.start > range.end || range.end > before.length || range.start < 0)
      return ['An edit lies outside of the text.'];
    return next && next.range.start < range.end ? ['Two edits overlap.'] : [];
  });
}

/** The text between the edits is there, in order, as it was. */
function outsideProblems(before: string, after: string, fix: Fix): readonly string[] {
  const sorted = [...fix.edits].sort(
    (left, right) => left.range.start - right.range.start || left.range.end - right.range.end,
  );
  let from = 0;
  let at = 0;
  for (const { range, text } of [
    ...sorted,
    { range: { start: before.length, end: before.length }, text: '' },
  ]) {
    const kept = before.slice(from, range.start);
    if (after.slice(at, at + kept.length) !== kept) return ['Text outside of the edits changed.'];
    at += kept.length + text.length;
    from = range.end;
  }
  return at === after.length ? [] : ['Text outside of the edits changed.'];
}

/** A file keeps one kind of line break. */
function lineBreakProblems(before: string, fix: Fix): readonly string[] {
  const crlf = /\r\n/.test(before);
  const wrong = fix.edits.some(({ text }) => (crlf ? /(?<!\r)\n/ : /\r/).test(text));
  return wrong ? ['An edit has other line breaks than the file.'] : [];
}

function findingProblems(
  input: ContractInput,
  after: string,
  analyse: (text: string) => readonly Reported[],
): readonly string[] {
  const { before, fix, loss } = input;
  const found = analyse(before);
  const left = analyse(after);
  const problems: string[] = [];
  const place = movedBy(fix, loss.acquisition.start);
  const isSame = (one: Reported): boolean =>
    one.rule === loss.rule && one.callee === loss.callee && Math.abs(one.start - place) <= SLACK;
  const still = left.find(isSame);
  if (still)
    problems.push(`The finding is still there: ${still.rule} (${still.lostPath}) of ${still.callee}.`);
  for (const one of left) {
    const known = count(found, one);
    if (count(left, one) > known)
      problems.push(`A new finding came: ${one.rule} (${one.lostPath}) of ${one.callee}.`);
  }
  if (still?.fixes?.some((each) => each.kind === fix.kind))
    problems.push('Applied again, it offers the same fix.');
  return [...new Set(problems)];
}

/** An inserted `await (` or `(await ` may move the call by a few characters beyond the edits counted. */
const SLACK = 2;

/** Where an offset of the text before lies in the text after. */
function movedBy(fix: Fix, offset: number): number {
  let moved = offset;
  for (const { range, text } of fix.edits) {
    if (range.start <= offset) moved += text.length - (Math.min(range.end, offset) - range.start);
  }
  return moved;
}

function count(reported: readonly Reported[], like: Reported): number {
  return reported.filter(
    (each) => each.rule === like.rule && each.callee === like.callee && each.lostPath === like.lostPath,
  ).length;
}
