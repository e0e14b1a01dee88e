import assert from 'node:assert/strict';
import { lossesOf } from '../../test/harness/class-losses.ts';

function check(title: string, text: string, expected: readonly string[]): void {
  it(title, () => {
    assert.deepEqual(lossesOf(`\n${text}`), expected);
  });
}

describe('timers of classes', () => {
  check(
    'reports an interval that the release method forgets',
    `export class A {
  start() { this.t = setInterval(() => this.tick(), 10); }
  stop() { this.running = false; }
}`,
    ['3 forgotten-field certain t'],
  );
  check(
    'reports a one-shot that comes back',
    `export class A {
  poll() { this.t = setTimeout(() => this.poll(), 10); }
  dispose() {}
}`,
    ['3 forgotten-field certain t'],
  );
  check(
    'reports a one-shot that is cleared elsewhere',
    `export class A {
  arm() { this.t = setTimeout(() => this.fire(), 10); }
  _rearm() { clearTimeout(this.t); this.arm(); }
  dispose() {}
}`,
    ['3 forgotten-field certain t'],
  );
  check(
    'reports a poll that nobody keeps',
    `export class A {
  poll() { setTimeout(() => this.poll(), 10); }
  dispose() {}
}`,
    ['3 out-of-reach certain'],
  );
  check(
    'reports, weakly, a returning timer of a class without release method',
    `export class A {
  beat() { clearTimeout(this.t); this.t = setTimeout(() => this.beat(), 10); }
}`,
    ['3 no-release-method likely t'],
  );
  check(
    'reports what a start-like method keeps in a local variable',
    `export class A {
  start() { const t = setInterval(() => this.tick(), 10); t.ref(); }
  stop() { this.running = false; }
}
export class B {
  start() { const t = open(); t.read(); }
  read() { const t = open(); t.read(); }
  stop() {}
}`,
    ['3 out-of-reach certain t', '7 out-of-reach certain t', '8 never certain t'],
  );
  check(
    'is silent: a pending one-shot',
    `export class A {
  arm() { this.t = setTimeout(() => this.fire(), 10); }
  dispose() {}
}`,
    [],
  );
  check(
    'is silent: unref',
    `export class A {
  start() { this.t = setInterval(() => this.tick(), 10); this.t.unref(); }
  stop() {}
}`,
    [],
  );
  check(
    'is silent: clears itself',
    `export class A {
  start() { this.t = setInterval(() => { if (this.ready()) clearInterval(this.t); }, 10); }
  stop() {}
}`,
    [],
  );
  check(
    'is silent: looks at a flag that the release method sets',
    `export class A {
  start() { this.t = setInterval(() => { if (this.stopped) return; this.tick(); }, 10); }
  poll() { if (this.stopped) return; setTimeout(() => this.poll(), 10); }
  stop() { this.stopped = true; }
}`,
    [],
  );
  check(
    'is silent: cleared by a public method of another name',
    `export class A {
  setUp() { this.t = setInterval(() => this.tick(), 10); }
  stopTicking() { clearInterval(this.t); }
  dispose() {}
}`,
    [],
  );
  check(
    'is silent: cleared by a registered function',
    `export class A {
  start() { this.t = setInterval(() => this.tick(), 10); this._register({ dispose: () => clearInterval(this.t) }); }
  dispose() {}
}`,
    [],
  );
  check(
    'is silent: a returned clean-up',
    `export class A {
  start() { this.t = setInterval(() => this.tick(), 10); return () => clearInterval(this.t); }
  dispose() {}
}`,
    [],
  );
  check(
    'is silent: work in pieces',
    `export class A {
  send(rest) { if (rest.length > 0) setTimeout(() => this.send(rest.slice(1)), 10); }
  wait() { return new Promise((resolve) => { const look = () => (this.ready ? resolve() : setTimeout(look, 10)); look(); }); }
  dispose() {}
}`,
    [],
  );
  check(
    'is silent: a poll in a class that promises nothing',
    `export class A {
  poll() { setTimeout(() => this.poll(), 10); }
}`,
    [],
  );
});
