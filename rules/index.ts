/** All rules, in the order in which lists show them. */
import { clientPerCall } from './client-per-call/rule.ts';
import { lostCancel } from './lost-cancel/rule.ts';
import { missingTimeout } from './missing-timeout/rule.ts';
import type { Rule } from './rule.ts';
import { unclearedTimer } from './uncleared-timer/rule.ts';
import { unclosedFile } from './unclosed-file/rule.ts';
import { unclosedSocket } from './unclosed-socket/rule.ts';
import { undisposedLoop } from './undisposed-loop/rule.ts';
import { undisposedValue } from './undisposed-value/rule.ts';
import { unreleasedConnection } from './unreleased-connection/rule.ts';
import { unremovedListener } from './unremoved-listener/rule.ts';
import { unsafePipe } from './unsafe-pipe/rule.ts';

export const rules: readonly Rule[] = [
  unclosedFile,
  unclosedSocket,
  unreleasedConnection,
  undisposedLoop,
  unclearedTimer,
  unremovedListener,
  missingTimeout,
  clientPerCall,
  unsafePipe,
  lostCancel,
  undisposedValue,
];
