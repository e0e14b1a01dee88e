import assert from 'node:assert/strict';
import { lossesOf } from './testing.ts';

function check(title: string, text: string, expected: readonly string[]): void {
  it(title, () => {
    assert.deepEqual(lossesOf(`\n${text}`), expected);
  });
}

describe('captured variables', () => {
  check('reports what the returned release method forgets', `export function make() {
  let t;
  return { start() { t = open(); }, close() {} };
}`, ['4 forgotten-field certain t']);
  check('reports what nobody in the function releases', `export function make(bus) {
  let t;
  bus.on('start', () => { t = open(); });
}`, ['4 never certain t']);
  check('is silent: the returned release method releases it', `export function make() {
  let t;
  return { start() { t = open(); }, close() { t?.close(); } };
}`, []);
  check('is silent: the returned function releases it', `export function make(bus) {
  let t;
  bus.on('start', () => { t = setInterval(() => {}, 1); });
  return () => clearInterval(t);
}`, []);
  check('is silent: released by another callback', `export function make(bus) {
  let t;
  bus.on('start', () => { t = open(); });
  bus.on('stop', () => { t.close(); });
}`, []);
  check('is silent: handed out', `export function make() {
  let t;
  return { start() { t = open(); }, get() { return t; } };
}`, []);
  check('is silent: a variable of the module', `let t;
export function start() { t = open(); }
export function stop() {}`, []);
});
