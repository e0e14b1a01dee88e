/** What to do about a lost resource: one sentence for each way in which it gets lost. */
import type { Loss } from '../analysis/finding.ts';
import type { ResourceKind } from '../analysis/catalogue/model.ts';
import type { Locale } from './locale.ts';
import { languageOf, opensInTry, opensInWith } from './languages.ts';
import { containerOf, ownerOf, releaseMethodOf } from './parts.ts';
import { declarationOf, releaseCall, verbOf } from './wording.ts';

export function whatToDo(loss: Loss, locale: Locale): string {
  const { say } = locale;
  const { bare, done, does } = verbOf(loss, locale);
  const verb = locale.capital(bare);
  const call = releaseCall(loss);
  const by = call === null ? '' : say(' with {call}', { call });
  const method = releaseMethodOf(loss, locale);
  switch (loss.lostPath) {
    case 'never':
      if (livesOn.has(loss.kind) && languageOf(loss) !== 'go')
        return say('{verb} it{by} when it is no longer needed.', { verb, by });
      return inAnyCase(loss, locale);
    case 'exception':
    case 'early-return':
    case 'next-round':
      return inAnyCase(loss, locale);
    case 'discarded':
      return say('Keep the result and {bare} it{by}.', { bare, by });
    case 'error-callback':
      return say('{verb} it{by} before the error is passed on.', { verb, by });
    case 'overwritten':
      return say('{verb} the old one{by} before another takes its place.', { verb, by });
    case 'abort':
    case 'success-only':
      return say('{verb} it{by} on every way out, not only on success.', { verb, by });
    case 'forgotten-field':
      return say('{verb} it{by} in {method}.', { verb, by, method });
    case 'no-release-method': {
      const values = { owner: ownerOf(loss, locale), does, by };
      return say(
        'Give {owner} a `dispose()` or `close()` that {does} it{by}, and call that when the object is done.',
        values,
      );
    }
    case 'out-of-reach':
      return say('Keep it in a field, and {bare} it in {method}.', { bare, method });
    case 'partial-failure':
      return say(
        'Acquire one after another, each inside the `try` of the one before, or use `Promise.allSettled` and {bare} those that were acquired.',
        { bare },
      );
    case 'unswept-container': {
      const values = { verb, container: containerOf(loss, locale), method };
      return say('{verb} all that is left in {container} in {method}.', values);
    }
    case 'race':
      return say('{verb} it in a `finally` after the race{by}.', { verb, by });
    case 'per-call':
      return say('Make it once and share it, or see that it is {done} when the call ends.', { done });
    case 'no-timeout':
      return say('Set a timeout, or pass a signal: `AbortSignal.timeout(…)`.');
    case 'timeout-without-handler':
      return say("Destroy it in a `'timeout'` handler.");
    case 'pipe-error':
      return say('Use `pipeline` from `node:stream`, which destroys both ends when one fails.');
    case 'never-removed':
      return say('{verb} it when its owner is done.', { verb });
    case 'other-handler':
      return say('Keep the handler in a variable, and name that variable when adding and when removing.');
    case 'cancel-dropped':
      return say('Keep it, and cancel on every way out.');
    case 'cancel-too-late':
      return say('Make it first, and pass its signal to the call.');
    case 'unchecked':
      return say('Check the error first, and only then work with what the call gives.');
    case 'blocked-send':
      return say('Send inside a `select` that also waits for the channel which the release method closes.');
  }
}

/** What the language has for giving back on every way out of a block. */
function inAnyCase(loss: Loss, locale: Locale): string {
  const { say } = locale;
  const { bare } = verbOf(loss, locale);
  const verb = locale.capital(bare);
  const call = releaseCall(loss);
  const by = call === null ? '' : say(' with {call}', { call });
  // Only a local can be declared so: what a field or container holds lives longer than a block.
  const local = loss.holder.kind === 'local' || loss.holder.kind === 'nobody';
  if (languageOf(loss) === 'go' && call !== null)
    return say('Defer it as soon as the error is checked: {call}.', { call: call.replace('`', '`defer ') });
  if (local && opensInWith(loss))
    return say('Open it in a `with` statement, or {bare} it in a `finally`{by}.', { bare, by });
  if (local && opensInTry(loss))
    return say('Open it in the head of a `try (…)`, or {bare} it in a `finally`{by}.', { bare, by });
  const declaration = declarationOf(loss);
  return declaration === null || !local
    ? say('{verb} it in a `finally`{by}.', { verb, by })
    : say('{verb} it in a `finally`{by}, or declare it with {declaration}.', { verb, by, declaration });
}

/** Made to work on after the function has returned, so no block can hold them. */
const livesOn: ReadonlySet<ResourceKind> = new Set([
  'server',
  'watcher',
  'observer',
  'websocket',
  'subscription',
  'listener',
  'channel',
  'interface',
  'timer',
]);
