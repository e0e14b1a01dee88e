/**
 * Fixtures: code that says, in comments under the line, what is to be found there.
 *
 *     const fd = fs.openSync(path, 'r');
 *     //         ^^^^^^^^^^^^^^^^^^^^^^^ warning unclosed-file: The file descriptor `fd` is never closed.
 *     if (!ready) return;
 *     //          ~~~~~~~ related: returns here
 *
 * Carets mark the whole squiggle, or the part of it on its first line. After the colon stands the beginning of
 * the message's first sentence; without a colon any message will do. Tildes mark a station of some finding's
 * path. What begins its line is marked right after the slashes, as these stand in the way:
 *
 *     fs.openSync(path, 'w');
 *     // ^^^^^^^^^^^^^^^^^^^ warning unclosed-file
 *
 * Comments are written as the language has them: `#` instead of the slashes in Python. Everything found must be
 * expected and everything expected found.
 */
import type { Severity } from '../../rules/rule.ts';

export interface Expectation {
  /** Offsets in the text: where it may begin, and where it ends. */
  readonly starts: readonly number[];
  readonly end: number;
  /** Of the marked line, counted from 1. */
  readonly line: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
}

export interface ExpectedStation {
  readonly starts: readonly number[];
  readonly line: number;
  readonly message: string;
}

export interface Fixture {
  readonly expected: readonly Expectation[];
  readonly stations: readonly ExpectedStation[];
  /** The comment that clean fixtures begin with is there. */
  readonly clean: boolean;
}

/** The first line of every clean fixture, so that its reader knows what it is about. */
export const CLEAN_MARK = /^(?:\/\/|#) clean: nothing here may be reported/;

const finding =
  /^\s*(?:\/\/|#)\s*(?<marks>\^+) (?<severity>error|warning|information|hint) (?<rule>[a-z-]+)(?:: (?<message>.*))?$/;
const station = /^\s*(?:\/\/|#)\s*(?<marks>~+) related: (?<message>.*)$/;

/** Throws where a mark is written wrongly: a misspelt expectation must not pass as a comment. */
export function parseFixture(text: string): Fixture {
  const expected: Expectation[] = [];
  const stations: ExpectedStation[] = [];
  let marked: Marked = { offset: 0, indent: 0, line: 1 };
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const starts = startsOf(line, marked);
    const found = finding.exec(line)?.groups;
    const passed = station.exec(line)?.groups;
    if (found) {
      const { marks = '', severity = '', rule = '', message = '' } = found;
      expected.push({
        starts,
        end: (starts[0] ?? 0) + marks.length,
        line: marked.line,
        severity: severityOf(severity),
        rule,
        message: message.trim(),
      });
    } else if (passed) {
      stations.push({ starts, line: marked.line, message: (passed['message'] ?? '').trim() });
    } else if (/^\s*(?:\/\/|#)\s*(?:\^\^|~~)/.test(line)) {
      throw new Error(`line ${String(index + 1)} looks like an expectation but is none: ${line.trim()}`);
    } else {
      marked = { offset, indent: line.search(/\S/), line: index + 1 };
    }
    offset += line.length + 1;
  }
  return { expected, stations, clean: CLEAN_MARK.test(text) };
}

/** The line that marks are about: the last that is no mark itself. */
interface Marked {
  readonly offset: number;
  readonly indent: number;
  readonly line: number;
}

/** Where the marks of a line may mean: where they stand, or, right after the slashes, the beginning of the line. */
function startsOf(marks: string, { offset, indent }: Marked): readonly number[] {
  const start = offset + marks.search(/[\^~]/);
  return /^\s*(?:\/\/|#) ?[\^~]/.test(marks) ? [start, offset + indent] : [start];
}

function severityOf(name: string): Severity {
  switch (name) {
    case 'error':
    case 'warning':
    case 'information':
      return name;
    default:
      return 'hint';
  }
}
