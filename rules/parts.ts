/** Parts of sentences: how something fails, who keeps a resource, what releases it. */
import type { Loss } from '../analysis/finding.ts';
import type { Locale } from './locale.ts';
import { fieldOf, lastStep, nameOf } from './wording.ts';

/** «when `parse` throws» if that is proven, «if `read` fails» if it may happen. */
export function failure(loss: Loss, { say }: Locale): string {
  const step = lastStep(loss, 'throws', 'rejects');
  const perhaps = loss.evidence === 'likely' || loss.evidence === 'possible';
  const rejects = step?.role === 'rejects';
  if (step?.subject === undefined) {
    if (rejects) return perhaps ? say('if the awaited call fails') : say('when the awaited call fails');
    return perhaps ? say('if an exception is thrown') : say('when an exception is thrown');
  }
  const { subject } = step;
  if (rejects)
    return perhaps
      ? say('if `{subject}` rejects', { subject })
      : say('when `{subject}` rejects', { subject });
  return perhaps ? say('if `{subject}` throws', { subject }) : say('when `{subject}` throws', { subject });
}

/** «`Server.close()`», or what can be said without the class's name. */
export function releaseMethodOf(loss: Loss, { say }: Locale): string {
  const { holder } = loss;
  const step = lastStep(loss, 'release-method')?.subject?.replace(/\(\)$/, '');
  const method = (holder.kind === 'field' ? holder.releaseMethod : null) ?? step;
  // What only a component keeps, an effect gives back.
  if (method === undefined)
    return holder.kind === 'captured' ? say('the clean-up of an effect') : say('the release method');
  const owner = holder.kind === 'field' && holder.className !== null ? holder.className : '';
  if (method.startsWith('Symbol.')) return `\`${owner}[${method}]()\``;
  return `\`${owner === '' || method.includes('.') ? '' : `${owner}.`}${method}()\``;
}

/** The class that keeps it, at the beginning of a sentence. */
export function ownerOf({ holder }: Loss, { say }: Locale): string {
  return holder.kind === 'field' && holder.className !== null ? `\`${holder.className}\`` : say('The object');
}

/** « in `this.timer`», or nothing. */
export function placeOf(loss: Loss, { say }: Locale): string {
  const { holder } = loss;
  if (holder.kind === 'field') return say(' in {place}', { place: fieldOf(loss, holder.name) });
  return holder.kind === 'container' ? say(' in {place}', { place: `\`${holder.name}\`` }) : '';
}

/** The container as code, or what can be said without its name. */
export function containerOf(loss: Loss, { say }: Locale): string {
  const { holder } = loss;
  if (holder.kind === 'container') return `\`${holder.name}\``;
  if (holder.kind === 'field') return fieldOf(loss, holder.name);
  const name = nameOf(loss);
  return name === null ? say('the container') : `\`${name}\``;
}
