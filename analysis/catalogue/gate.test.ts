import assert from 'node:assert/strict';
import { mock } from 'node:test';
import fc from 'fast-check';
import { compileCatalogue } from './index.ts';
import type { Family } from './model.ts';

const family: Family = {
  id: 'test',
  language: 'javascript',
  checkedAgainst: [],
  sameAs: { 'fs/promises': 'fs#promises', 'graceful-fs': 'fs' },
  acquisitions: [
    { call: ['fs#openSync', 'fs#promises.open'], resource: 'r', yields: 'result' },
    { call: 'got#', resource: 'r', yields: 'promise' },
    { call: 'global#setInterval', resource: 'r', yields: 'result' },
    { call: 'http#Server::on', resource: 'r', yields: { event: 'clientError', parameter: 1 } },
    { call: ['db#Pool::checkOut', 'db#Pool::find'], resource: 'r', yields: 'promise' },
    { call: 'db#Pool::lease', resource: 'r', yields: 'promise', distinctive: true },
    { call: 'new better-sqlite3#Database', resource: 'r', yields: 'result' },
  ],
  deadlines: [
    {
      call: 'global#fetch',
      options: [1],
      boundedBy: ['signal'],
      without: 'long',
      noun: 'n',
      kind: 'client',
      documentation: '',
    },
  ],
  registrations: [
    { call: 'global#process.on', event: 0, handler: 1, undo: [{ method: 'off' }], receiver: 'global' },
    {
      call: 'events#EventEmitter::on',
      event: 0,
      handler: 1,
      undo: [{ method: 'off' }],
      receiver: 'injected',
    },
  ],
  sinks: [{ call: 'util#inspect', argument: 0, effect: 'borrows' }],
};

const opens: readonly string[] = [
  "import { openSync } from 'fs'",
  "import * as files from 'node:fs'; files.openSync(path)",
  "const { open } = require('fs/promises')",
  "require('graceful-fs').openSync(p)",
  // The default import has any name.
  "import anything from 'got'",
  'setInterval(f, 1)',
  'globalThis.setInterval(f, 1)',
  'fetch(url)',
  "server.on('clientError', f)",
  'const lease = await pool.checkOut()',
  'pool?.checkOut()',
  // Its name alone tells, says the entry.
  'pool.lease()',
  // A method that anybody may have wants its module named.
  "import { pool } from 'db'; pool.find(x)",
  'pool\n  .checkOut()',
  "process.on('exit', f)",
  'const wait = setInterval as unknown',
  'window . setInterval(f)',
  'fetch\nfoo()',
  "/** @param {import('db').Pool} pool */ function f(pool) { return pool.find(1) }",
  "glob('src/*'); setInterval(f)",
  "url('http://x'); setInterval(f)",
  '/* one */ setInterval(f) // two',
  // A listener of whoever it is, and something that could tell that it should go again.
  "socket.on('data', f); socket.off('data', f)",
  "class A { constructor(e) { e.on('x', f); } close() {} }",
  "A.prototype.close = g; e.on('x', f)",
  "signal.on('abort', f)",
  "import { Database } from 'better-sqlite3'; new Database()",
  'require(`node:fs`).openSync()',
  'import got from "got/dist/source"',
  // The words may come in either order.
  'openSync(p); import("fs")',
];

const stays: readonly string[] = [
  '',
  "import { readFileSync } from 'fs'; readFileSync(p)",
  'openSync(p)',
  'mySetInterval(f); setIntervals(g); $setInterval(h)',
  'checkOut()',
  'list.find(x)',
  "import { pool } from 'db'; find(x)",
  "server.on('request', f)",
  "emitter.on('exit', f)",
  "import { inspect } from 'util'",
  'prefetch(url)',
  // Words of a sentence, and methods of others.
  '// fetch the page and setInterval for it',
  'this.fetch(url); list.setInterval(f)',
  "emitter.on('exit', f); emitter.close()",
  // Comments, but for the types that they document.
  "/**\n * import got from 'got'; setInterval(f) */ x()",
  'x(); // setInterval(f)',
  '// see https://fetch.spec.whatwg.org/#fetch(x)',
  '"/docs/fetch-api"; setInterval.length',
  // A string may read like a module.
  "const dialect = 'got'; use('got')",
  'fs; opensync',
  // The words alone are no import of the module.
  'the fs module has openSync',
  "const url = 'got://x'; got(url)",
  'server.on(event, f); // clientError',
  'processes.on(x)',
];

describe('the gate', () => {
  const { gate } = compileCatalogue([family]);

  for (const text of opens)
    it(`lets through: ${text}`, () => {
      assert.ok(gate(text));
    });

  for (const text of stays)
    it(`stops: ${text}`, () => {
      assert.ok(!gate(text));
    });

  it('looks for further names when it is given some', () => {
    const names = new Set(['openTemporary']);
    assert.ok(gate('const x = openTemporary()', names));
    assert.ok(!gate('const x = openTemporaryFile()', names));
    // The set of wrappers grows while the project is being read.
    names.add('openTemporaryFile');
    assert.ok(gate('const x = openTemporaryFile()', names));
    assert.ok(!gate('anything', new Set()));
  });

  it('takes letters of other alphabets for parts of words', () => {
    assert.ok(!gate('äfetch(x)'));
    assert.ok(gate('ä fetch(x)'));
  });

  it('finds a name wherever it stands', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) =>
        gate(`${before} setInterval( ${after}`),
      ),
    );
  });

  it('looks up hardly any word, however large the catalogue', () => {
    const words = Array.from({ length: 2000 }, (_, index) => `word${index.toString(36)}s`);
    const calls = Array.from({ length: 3000 }, (_, index) => `module${index}#open${index}`);
    const large = compileCatalogue([
      family,
      { ...family, acquisitions: [{ call: calls, resource: 'r', yields: 'result' }] },
    ]);
    // It is compiled when it is asked first.
    large.gate('');
    assert.ok(lookedUp(() => large.gate(words.join(' '))) < words.length / 4);
    assert.equal(
      lookedUp(() => large.gate('open1 '.repeat(9))),
      9,
    );
  });
});

/** How often something is looked up in a map meanwhile: a word's hash alone says of most that there is nothing. */
function lookedUp(run: () => unknown): number {
  const spy = mock.method(Map.prototype, 'get');
  try {
    run();
    return spy.mock.callCount();
  } finally {
    spy.mock.restore();
  }
}
