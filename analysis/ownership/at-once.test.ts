import assert from 'node:assert/strict';
import { compileCatalogue } from '../catalogue/index.ts';
import { goFamilies } from '../../languages/go/catalogue/index.ts';
import { lowerGo } from '../../languages/go/lower.ts';
import { pythonFamilies } from '../../languages/python/catalogue/index.ts';
import { lowerPython } from '../../languages/python/lower.ts';
import { loadGrammar } from '../../languages/tree-sitter/loader.ts';
import { readWasm } from '../../server/workspace/grammars.ts';
import { isReleasedAtOnce } from './at-once.ts';

await loadGrammar('go', readWasm);
await loadGrammar('python', readWasm);
const catalogue = compileCatalogue(goFamilies);

/** Whether what the first call of a package in the function gives is released at once. */
function says(body: string): boolean {
  const text = `package p\n\nimport (\n\t"context"\n\t"net/http/httptest"\n\t"os"\n\t"time"\n)\n\nfunc f(ctx context.Context) error {\n${body}\n\treturn nil\n}\n`;
  const file = lowerGo({ path: '/a.go', text });
  const found = file?.functions.find(({ name }) => name === 'f');
  assert.ok(file !== null && found !== undefined);
  const graph = file.graph(found.id);
  for (const [block, { steps }] of graph.blocks.entries())
    for (const step of steps)
      if (step.op === 'call' && step.reference?.kind === 'export') {
        const entries = catalogue.byExport(step.reference.module, step.reference.path, step.construct);
        assert.notEqual(entries.acquisitions.length, 0);
        return isReleasedAtOnce(catalogue, entries, graph, block, step);
      }
  assert.fail('nothing is called');
}

describe('what is released at once', () => {
  const is = {
    'a cancel function that is deferred':
      'ctx, cancel := context.WithTimeout(ctx, time.Second); defer cancel(); g(ctx)',
    'one that is called': '_, cancel := context.WithCancel(ctx); cancel()',
    'a file, after the check that it is open':
      'x, err := os.Open("x"); if err != nil { return err }; defer x.Close(); g(x)',
    'what is all that a call gives': 's := httptest.NewServer(nil); defer s.Close(); g(s)',
    'a ticker': 't := time.NewTicker(time.Second); defer t.Stop(); for range t.C { g() }',
  };
  for (const [what, body] of Object.entries(is))
    it(`is: ${what}`, () => {
      assert.equal(says(body), true);
    });

  const isNot = {
    'a cancel function that is deferred later':
      'ctx, cancel := context.WithCancel(ctx); g(ctx); defer cancel()',
    'one that is handed on': 'ctx, cancel := context.WithCancel(ctx); g(ctx, cancel)',
    'one that is kept': 'ctx, cancel := context.WithCancel(ctx); s.cancel = cancel; cancel()',
    'one that is called beside': 'ctx, cancel := context.WithCancel(ctx); go cancel(); g(ctx)',
    'another one': 'ctx, cancel := context.WithCancel(ctx); other(); g(ctx, cancel)',
    'one that is called in a function':
      'ctx, cancel := context.WithCancel(ctx); defer func() { cancel() }(); g(ctx)',
    'a file that is closed where something else is so':
      'x, err := os.Open("x"); if ready { defer x.Close() }; g(x, err)',
    'a file whose other method is called':
      'x, err := os.Open("x"); if err != nil { return err }; defer x.Sync(); g(x)',
    'a variable that has got another value':
      'ctx, cancel := context.WithCancel(ctx); cancel = later; cancel()',
  };
  for (const [what, body] of Object.entries(isNot))
    it(`is not: ${what}`, () => {
      assert.equal(says(body), false);
    });
});

describe('what a block gives back', () => {
  /** Whether a block that is entered by this expression gives back what the last name in it acquires. */
  function isGivenBack(expression: string): boolean {
    const text = `import sqlite3, zipfile\n\ndef f(path):\n    with ${expression} as x:\n        use(x)\n`;
    const file = lowerPython({ path: '/a.py', text });
    const found = file?.functions.find(({ name }) => name === 'f');
    assert.ok(file !== null && found !== undefined);
    const python = compileCatalogue(pythonFamilies);
    const graph = file.graph(found.id);
    for (const [block, { steps }] of graph.blocks.entries())
      for (const step of steps) {
        if (step.op !== 'call') continue;
        const { reference } = step;
        const entries =
          reference?.kind === 'export'
            ? python.byExport(reference.module, reference.path, step.construct)
            : reference?.kind === 'global'
              ? python.byGlobal(reference.path, step.construct)
              : null;
        if (entries !== null && entries.acquisitions.length > 0)
          return isReleasedAtOnce(python, entries, graph, block, step);
      }
    assert.fail('nothing is acquired');
  }

  it('is what it is entered by', () => {
    assert.equal(isGivenBack('open(path)'), true);
    assert.equal(isGivenBack('zipfile.ZipFile(path)'), true);
  });

  it('is not what that is made of', () => {
    assert.equal(isGivenBack('wrap(open(path))'), false);
  });

  it('is no connection whose block ends a transaction', () => {
    assert.equal(isGivenBack('sqlite3.connect(path)'), false);
  });
});
