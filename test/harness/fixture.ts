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
 * path. Everything found must be expected and everything expected found.
 */
import type { Severity } from '../../rules/rule.ts';

export interface Expectation {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Of the marked line, counted from 1. */
  readonly line: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
}

export interface ExpectedStation {
  readonly start: number;
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
export const CLEAN_MARK = '// clean: nothing here may be reported';

const finding =
  /^\s*\/\/\s*(?<marks>\^+) (?<severity>error|warning|information|hint) (?<rule>[a-z-]+)(?:: (?<message>.*))?$/;
const station = /^\s*\/\/\s*(?<marks>~+) related: (?<message>.*)$/;

/** Throws where a mark is written wrongly: a misspelt expectation must not pass as a comment. */
export function parseFixture(text: string): Fixture {
  const expected: Expectation[] = [];
  const stations: ExpectedStation[] = [];
  let marked = { offset: 0, line: 1 };
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const start = marked.offset + line.search(/[\^~]/);
    const found = finding.exec(line)?.groups;
    const passed = station.exec(line)?.groups;
    if (found) {
      const { marks = '', severity = '', rule = '', message = '' } = found;
      expected.push({
        start,
        end: start + marks.length,
        line: marked.line,
        severity: severityOf(severity),
        rule,
        message: message.trim(),
      });
    } else if (passed) {
      stations.push({ start, line: marked.line, message: (passed['message'] ?? '').trim() });
    } else if (/^\s*\/\/\s*(?:\^\^|~~)/.test(line)) {
      throw new Error(`line ${String(index + 1)} looks like an expectation but is none: ${line.trim()}`);
    } else {
      marked = { offset, line: index + 1 };
    }
    offset += line.length + 1;
  }
  return { expected, stations, clean: text.startsWith(CLEAN_MARK) };
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
