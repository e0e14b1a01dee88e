/** What was not analysed to the end, in one sentence per file. */
import type { GivenUp } from '../../analysis/finding.ts';
import type { CheckedFile } from './check.ts';
import type { Notice } from './notice.ts';

const words: Readonly<Record<GivenUp['reason'], string>> = {
  'step-limit': 'too many paths',
  'callback-depth': 'callbacks nested too deeply',
  'syntax-error': 'syntax errors',
  'too-large': 'too large',
  'too-deep': 'nested too deeply',
  crash: 'a defect of Leaklint: please report it',
};

/** Why one part was given up. */
export function givenUpWords({ reason, detail }: GivenUp): string {
  return detail === '' ? words[reason] : `${words[reason]} (${detail.split('\n')[0] ?? ''})`;
}

/** Null where all was analysed, or where another notice says already why nothing was. */
export function givenUpNotice(file: CheckedFile): Notice | null {
  if (file.givenUp.length === 0 || file.state === 'unread') return null;
  const reasons = [...new Set(file.givenUp.map((each) => words[each.reason]))].join(', ');
  const count = file.givenUp.length;
  const what = count === 1 ? 'One part of this file was' : `${String(count)} parts of this file were`;
  const crash = file.givenUp.find((each) => each.reason === 'crash');
  const detail = crash === undefined ? '' : ` (${crash.detail.split('\n').slice(0, 2).join(' ').trim()})`;
  return {
    kind: 'given-up',
    file: file.path,
    message: `${what} not analysed to the end: ${reasons}${detail}. Leaks there may be missing from this report.`,
  };
}
