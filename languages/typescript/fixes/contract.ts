/**
 * The contract that every fix keeps, as checks on the text before and after: for offering only
 * what keeps it, for tests, and for the tool that tries every fix of a project.
 */

import type { Loss } from '../../../analysis/finding.ts';
import type { Fix } from '../../../rules/rule.ts';
import { applyEdits } from './apply.ts';
import { newProblems, syntaxProblems } from './contract/compile.ts';
import { nameProblems } from './contract/names.ts';

export { newProblems, type Change } from './contract/compile.ts';

/** What an analysis says about a text: enough to compare two of them. */
export interface Reported {
  readonly rule: string;
  readonly lostPath: string;
  readonly callee: string;
  readonly start: number;
  /** The fixes offered at the finding, where it is to be seen whether one is offered again. */
  readonly fixes?: readonly Fix[];
}

export interface ContractInput {
  readonly path: string;
  readonly before: string;
  readonly fix: Fix;
  readonly loss: Pick<Loss, 'rule' | 'lostPath' | 'callee' | 'acquisition'>;
  /** Findings of a text; without it the parts of the contract that need an analysis are left out. */
  readonly analyse?: (text: string) => readonly Reported[];
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
  const { path, before, fix } = input;
  const overlapping = editProblems(before, fix);
  if (overlapping.length > 0) return overlapping;
  const after = applyEdits(before, fix.edits);
  const broken = syntaxProblems(path, before, after);
  if (broken.length > 0) return broken.map((each) => `It no longer parses: ${each}`);
  return [
    ...(after === before ? ['It changes nothing.'] : []),
    ...outsideProblems(before, after, fix),
    ...lineBreakProblems(before, fix),
    ...nameProblems(path, before, after),
    ...(input.types ? newProblems([{ path, before, after }], input.types).flat() : []),
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
