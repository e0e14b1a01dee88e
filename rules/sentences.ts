/**
 * The sentences that most rules share: one for each way in which a resource gets lost. The first one stands
 * alone, because one-line reports cut there; so it names the resource and the path and nothing else.
 */
import type { Loss } from '../analysis/finding.ts';
import type { Locale } from './locale.ts';
import type { Message } from './rule.ts';
import { whatToDo } from './remedy-sentences.ts';
import { containerOf, failure, ownerOf, placeOf, releaseMethodOf } from './parts.ts';
import { callOf, isOfUnknownKind, nounOf, subjectOf, verbOf } from './wording.ts';

/** The message of a resource that is not given back. Rules replace the parts for which they know better words. */
export function resourceMessage(loss: Loss, locale: Locale, better: Partial<Message> = {}): Message {
  return {
    what: better.what ?? whatIsLost(loss, locale),
    why: better.why ?? whyItMatters(loss, locale),
    action: better.action ?? whatToDo(loss, locale),
  };
}

function whatIsLost(loss: Loss, locale: Locale): string {
  const { say } = locale;
  const subject = subjectOf(loss, locale);
  const { bare, done, does } = verbOf(loss, locale);
  const call = callOf(loss);
  const noun = nounOf(loss, locale);
  const one = locale.one(noun);
  const method = releaseMethodOf(loss, locale);
  switch (loss.lostPath) {
    case 'never':
    case 'never-removed':
      return say('{subject} is never {done}.', { subject, done });
    case 'discarded':
      return say('The {noun} from {call} is dropped at once, so nothing can {bare} it.', {
        noun,
        call,
        bare,
      });
    case 'early-return':
      // Where that is the only or the last way out, nothing is early.
      if (loss.path.at(-1)?.last === true)
        return say('{subject} is not {done} on every path.', { subject, done });
      return say('{subject} is not {done} when the function returns early.', { subject, done });
    case 'error-callback':
      return say('{subject} is not {done} on the error branch.', { subject, done });
    case 'exception':
      return say('{subject} is not {done} {failure}.', { subject, done, failure: failure(loss, locale) });
    case 'overwritten':
      return say('{subject} is replaced by another before it is {done}.', { subject, done });
    case 'next-round':
      return say('{subject} is not {done} before the next round of the loop.', { subject, done });
    case 'abort':
      return say('{subject} is not {done} on the timeout or abort path.', { subject, done });
    case 'forgotten-field': {
      const values = { method: locale.capital(method), bare, subject: locale.inside(subject) };
      return say('{method} does not {bare} {subject}.', values);
    }
    case 'no-release-method': {
      const values = { owner: ownerOf(loss, locale), one, place: placeOf(loss, locale), does };
      return say('{owner} keeps {one}{place} and has no method that {does} it.', values);
    }
    case 'out-of-reach':
      return say('{subject} is kept in a local variable, so {method} cannot {bare} it.', {
        subject,
        method,
        bare,
      });
    case 'partial-failure':
      return say('{subject} is not {done} if another promise of the same `Promise.all` rejects.', {
        subject,
        done,
      });
    case 'success-only':
      return say('{subject} is {done} on success only.', { subject, done });
    case 'unswept-container': {
      const values = { one: locale.capital(one), container: containerOf(loss, locale), done, method };
      return say('{one} left in {container} is not {done} by {method}.', values);
    }
    case 'race':
      return say('{subject} is not {done} once the race is decided.', { subject, done });
    case 'per-call':
      return say('{one} is made on each call, and neither shared nor {done}.', {
        one: locale.capital(one),
        done,
      });
    case 'no-timeout':
      return say('{call} may wait for ever: it has no timeout.', { call });
    case 'timeout-without-handler':
      return say('The timeout of {call} only emits an event: nothing ends the wait.', { call });
    case 'pipe-error':
      return say('{subject} stays open when the other end of the pipe fails.', { subject });
    case 'other-handler':
      return say('{subject} stays: the removal names another function.', { subject });
    case 'cancel-dropped':
      return say('{subject} is dropped, so nothing can cancel what it was made for.', { subject });
    case 'cancel-too-late':
      return say('{subject} is made after the call that it should cancel.', { subject });
    case 'unchecked':
      return say('{subject} is used before the error is checked.', { subject });
    case 'blocked-send':
      return say('The goroutine waits for ever in {call} once nobody receives.', { call });
  }
}

/** What one of them costs, as the catalogue says it; for values of unknown kind only what the code itself shows. */
function whyItMatters(loss: Loss, locale: Locale): string {
  const { say } = locale;
  if (isOfUnknownKind(loss)) {
    const { done } = verbOf(loss, locale);
    return say('It is {done} on the ordinary path, so it is meant to be {done} on this one too.', { done });
  }
  if (loss.lostPath === 'unchecked')
    return say(
      'Where the call fails there is none, and the program ends here instead of handling the error.',
    );
  return loss.resource === undefined
    ? say('Each run leaves one more behind.')
    : say('Left alone, it {cost}.', { cost: say(loss.resource.cost) });
}
