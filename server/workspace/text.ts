/** Bytes to text and offsets to positions. */

export interface SourceText {
  /** The text without its byte order mark. Offsets everywhere count from here. */
  readonly text: string;
  /** The file starts with a byte order mark, which has to be written back. */
  readonly byteOrderMark: boolean;
  /** Some bytes are no UTF-8, so writing the text back would change them. */
  readonly lossy: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const tolerant = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes UTF-8; bytes that are none become U+FFFD and are remembered. */
export function decode(bytes: Uint8Array): SourceText {
  let text: string;
  let lossy = false;
  try {
    text = strict.decode(bytes);
  } catch {
    text = tolerant.decode(bytes);
    lossy = true;
  }
  const byteOrderMark = text.charCodeAt(0) === 0xfeff;
  return { text: byteOrderMark ? text.slice(1) : text, byteOrderMark, lossy };
}

export function encode(source: Pick<SourceText, 'text' | 'byteOrderMark'>): Buffer {
  return Buffer.from(source.byteOrderMark ? `\uFEFF${source.text}` : source.text, 'utf8');
}

/** A place in a file: line and column count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where lines start, for turning offsets into positions. */
export class LineMap {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      // A carriage return alone ends a line too, as editors see it.
      if (unit === 10 || (unit === 13 && text.charCodeAt(index + 1) !== 10)) this.#starts.push(index + 1);
    }
  }

  get lines(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle + 1) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.start(low + 1) + 1 };
  }

  /** The offset at which a line starts; the end of the text for lines that do not exist. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length;
  }

  /** A line's text without its end. */
  line(line: number): string {
    return this.#text.slice(this.start(line), this.start(line + 1)).replace(/[\r\n]+$/, '');
  }
}
