import assert from 'node:assert/strict';
import { lossesOf } from '../../test/harness/class-losses.ts';

/** The file's code begins in line 2. */
function reports(
  title: string,
  text: string,
  expected: readonly string[],
  others?: Readonly<Record<string, string>>,
): void {
  it(`reports ${title}`, () => {
    assert.deepEqual(lossesOf(`\n${text}`, others), expected);
  });
}

function silent(title: string, text: string, others?: Readonly<Record<string, string>>): void {
  it(`is silent: ${title}`, () => {
    assert.deepEqual(lossesOf(`\n${text}`, others), []);
  });
}

describe('forgotten fields', () => {
  reports(
    'a field that the release method forgets',
    `export class A {
  setUp() { this.a = open(); this.b = open(); }
  close() { this.a.close(); }
}`,
    ['3 forgotten-field certain b'],
  );
  reports(
    'a private field of the constructor',
    `export class A {
  #t;
  constructor() { this.#t = open(); }
  dispose() { this.done = true; }
}`,
    ['4 forgotten-field certain #t'],
  );
  reports(
    'a field initialiser',
    `export class A {
  private t = open();
  destroy() {}
}`,
    ['3 forgotten-field certain t'],
  );
  reports(
    'by way of a local and an await',
    `export class A {
  async setUp() { const t = await openLater(); this.t = t; }
  stop() { this.t = undefined; }
}`,
    ['3 forgotten-field certain t'],
  );
  reports(
    'by way of a callback',
    `export class A {
  setUp() { openWith((err, t) => { if (err) return; this.t = t; }); }
  close() {}
}`,
    ['3 forgotten-field certain t'],
  );
  reports(
    'by way of a helper that returns it',
    `function make() { return open(); }
export class A {
  setUp() { this.t = make(); }
  close() {}
}`,
    ['4 forgotten-field certain t'],
  );
  reports(
    'in an ES5 class, through self',
    `function A() { var self = this; self.t = open(); }
A.prototype.close = function () { this.closed = true; };
module.exports = A;`,
    ['2 forgotten-field certain t'],
  );
  reports(
    'in an object that a function makes',
    `export function make() {
  return { t: null, setUp() { this.t = open(); }, stop() { this.t = null; } };
}`,
    ['3 forgotten-field certain t'],
  );
  reports(
    'a release method that the superclass provides',
    `import { Base } from './base';
export class A extends Base {
  setUp() { this.t = open(); }
}`,
    ['4 forgotten-field certain t'],
    { '/src/base.ts': 'export class Base { close() {} }' },
  );
  reports(
    'what only tests or reads the field in the release method',
    `export class A {
  setUp() { this.t = open(); }
  close() { if (this.t) console.log(this.t.name); }
}`,
    ['3 forgotten-field certain t'],
  );

  silent(
    'released',
    `export class A {
  setUp() { this.t = open(); }
  close() { this.t?.close(); }
}`,
  );
  silent(
    'released by what the release method calls, under another name',
    `export class A {
  setUp() { this.t = open(); }
  dispose() { this.halt(); }
  halt() { const { t } = this; t.destroy(); }
}`,
  );
  silent(
    'released in a loop over fields',
    `export class A {
  setUp() { this.a = open(); this.b = open(); }
  close() { for (const x of [this.a, this.b]) x.close(); }
}`,
  );
  silent(
    'released through self in a callback',
    `function A() { this.t = open(); }
A.prototype.close = function (cb) { var self = this; setImmediate(function () { self.t.close(); cb(); }); };
module.exports = A;`,
  );
  silent(
    'passed to somebody by the release method',
    `import { stopAll } from 'other';
export class A {
  setUp() { this.t = open(); }
  stop() { stopAll([this.t]); }
}`,
  );
  silent(
    'released by a helper of the file',
    `function shut(x) { if (x) x.close(); }
export class A {
  setUp() { this.t = open(); }
  stop() { shut(this.t); }
}`,
  );
  silent(
    'released when the instance itself ends',
    `export class A extends require('events') {
  setUp() { this.t = open(); this.on('close', () => this.t.close()); }
  close() { this.emit('close'); }
}`,
  );
  reports(
    'released elsewhere: merely possible, because the release method may lead there',
    `export class A {
  setUp() { this.t = open(); }
  onMessage(m) { if (m === 'bye') this.t.close(); }
  stop() { this.send('bye'); }
}`,
    ['3 forgotten-field possible t'],
  );
  silent(
    'registered with the base class',
    `import { Disposable } from 'base';
export class A extends Disposable {
  constructor() { super(); this.t = this._register(open()); }
}`,
  );
  silent(
    'put into a list that is swept',
    `export class A {
  disposables = [];
  constructor() { this.t = open(); this.disposables.push(this.t); }
  dispose() { this.disposables.forEach((one) => one.dispose()); }
}`,
  );
  silent(
    'given to subscriptions',
    `export class A {
  constructor(context) { this.t = open(); context.subscriptions.push(this.t); }
  dispose() {}
}`,
  );
  silent(
    'injected',
    `export class A {
  constructor(t) { this.t = t; }
  dispose() {}
}`,
  );
  silent(
    'made elsewhere in the file and handed in',
    `export class A {
  constructor(t) { this.t = t; }
  close() {}
}
export function make() { const t = open(); return new A(t); }`,
  );
  silent(
    'wrapped by another field that is released',
    `export class A {
  setUp() { this.t = open(); this.wrapper = new Wrapper(this.t); }
  close() { this.wrapper.close(); }
}`,
  );
  silent(
    'made from another field that is released',
    `export class A {
  setUp() { this.a = open(); this.b = new Thing(this.a); }
  close() { this.a.close(); }
}`,
  );
  silent(
    'owned on a condition',
    `export class A {
  constructor(t) { this.owns = !t; this.t = t ?? open(); }
  close() { if (this.owns) this.t.close(); }
}`,
  );
  silent(
    'all fields by computed name',
    `export class A {
  constructor() { this.t = open(); }
  close() { ['t'].forEach((key) => this[key].close()); }
}`,
  );
  silent(
    'returned to the caller',
    `export class A {
  connect() { const t = open(); this.t = t; return t; }
  close() {}
}`,
  );
  silent(
    'a singleton of the module',
    `class A {
  setUp() { this.t = open(); }
  close() {}
}
export const a = new A();`,
  );
  silent(
    'a release method of something else',
    `export class A {
  setUp() { this.t = open(); }
  close(fd) { this.fds.delete(fd); }
  find() { return null; }
  shut() { this.t.close(); }
}`,
  );
  silent(
    'a server that never listens',
    `export class A {
  setUp() { this.s = serve(); }
  close() {}
}`,
  );
  silent(
    'released by a superclass of another file',
    `import { Base } from './base';
export class A extends Base {
  setUp() { this.t = open(); }
}`,
    { '/src/base.ts': 'export class Base { close() { this.t.close(); } }' },
  );
  silent(
    'released by a subclass of the file',
    `class Base { setUp() { this.t = open(); } stop() {} }
export class A extends Base { stop() { this.t.close(); } }`,
  );
  silent(
    'the superclass is unknown',
    `import { Base } from 'other';
export class A extends Base { setUp() { this.t = open(); } }`,
  );
  reports(
    'a child that nobody waits for',
    `export class A {
  setUp() { this.c = spawn(); this.c.on('message', () => {}); }
  close() {}
}`,
    ['3 forgotten-field certain c'],
  );
  silent(
    'a child that somebody waits for',
    `export class A {
  setUp() { this.c = spawn(); this.c.on('exit', () => {}); }
  close() {}
}`,
  );
  silent(
    'closed by others in the file',
    `export class A { setUp() { this.t = open(); } close() {} }
export function end(a) { a.t.close(); }`,
  );
  silent(
    'an end that is a flag',
    `export class A {
  stopped = false;
  setUp() { this.s = spawn(); }
}`,
  );
});

