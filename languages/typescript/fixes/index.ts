/** Fixes for lost resources in TypeScript and JavaScript. */

import type { Fix, Say } from '../../../rules/rule.ts';
import type { FixMakers } from './context.ts';
import type { FixesInput } from '../../shared/fixes/contract.ts';
import { offeredFixes } from '../../shared/fixes/offered.ts';
import { checkFixContract } from './contract.ts';
import type { FixEnvironment } from './environment.ts';
import { clearLosingTimer } from './kinds/clear-losing-timer.ts';
import { removeListener, sameHandler } from './kinds/listeners.ts';
import { pipeline } from './kinds/pipeline.ts';
import { releaseBeforeExit } from './kinds/release-before-exit.ts';
import { releaseDiscarded } from './kinds/release-discarded.ts';
import { releaseInDispose } from './kinds/release-in-dispose.ts';
import { timeoutHandler, timeoutOption, timeoutSignal } from './kinds/timeout.ts';
import { tryFinally } from './kinds/try-finally.ts';
import { awaitUsing, using } from './kinds/using.ts';
import { readSource } from './source.ts';

export type { Reported } from './contract.ts';
export type { FixEnvironment } from './environment.ts';

export interface FixInput extends FixesInput {
  readonly environment: FixEnvironment;
  /** Says titles in the reader's language. */
  readonly say: Say;
}

/** The fixes that can be made safely, in the order of the requests. Never throws; a crash declines the fix. */
export function computeFixes(input: FixInput): readonly Fix[] {
  const { say } = input;
  const source = readSource(input.path, input.text);
  if (!source) return [];
  const { loss, environment } = input;
  return offeredFixes(input, (kind) => makers[kind]({ source, loss, environment, say }), checkFixContract);
}

const makers: FixMakers = {
  using,
  'await-using': awaitUsing,
  'try-finally': tryFinally,
  'release-before-exit': releaseBeforeExit,
  'release-discarded': releaseDiscarded,
  'timeout-option': timeoutOption,
  'timeout-signal': timeoutSignal,
  'timeout-handler': timeoutHandler,
  pipeline,
  'clear-losing-timer': clearLosingTimer,
  'release-in-dispose': releaseInDispose,
  'remove-listener': removeListener,
  'same-handler': sameHandler,
};
