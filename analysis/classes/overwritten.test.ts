import assert from 'node:assert/strict';
import { lossesOf } from '../../test/harness/class-losses.ts';

function check(title: string, text: string, expected: readonly string[]): void {
  it(title, () => {
    assert.deepEqual(lossesOf(`\n${text}`), expected);
  });
}

describe('overwritten fields', () => {
  check(
    'reports a method that is called again and again',
    `export class A {
  reconnect() { this.t = open(); }
  close() { this.t.close(); }
}`,
    ['3 overwritten certain t'],
  );
  check(
    'reports, weakly, a method that may be called again',
    `export class A {
  connect() { this.t = open(); }
  close() { this.t.close(); }
}`,
    ['3 overwritten likely t'],
  );
  check(
    'reports, weakly, a start without a guard',
    `export class A {
  start() { this.t = open(); }
  close() { this.t.close(); }
}`,
    ['3 overwritten likely t'],
  );
  check(
    'reports a start that a listener repeats',
    `export class A {
  start() { this.t = open(); this.t.on('timeout', () => this.again()); }
  again() { this.start(); }
  close() { this.t.close(); }
}`,
    ['3 overwritten certain t'],
  );
  check(
    'reports a start after which another method drops it',
    `export class A {
  start() { this.t = open(); }
  pause() { this.t = null; }
  close() { this.t?.close(); }
}`,
    ['3 overwritten certain t'],
  );
  check(
    'is silent: emptied when it has ended',
    `export class A {
  create() { this.t = open(); this.t.on('close', () => { this.t = null; }); }
  onEnd() { this.t = null; }
  close() { this.t?.close(); }
}`,
    [],
  );
  check(
    'is silent: weak timers',
    `export class A {
  schedule() { this.t = setInterval(() => {}, 1); this.t.unref(); }
  close() { clearInterval(this.t); }
}`,
    [],
  );
  check(
    'reports, weakly, a one-shot timer',
    `export class A {
  schedule() { this.t = setTimeout(() => this.fire(), 10); }
  close() { clearTimeout(this.t); }
}`,
    ['3 overwritten likely t'],
  );
  check(
    'is silent: released before',
    `export class A {
  connect() { this.t?.close(); this.t = open(); }
  close() { this.t.close(); }
}`,
    [],
  );
  check(
    'is silent: released by a called helper',
    `export class A {
  connect() { this.close(); this.t = open(); }
  close() { if (this.t) this.t.close(); }
}`,
    [],
  );
  check(
    'is silent: tested for emptiness',
    `export class A {
  connect() { if (!this.t) this.t = open(); }
  close() { this.t.close(); }
}`,
    [],
  );
  check(
    'is silent: a guard',
    `export class A {
  connect() { if (this.running) return; this.running = true; this.t = open(); }
  reconnect() { if (this.isOpen()) return; this.u = open(); }
  close() { this.t.close(); this.u.close(); }
}`,
    [],
  );
  check(
    'is silent: the constructor and what it calls',
    `export class A {
  constructor() { this.t = open(); this.update(); }
  update() { this.u = open(); }
  close() { this.t.close(); this.u.close(); }
}`,
    [],
  );
  check(
    'is silent: callers look before',
    `export class A {
  ensure() { if (!this.t) this.connect(); }
  connect() { this.t = open(); }
  close() { this.t.close(); }
}`,
    [],
  );
  check(
    'is silent: called when the old one has ended',
    `export class A {
  connect() { this.t = open(); this.t.on('close', () => this.connect()); }
  close() { this.t.close(); }
}`,
    [],
  );
  check(
    'is silent: a hook that runs once',
    `export class A {
  connectedCallback() { this.t = open(); }
  disconnectedCallback() { this.t.close(); }
}`,
    [],
  );
  check(
    'is silent: a singleton',
    `class A { connect() { this.t = open(); } close() { this.t.close(); } }
export default new A();`,
    [],
  );
});
