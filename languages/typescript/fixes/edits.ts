/** Collects the edits of one fix, and knows how to lay out lines. */

import type { TextEdit } from '../../../rules/rule.ts';
import type { SourceRange } from '../../../analysis/flow/graph.ts';
import { eachChild, type Node, T } from '../ast.ts';
import type { Source } from './source.ts';
import { lineEnd, lineStart, nextLine } from './style.ts';

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

  /** The edits in order. Those that an other one swallows are dropped; undefined if two contradict each other. */
  finish(): readonly TextEdit[] | undefined {
    const sorted = this.#edits
      .map((edit, index) => ({ edit, index }))
      .sort(
        (left, right) =>
          left.edit.range.start - right.edit.range.start ||
          left.edit.range.end - right.edit.range.end ||
          left.index - right.index,
      )
      .map(({ edit }) => edit);
    const kept: TextEdit[] = [];
    for (const edit of sorted) {
      const before = kept.at(-1);
      if (before && edit.range.start < before.range.end) {
        // Indentation inside a removed line goes with the line; anything else would be lost.
        const blank = edit.text.trim() === '' && edit.range.start === edit.range.end;
        if (!blank) return undefined;
        continue;
      }
      if (before && isRemoval(edit) && isBlankInsertion(before) && before.range.start === edit.range.start) {
        kept.pop();
      }
      const previous = kept.at(-1);
      if (previous?.range.end === edit.range.start && previous.range.start === edit.range.start) {
        kept.pop();
        kept.push({ range: edit.range, text: previous.text + edit.text });
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

function isBlankInsertion({ range, text }: TextEdit): boolean {
  return range.start === range.end && text.trim() === '' && !text.includes('\n');
}
