import assert from 'node:assert/strict';
import { isManaged, isSeenTo } from './seen-to.ts';

const isSo: Readonly<Record<string, string>> = {
  'a deferred call of what is given': 'ctx, cancel := pkg.Open(ctx, time.Second)\n\tdefer cancel()\n',
  'a deferred method': 'timer := pkg.Open(f(1), ")")\n\tdefer timer.Stop()\n',
  'one after the check that it did not fail':
    'file, err := pkg.Open(name)\n\tif err != nil {\n\t\tlog(err)\n\t\treturn err\n\t}\n\tdefer file.Close()\n',
  'a blank line between': 'file, err := pkg.Open(name)\n\n\tdefer file.Close()\n',
  'arguments in several lines': 'file := pkg.Open(\n\t\tname,\n\t\t`)`,\n\t)\n\tdefer file.Close()\n',
};

const isNotSo: Readonly<Record<string, string>> = {
  'something else first': 'ctx, cancel := pkg.Open(ctx)\n\twork(ctx)\n\tdefer cancel()\n',
  'a deferred call of something else': 'ctx, cancel := pkg.Open(ctx)\n\tdefer other()\n',
  'a deferred method that releases nothing': 'file := pkg.Open(name)\n\tdefer file.Sync()\n',
  'a deferred function': 'ctx, cancel := pkg.Open(ctx)\n\tdefer func() { cancel() }()\n',
  'a field': 's.ctx, s.cancel = pkg.Open(ctx)\n\tdefer s.cancel()\n',
  'what is returned': 'return pkg.Open(name)\n\tdefer file.Close()\n',
  'an argument': 'file := wrap(pkg.Open(name))\n\tdefer file.Close()\n',
  'a condition around it': 'file, err := pkg.Open(name)\n\tif err == nil {\n\t\tdefer file.Close()\n\t}\n',
  'a method of what is given': 'file := pkg.Open(name).Reader()\n\tdefer file.Close()\n',
  'a text that ends': 'file := pkg.Open(name',
};

describe('a call that is seen to by the statement behind it', () => {
  const asked = (statements: string): boolean => {
    const text = `package p\n\nfunc f() {\n\t${statements}`;
    const start = text.indexOf('Open');
    return isSeenTo(text, start, start + 'Open'.length);
  };

  for (const [what, statements] of Object.entries(isSo))
    it(`is: ${what}`, () => {
      assert.ok(asked(statements));
    });

  for (const [what, statements] of Object.entries(isNotSo))
    it(`is not: ${what}`, () => {
      assert.ok(!asked(statements));
    });
});

describe('a call that a block is entered by, or whose result is closed at once', () => {
  const asked = (line: string): boolean => {
    const text = `def f():\n${line}`;
    const start = text.lastIndexOf('open');
    return isManaged(text, start, start + 'open'.length);
  };

  for (const line of [
    '    with open(p) as f:',
    '    async with aiofiles.open(p):',
    '    with a.b.open(p) as f:',
    '    with a() as b, open(p) as f:',
    '    with a(x, ")") as b, c.open(p) as f:',
    '    open(p, "w").close()',
    '    open(join(a, b)).close()',
  ])
    it(`is: ${line.trim()}`, () => {
      assert.ok(asked(line));
    });

  for (const line of [
    '    f = open(p)',
    '    with closing(open(p)) as f:',
    '    with a(b, open(p)) as f:',
    '    open(p).closed()',
    '    open(p).read()',
    '    # with what is open(',
    '    without open(p)',
  ])
    it(`is not: ${line.trim()}`, () => {
      assert.ok(!asked(line));
    });
});
