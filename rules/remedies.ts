/** Which fixes suit which loss. The language turns a request into edits, or declines it. */
import type { Loss } from '../analysis/finding.ts';
import type { FixRequest } from './rule.ts';

/**
 * Fixes for a resource that is not given back, best first.
 *
 * A fix is *safe* only where the code itself shows when the resource is done: it is released on the ordinary
 * path, and the fix merely makes the other paths do the same. What is never released may be in use for
 * longer than we see, so those fixes are offered but never run unasked.
 */
export function resourceFixes(loss: Loss): readonly FixRequest[] {
  switch (loss.lostPath) {
    case 'never':
      return blockFixes(loss, false);
    case 'exception':
      return blockFixes(loss, loss.resource !== undefined);
    case 'early-return':
      return [...blockFixes(loss, true), { kind: 'release-before-exit', safe: true }];
    case 'error-callback':
    case 'abort':
      return [{ kind: 'release-before-exit', safe: true }];
    case 'next-round':
      return blockFixes(loss, false);
    case 'discarded':
      return [{ kind: 'release-discarded', safe: loss.resource?.plain === true }];
    case 'forgotten-field':
      return [{ kind: 'release-in-dispose', safe: false }];
    default:
      return [];
  }
}

/** The forms that hold a block: only a local can be bound to one. */
function blockFixes(loss: Loss, safe: boolean): readonly FixRequest[] {
  if (loss.holder.kind !== 'local') return [];
  const disposable = loss.resource?.disposable;
  const fixes: FixRequest[] = [];
  if (disposable?.async !== undefined) fixes.push({ kind: 'await-using', safe });
  if (disposable?.sync !== undefined) fixes.push({ kind: 'using', safe });
  return [...fixes, { kind: 'try-finally', safe }];
}
