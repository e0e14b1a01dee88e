/** How a resource gets lost, in words for lists: «on an early return». */
import type { LostPath } from '../../analysis/finding.ts';
import type { Locale } from '../../rules/locale.ts';

const words: Readonly<Record<LostPath, string>> = {
  never: 'never released',
  discarded: 'dropped at once',
  'early-return': 'on an early return',
  'error-callback': 'on the error branch',
  exception: 'after an exception',
  overwritten: 'overwritten',
  'next-round': 'in the next round of a loop',
  abort: 'on timeout or abort',
  'forgotten-field': 'forgotten by the release method',
  'no-release-method': 'kept by a class without a release method',
  'out-of-reach': 'out of reach of the release method',
  'partial-failure': 'when a sibling fails',
  'success-only': 'released on success only',
  'unswept-container': 'left in a container',
  race: 'after the race is decided',
  'per-call': 'made for each call',
  'no-timeout': 'no timeout',
  'timeout-without-handler': 'timeout without effect',
  'pipe-error': 'when the other end of a pipe fails',
  'never-removed': 'never removed',
  'other-handler': 'another function is removed',
  'cancel-dropped': 'cancel function dropped',
  'cancel-too-late': 'cancelled too late',
  unchecked: 'used before its error is checked',
  'blocked-send': 'sends what nobody may receive',
};

export function lostPathWords(lostPath: LostPath, { say }: Locale): string {
  return say(words[lostPath]);
}
