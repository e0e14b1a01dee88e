/** Collects the edits of one fix, and knows how to lay out lines. */

import type { TextEdit } from '../../../rules/rule.ts';
import type { SourceRange } from '../../../analysis/flow/graph.ts';
import { eachChild, type Node, T } from '../ast.ts';
import type { Source } from './source.ts';
import { lineEnd, lineStart, nextLine, withCommentsAbove } from './style.ts';

export class Edits {
  readonly #source: Source;
  readonly #edits: TextEdit[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  insert(at: number, text: string): void {
    this.#edits.push({ range: { start: at, end: at }, text });
  }

  replace(range: SourceRange, text: string): void {
    this.#edits.push({ range, text });
  }

  /** Inserts whole lines before the line that holds the offset. */
  insertLinesBefore(offset: number, lines: readonly string[]): void {
    const { eol } = this.#source.style;
    this.insert(lineStart(this.#source.text, offset), lines.map((line) => line + eol).join(''));
  }

  /** Inserts whole lines after the line that holds the offset, comment at its end included. */
  insertLinesAfter(offset: number, lines: readonly string[]): void {
    const { eol } = this.#source.style;
    this.insert(lineEnd(this.#source.text, offset), lines.map((line) => eol + line).join(''));
  }

  /** Takes a statement out, its line too if nothing else stands on it. */
  removeStatement(node: Node): void {
    const { text } = this.#source;
    const [start, end] = node.range;
    const first = lineStart(text, start);
    const alone = text.slice(first, start).trim() === '' && text.slice(end, lineEnd(text, end)).trim() === '';
    this.replace(alone ? { start: first, end: nextLine(text, end) } : { start, end }, '');
  }

  /** Takes the lines out on which a statement stands, with the comments that belong to it and blank lines before them. */
  removeLines(node: Node): void {
    const { text } = this.#source;
    let start = withCommentsAbove(text, node.range[0]);
    while (start > 0 && text.slice(lineStart(text, start - 1), start).trim() === '')
      start = lineStart(text, start - 1);
    this.replace({ start, end: nextLine(text, node.range[1]) }, '');
  }

  /**
   * Moves the lines that start in the range one level in. Lines that begin inside a template or a string
   * stay as they are: their white space belongs to a value.
   */
  indent({ start, end }: SourceRange): void {
    const { text, style } = this.#source;
    for (let line = lineStart(text, start); line < end; line = nextLine(text, line)) {
      if (lineEnd(text, line) > line && !this.#insideText(line)) this.insert(line, style.unit);
      if (nextLine(text, line) === line) break;
    }
  }

  /** The edits in order; undefined if two contradict each other. */
  finish(): readonly TextEdit[] | undefined {
    const removals = this.#edits.filter(isRemoval);
    // Indentation of a line that goes is not needed. Array sorting is stable, so insertions keep their order.
    const sorted = this.#edits
      .filter(
        (edit) => !isIndentation(edit) || !removals.some(({ range }) => covers(range, edit.range.start)),
      )
      .sort((left, right) => left.range.start - right.range.start || left.range.end - right.range.end);
    const kept: TextEdit[] = [];
    for (const edit of sorted) {
      const before = kept.at(-1);
      if (before && edit.range.start < before.range.end) return undefined;
      if (
        before?.range.start === edit.range.start &&
        before.range.end === edit.range.end &&
        before.range.start === before.range.end
      ) {
        kept.pop();
        kept.push({ range: edit.range, text: before.text + edit.text });
      } else kept.push(edit);
    }
    return kept.length > 0 ? kept : undefined;
  }

  #insideText(offset: number): boolean {
    let node: Node | undefined = this.#source.program;
    while (node) {
      let next: Node | undefined;
      eachChild(node, (child) => {
        if (child.range[0] < offset && offset < child.range[1]) next = child;
      });
      if (next?.type === T.TemplateElement || next?.type === T.Literal) return true;
      node = next;
    }
    return false;
  }
}

function isRemoval({ range, text }: TextEdit): boolean {
  return text === '' && range.end > range.start;
}

function isIndentation({ range, text }: TextEdit): boolean {
  return range.start === range.end && text.trim() === '' && !text.includes('\n');
}

function covers({ start, end }: SourceRange, offset: number): boolean {
  return start <= offset && offset < end;
}
