import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { modern, offersOf } from '../../../test/harness/fixes.ts';
import { fixtureProjects } from '../../../test/harness/collection.ts';
import { applyFixes } from '../../shared/fixes/apply.ts';

/** The file after the first fix that is offered for any finding of it; null if there is none. */
function fixed(text: string): string | null {
  const [offer] = offersOf(new Map([['/src/fixed.py', text]]), modern);
  return offer === undefined ? null : applyFixes(text, [offer.fix]).text;
}

describe('Python fixes', () => {
  it('opens by `with`, and leaves outside what comes after the last use', () => {
    assert.equal(
      fixed(
        'def f(p):\n    a = open(p)  # why\n    b = a.read()\n\n    # c\n    if b:\n        a.read()\n    return b\n',
      ),
      'def f(p):\n    with open(p) as a:  # why\n        b = a.read()\n\n        # c\n        if b:\n            a.read()\n    return b\n',
    );
  });

  it('takes the close by hand away', () => {
    assert.equal(
      fixed('def f(p, q):\n    a = open(p, "w")\n    a.write(q)\n    a.close()\n    return 1\n'),
      'def f(p, q):\n    with open(p, "w") as a:\n        a.write(q)\n    return 1\n',
    );
  });

  it('opens by `async with` what is closed by awaiting', () => {
    assert.equal(
      fixed(
        'import websockets\nasync def f(u):\n    s = await websockets.connect(u)\n    r = await s.recv()\n    print(r)\n',
      ),
      'import websockets\nasync def f(u):\n    async with websockets.connect(u) as s:\n        r = await s.recv()\n    print(r)\n',
    );
  });

  it('opens in the head of the `with` around it what is opened first thing in there', () => {
    assert.equal(
      fixed(
        'def f(p, q):\n    with open(p) as a:\n        b = open(q, "w")\n        b.write(a.read())\n        b.close()\n    return 1\n',
      ),
      'def f(p, q):\n    with open(p) as a, open(q, "w") as b:\n        b.write(a.read())\n    return 1\n',
    );
  });

  it('closes by `contextlib.closing` what has no block of its own, where that is imported', () => {
    const body =
      'import sqlite3\ndef f(p):\n    d = sqlite3.connect(p)\n    x = d.execute("select 1")\n    print(x)\n';
    const opened =
      'import sqlite3\ndef f(p):\n    with NAME(sqlite3.connect(p)) as d:\n        x = d.execute("select 1")\n        print(x)\n';
    assert.equal(
      fixed(`import contextlib\n${body}`),
      `import contextlib\n${opened.replace('NAME', 'contextlib.closing')}`,
    );
    assert.equal(
      fixed(`from contextlib import closing\n${body}`),
      `from contextlib import closing\n${opened.replace('NAME', 'closing')}`,
    );
  });

  it('closes descriptors and loops in a `finally`', () => {
    assert.equal(
      fixed('import os\ndef f(p):\n    d = os.open(p, 0)\n    x = os.read(d, 1)\n    return x\n'),
      'import os\ndef f(p):\n    d = os.open(p, 0)\n    try:\n        x = os.read(d, 1)\n    finally:\n        os.close(d)\n    return x\n',
    );
  });

  it('keeps line breaks and tabs', () => {
    assert.equal(
      fixed('def f(p):\r\n\ta = open(p)\r\n\tb = a.read()\r\n\treturn b\r\n'),
      'def f(p):\r\n\twith open(p) as a:\r\n\t\tb = a.read()\r\n\treturn b\r\n',
    );
  });

  it('adds a timeout behind the last argument', () => {
    const before = 'import requests\ndef f(u):\n    return requests.get(u, headers={})\n';
    assert.equal(fixed(before), before.replace('{})', '{}, timeout=10)'));
  });

  it('adds a line to the release method', () => {
    const before =
      'class A:\n    def __init__(self, p):\n        self.a = open(p)\n        self.b = open(p)\n    def close(self):\n        self.a.close()\n';
    assert.equal(fixed(before), `${before.trimEnd()}\n        self.b.close()\n`);
  });

  it('adds none for what is one of many in a field', () => {
    const text =
      'class A:\n    def __init__(self, p):\n        self.a = open(p)\n        self.all = []\n    def add(self, p):\n        b = open(p)\n        self.all.append(b)\n    def close(self):\n        self.a.close()\n';
    const offers = offersOf(new Map([['/src/fixed.py', text]]), modern);
    assert.deepEqual(
      offers.map(({ fix }) => fix.title).filter((title) => title.includes('self.all')),
      [],
    );
  });

  it('keeps a connection open for as long as its cursor is used, and a temporary file for its name', () => {
    assert.equal(
      fixed(
        'import psycopg2\ndef f(u):\n    d = psycopg2.connect(u)\n    c = d.cursor()\n    c.execute("x")\n    r = c.fetchall()\n    return len(r)\n',
      ),
      'import psycopg2\ndef f(u):\n    d = psycopg2.connect(u)\n    try:\n        c = d.cursor()\n        c.execute("x")\n        r = c.fetchall()\n    finally:\n        d.close()\n    return len(r)\n',
    );
    assert.equal(
      fixed(
        'import tempfile\ndef f(g):\n    t = tempfile.NamedTemporaryFile()\n    n = t.name\n    g(n)\n    return 1\n',
      ),
      'import tempfile\ndef f(g):\n    with tempfile.NamedTemporaryFile() as t:\n        n = t.name\n        g(n)\n    return 1\n',
    );
  });

  it('keeps a temporary file for all that has its name in it', () => {
    const before =
      'import tempfile\ndef f(g, h):\n    a = ["x"]\n    t = tempfile.NamedTemporaryFile()\n    a.extend(["file:" + t.name])\n    g(a)\n    h()\n';
    assert.equal(
      fixed(before),
      'import tempfile\ndef f(g, h):\n    a = ["x"]\n    with tempfile.NamedTemporaryFile() as t:\n        a.extend(["file:" + t.name])\n        g(a)\n    h()\n',
    );
  });

  it('indents as the block around is indented', () => {
    assert.equal(
      fixed('def f(p,\n          q):\n  a = open(p)\n  b = a.read(q)\n  return b\n'),
      'def f(p,\n          q):\n  with open(p) as a:\n    b = a.read(q)\n  return b\n',
    );
  });

  it('declines where what is opened is returned or kept, or is used behind the statements around', () => {
    const session =
      'import requests\ndef f(g):\n    s = requests.Session()\n    s.verify = g(1)\n    s.mount("x", g(2))\n    return s\n';
    assert.equal(fixed(session), null);
    assert.equal(fixed(session.replace('return s', 'g.s = s')), null);
    assert.equal(
      fixed(
        'def f(p, q):\n    if q:\n        a = open(p)\n        a.seek(1)\n    return a.read() if q else 1\n',
      ),
      null,
    );
  });

  it('says of no unknown thing that it has a block, and no time for a command', () => {
    const text =
      'def f(g):\n    p = g.create_pipe(1)\n    p.set(g.load())\n    p.disconnect()\n    return 1\n';
    assert.ok(!(fixed(text) ?? '').includes('with '));
    assert.equal(fixed('import subprocess\ndef f(a):\n    subprocess.run([a])\n'), null);
  });

  it('declines where moved lines would change a text, or a function may use the name later', () => {
    assert.equal(fixed('def f(p):\n    a = open(p)\n    a.read("""x\n    y""")\n'), null);
    assert.equal(fixed('def f(p):\n    a = open(p)\n    g(lambda: a.read())\n    a.read()\n'), null);
    assert.equal(fixed('def f(p):\n    return open(p).read()\n'), null);
  });

  it('give what Python itself can parse', function () {
    const texts = fixtureProjects()
      .filter(({ texts }) => [...texts.keys()].some((path) => path.endsWith('.py')))
      .flatMap(({ texts }) => offersOf(texts, modern))
      .map(({ text, fix }) => applyFixes(text, [fix]).text);
    assert.ok(texts.length > 10);
    const check = 'import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)';
    const python = spawnSync('python3', ['-c', check], { input: JSON.stringify(texts), encoding: 'utf8' });
    // Where there is no Python, tree-sitter has already said that it parses.
    if (python.error === undefined) assert.equal(python.stderr, '');
  });
});
