import assert from 'node:assert/strict';
import { lossesOf } from '../../test/harness/class-losses.ts';

function check(title: string, text: string, expected: readonly string[]): void {
  it(title, () => {
    assert.deepEqual(lossesOf(`\n${text}`), expected);
  });
}

describe('captured variables', () => {
  check(
    'reports what the returned release method forgets',
    `export function make() {
  let t;
  return { start() { t = open(); }, close() {} };
}`,
    ['4 forgotten-field certain t'],
  );
  check(
    'reports what nobody in the function releases',
    `export function make(bus) {
  let t;
  bus.on('start', () => { t = open(); });
}`,
    ['4 never certain t'],
  );
  check(
    'reports what a factory makes at once and forgets',
    `export function make() {
  const a = open();
  const b = open();
  return { read() { a.read(); b.read(); }, close() { a.close(); } };
}`,
    ['4 forgotten-field certain b'],
  );
  check(
    'reports a reference object',
    `import { useEffect, useRef } from 'react';
export function View() {
  const t = useRef();
  useEffect(() => { t.current = open(); return () => {}; }, []);
}`,
    ['5 never certain t'],
  );
  check(
    'is silent: a reference object that a clean-up looks into',
    `import { useEffect, useRef } from 'react';
export function View() {
  const t = useRef();
  useEffect(() => { t.current = open(); return () => t.current?.close(); }, []);
}`,
    [],
  );
  check(
    'is silent: a factory without release method that gives out',
    `export function make(use) {
  const a = open();
  const b = open();
  return { read() { use(b); }, close() { a.close(); } };
}`,
    [],
  );
  check(
    'is silent: the returned release method releases it',
    `export function make() {
  let t;
  return { start() { t = open(); }, close() { t?.close(); } };
}`,
    [],
  );
  check(
    'is silent: the returned function releases it',
    `export function make(bus) {
  let t;
  bus.on('start', () => { t = setInterval(() => {}, 1); });
  return () => clearInterval(t);
}`,
    [],
  );
  check(
    'is silent: released by another callback',
    `export function make(bus) {
  let t;
  bus.on('start', () => { t = open(); });
  bus.on('stop', () => { t.close(); });
}`,
    [],
  );
  check(
    'is silent: handed out',
    `export function make() {
  let t;
  return { start() { t = open(); }, get() { return t; } };
}`,
    [],
  );
  check(
    'is silent: a variable of the module',
    `let t;
export function start() { t = open(); }
export function stop() {}`,
    [],
  );
});