describe('listening servers and subscriptions in fields', () => {
  reports(
    'a server that listens',
    `export class A {
  setUp() { this.s = serve(); this.s.listen(1); this.t = open(); }
  close() { this.t.close(); }
}`,
    ['3 forgotten-field certain s'],
  );
  reports(
    'a subscription beside one that is disposed of',
    `export class A {
  a = onEvent(() => {});
  b = onEvent(() => {});
  dispose() { this.a.dispose(); }
}`,
    ['4 forgotten-field certain b'],
  );
  silent(
    'subscriptions that the class never disposes of',
    `export class A {
  a = onEvent(() => {});
  dispose() {}
}`,
  );
});

describe('classes without a release method', () => {
  reports(
    'what nobody releases',
    `export class A {
  constructor() { this.t = open(); }
  read() { return 1; }
}`,
    ['3 no-release-method likely t'],
  );
  silent(
    'released by another method',
    `export class A {
  constructor() { this.t = open(); }
  read() { this.t.close(); }
}`,
  );
  silent(
    'an unknown base',
    `import { B } from 'b';
export class A extends B {
  constructor() { super(); this.t = open(); }
}`,
  );
  silent(
    'a singleton',
    `class A { constructor() { this.t = open(); } }
new A();`,
  );
});

describe('containers', () => {
  reports(
    'keyed removal without a sweep',
    `export class A {
  map = new Map();
  add(k) { this.map.set(k, open()); }
  remove(k) { this.map.get(k).close(); this.map.delete(k); }
  dispose() {}
}`,
    ['4 unswept-container possible map'],
  );
  reports(
    'a container that nobody releases',
    `export class A {
  list = [];
  add() { this.list.push(open()); }
  dispose() { this.list = []; }
}`,
    ['4 forgotten-field certain list'],
  );
  reports(
    'a container that is emptied without a sweep',
    `export class A {
  map = new Map();
  add(k) { this.map.set(k, open()); }
  remove(k) { this.map.get(k)?.close(); this.map.delete(k); }
  dispose() { this.map.clear(); }
}`,
    ['4 unswept-container possible map'],
  );
  silent(
    'a sweep by forEach',
    `export class A {
  map = new Map();
  add(k) { this.map.set(k, open()); }
  dispose() { this.map.forEach((one) => one.close()); this.map.clear(); }
}`,
  );
  silent(
    'a sweep by for…of over values',
    `export class A {
  map = {};
  add(k) { this.map[k] = open(); }
  dispose() { for (const one of Object.values(this.map)) one.close(); }
}`,
  );
  silent(
    'a sweep by keys',
    `export class A {
  map = {};
  add(k) { this.map[k] = open(); }
  dispose() { Object.keys(this.map).forEach((k) => this.map[k].close()); }
}`,
  );
  silent(
    'Promise.all over map',
    `export class A {
  list = [];
  add() { this.list.push(open()); }
  async close() { await Promise.all(this.list.map((one) => one.close())); }
}`,
  );
});
