/** What was not analysed to the end, in one sentence per file. */
import type { GivenUp } from '../../analysis/finding.ts';
import type { Locale } from '../../rules/locale.ts';
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
export function givenUpWords({ reason, detail }: GivenUp, { say }: Locale): string {
  return detail === ''
    ? say(words[reason])
    : say('{reason} ({detail})', { reason: say(words[reason]), detail: detail.split('\n')[0] ?? '' });
}

/** Null where all was analysed, or where another notice says already why nothing was. */
export function givenUpNotice(file: CheckedFile, { say }: Locale): Notice | null {
  if (file.givenUp.length === 0 || file.state === 'unread') return null;
  const all = [...new Set(file.givenUp.map((each) => say(words[each.reason])))].join(say(', '));
  const count = file.givenUp.length;
  const crash = file.givenUp.find((each) => each.reason === 'crash');
  const detail = crash?.detail.split('\n').slice(0, 2).join(' ').trim();
  const reasons = detail === undefined ? all : say('{reason} ({detail})', { reason: all, detail });
  return {
    kind: 'given-up',
    file: file.path,
    message:
      count === 1
        ? say(
            'One part of this file was not analysed to the end: {reasons}. Leaks there may be missing from this report.',
            { reasons },
          )
        : say(
            '{count} parts of this file were not analysed to the end: {reasons}. Leaks there may be missing from this report.',
            { count: String(count), reasons },
          ),
  };
}
