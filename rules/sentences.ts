/**
 * The sentences that most rules share: one for each way in which a resource gets lost. The first one stands
 * alone, because one-line reports cut there; so it names the resource and the path and nothing else.
 */
import type { Loss } from '../analysis/finding.ts';
import type { ResourceKind } from '../analysis/catalogue/model.ts';
import type { Message } from './rule.ts';
import {
  callOf,
  capital,
  declarationOf,
  fieldOf,
  isOfUnknownKind,
  lastStep,
  nameOf,
  oneOf,
  releaseCall,
  subjectOf,
  verbOf,
} from './wording.ts';

/** The message of a resource that is not given back. Rules replace the parts for which they know better words. */
export function resourceMessage(loss: Loss, better: Partial<Message> = {}): Message {
  return {
    what: better.what ?? whatIsLost(loss),
    why: better.why ?? whyItMatters(loss),
    action: better.action ?? whatToDo(loss),
  };
}

export function whatIsLost(loss: Loss): string {
  const subject = subjectOf(loss);
  const { bare, done, does } = verbOf(loss);
  switch (loss.lostPath) {
    case 'never':
      return `${subject} is never ${done}.`;
    case 'discarded':
      return `The ${loss.noun} from ${callOf(loss)} is dropped at once, so nothing can ${bare} it.`;
    case 'early-return':
      return `${subject} is not ${done} when the function returns early.`;
    case 'error-callback':
      return `${subject} is not ${done} on the error branch.`;
    case 'exception':
      return `${subject} is not ${done} ${failure(loss)}.`;
    case 'overwritten':
      return `${subject} is replaced by another before it is ${done}.`;
    case 'next-round':
      return `${subject} is not ${done} before the next round of the loop.`;
    case 'abort':
      return `${subject} is not ${done} on the timeout or abort path.`;
    case 'forgotten-field':
      return `${capital(releaseMethodOf(loss))} does not ${bare} ${lowerFirst(subject)}.`;
    case 'no-release-method':
      return `${ownerOf(loss)} keeps ${oneOf(loss.noun)}${placeOf(loss)} and has no method that ${does} it.`;
    case 'out-of-reach':
      return `${subject} is kept in a local variable, so ${releaseMethodOf(loss)} cannot ${bare} it.`;
    case 'partial-failure':
      return `${subject} is not ${done} if another promise of the same \`Promise.all\` rejects.`;
    case 'success-only':
      return `${subject} is ${done} on success only.`;
    case 'unswept-container':
      return `${capital(oneOf(loss.noun))} left in ${containerOf(loss)} is not ${done} by ${releaseMethodOf(loss)}.`;
    case 'race':
      return `${subject} is not ${done} once the race is decided.`;
    case 'per-call':
      return `${capital(oneOf(loss.noun))} is made on each call, and neither shared nor ${done}.`;
    case 'no-timeout':
      return `${callOf(loss)} may wait for ever: it has no timeout.`;
    case 'timeout-without-handler':
      return `The timeout of ${callOf(loss)} only emits an event: nothing ends the wait.`;
    case 'pipe-error':
      return `${subject} stays open when the other end of the pipe fails.`;
    case 'never-removed':
      return `${subject} is never ${done}.`;
    case 'other-handler':
      return `${subject} stays: the removal names another function.`;
    case 'cancel-dropped':
      return `${subject} is dropped, so nothing can cancel what it was made for.`;
    case 'cancel-too-late':
      return `${subject} is made after the call that it should cancel.`;
  }
}

/** What one of them costs, as the catalogue says it; for values of unknown kind only what the code itself shows. */
export function whyItMatters(loss: Loss): string {
  if (isOfUnknownKind(loss)) {
    return `It is ${verbOf(loss).done} on the ordinary path, so it is meant to be ${verbOf(loss).done} on this one too.`;
  }
  return loss.resource === undefined
    ? 'Each run leaves one more behind.'
    : `Left alone, it ${loss.resource.cost}.`;
}

