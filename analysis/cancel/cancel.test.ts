import { checksOf } from '../../test/harness/detector-losses.ts';
import { cancel } from './index.ts';

const { reports, isSilent } = checksOf(cancel);

describe('cancellation that is lost', () => {
  reports(
    'nobody can abort',
    ['1 cancel-dropped certain'],
    `export async function f(url) { const controller = new AbortController();
  const { signal } = controller;
  return fetch(url, { signal });
}`,
  );
  reports(
    'the controller is not even kept: perhaps a signal was asked for',
    ['1 cancel-dropped possible'],
    `export const f = (url) => fetch(url, { signal: new AbortController().signal });`,
  );
  reports(
    'made after the call that has another signal',
    ['3 cancel-too-late certain'],
    `export async function f(url, signal) {
  const response = await fetch(url, { signal });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1000);
  return response.text();
}`,
  );
  isSilent(
    'aborted by a timer',
    `export async function f(url) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1000);
  return fetch(url, { signal: controller.signal });
}`,
  );
  isSilent(
    'handed to somebody',
    `export function f(url, stop) {
  const controller = new AbortController();
  stop(controller);
  return fetch(url, { signal: controller.signal });
}`,
  );
  isSilent(
    'kept in a field',
    `export class A {
  load(url) { this.controller = new AbortController(); return fetch(url, { signal: this.controller.signal }); }
}`,
  );
  isSilent(
    'the default of a parameter',
    `export function f(url, controller = new AbortController()) {
  return fetch(url, { signal: controller.signal });
}`,
  );
  isSilent('returned', `export const make = () => new AbortController();`);
  isSilent(
    'the method is taken off it',
    `export function f(url, use) {
  const { signal, abort } = new AbortController();
  use(abort);
  return fetch(url, { signal });
}`,
  );
  isSilent(
    'its signal is made part of another',
    `export function f(url, outer) {
  const controller = new AbortController();
  return fetch(url, { signal: AbortSignal.any([outer, controller.signal]) });
}`,
  );
  isSilent(
    'it is for a later call',
    `export async function f(url, signal) {
  await fetch(url, { signal });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1000);
  return fetch(url, { signal: controller.signal });
}`,
  );
});