export function whatToDo(loss: Loss): string {
  const { bare, done } = verbOf(loss);
  const verb = capital(bare);
  const call = releaseCall(loss);
  const by = call === null ? '' : ` with ${call}`;
  switch (loss.lostPath) {
    case 'never':
      if (livesOn.has(loss.kind)) return `${verb} it${by} when it is no longer needed.`;
      return `${verb} it in a \`finally\`${by}${orDeclare(loss)}.`;
    case 'exception':
    case 'early-return':
    case 'next-round':
      return `${verb} it in a \`finally\`${by}${orDeclare(loss)}.`;
    case 'discarded':
      return `Keep the result and ${bare} it${by}.`;
    case 'error-callback':
      return `${verb} it${by} before the error is passed on.`;
    case 'overwritten':
      return `${verb} the old one${by} before another takes its place.`;
    case 'abort':
    case 'success-only':
      return `${verb} it${by} on every way out, not only on success.`;
    case 'forgotten-field':
      return `${verb} it${by} in ${releaseMethodOf(loss)}.`;
    case 'no-release-method':
      return `Give ${ownerOf(loss)} a \`dispose()\` or \`close()\` that ${verbOf(loss).does} it${by}, and call that when the object is done.`;
    case 'out-of-reach':
      return `Keep it in a field, and ${bare} it in ${releaseMethodOf(loss)}.`;
    case 'partial-failure':
      return `Acquire one after another, each inside the \`try\` of the one before, or use \`Promise.allSettled\` and ${bare} those that were acquired.`;
    case 'unswept-container':
      return `${verb} all that is left in ${containerOf(loss)} in ${releaseMethodOf(loss)}.`;
    case 'race':
      return `${verb} it in a \`finally\` after the race${by}.`;
    case 'per-call':
      return `Make it once and share it, or see that it is ${done} when the call ends.`;
    case 'no-timeout':
      return 'Set a timeout, or pass a signal: `AbortSignal.timeout(…)`.';
    case 'timeout-without-handler':
      return "Destroy it in a `'timeout'` handler.";
    case 'pipe-error':
      return 'Use `pipeline` from `node:stream`, which destroys both ends when one fails.';
    case 'never-removed':
      return `${verb} it when its owner is done.`;
    case 'other-handler':
      return 'Keep the handler in a variable, and name that variable when adding and when removing.';
    case 'cancel-dropped':
      return 'Keep it, and cancel on every way out.';
    case 'cancel-too-late':
      return 'Make it first, and pass its signal to the call.';
  }
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

/** «when `parse` throws» if that is proven, «if `read` fails» if it may happen. */
export function failure(loss: Loss): string {
  const step = lastStep(loss, 'throws', 'rejects');
  const word = loss.evidence === 'likely' || loss.evidence === 'possible' ? 'if' : 'when';
  if (step?.subject === undefined) {
    return step?.role === 'rejects' ? `${word} the awaited call fails` : `${word} an exception is thrown`;
  }
  return `${word} \`${step.subject}\` ${step.role === 'rejects' ? 'rejects' : 'throws'}`;
}

/** «`Server.close()`», or what can be said without the class's name. */
export function releaseMethodOf(loss: Loss): string {
  const { holder } = loss;
  const step = lastStep(loss, 'release-method')?.subject?.replace(/\(\)$/, '');
  const method = (holder.kind === 'field' ? holder.releaseMethod : null) ?? step;
  // What only a component keeps, an effect gives back.
  if (method === undefined)
    return holder.kind === 'captured' ? 'the clean-up of an effect' : 'the release method';
  const owner = holder.kind === 'field' && holder.className !== null ? holder.className : '';
  if (method.startsWith('Symbol.')) return `\`${owner}[${method}]()\``;
  return `\`${owner === '' || method.includes('.') ? '' : `${owner}.`}${method}()\``;
}

function ownerOf(loss: Loss): string {
  const { holder } = loss;
  return holder.kind === 'field' && holder.className !== null ? `\`${holder.className}\`` : 'The object';
}

function placeOf(loss: Loss): string {
  const { holder } = loss;
  if (holder.kind === 'field') return ` in ${fieldOf(holder.name)}`;
  return holder.kind === 'container' ? ` in \`${holder.name}\`` : '';
}

function containerOf(loss: Loss): string {
  const { holder } = loss;
  if (holder.kind === 'container') return `\`${holder.name}\``;
  return holder.kind === 'field' ? fieldOf(holder.name) : `\`${nameOf(loss) ?? 'the container'}\``;
}

/** Only a local can be declared so: what a field or container holds lives longer than a block. */
function orDeclare(loss: Loss): string {
  const declaration = declarationOf(loss);
  const local = loss.holder.kind === 'local' || loss.holder.kind === 'nobody';
  return declaration === null || !local ? '' : `, or declare it with ${declaration}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
