import assert from 'node:assert/strict';
import { readWasm } from '../../../server/workspace/grammars.ts';
import { loadGrammar } from '../../tree-sitter/loader.ts';
import { lowerGo } from '../lower.ts';

await loadGrammar('go', readWasm);

describe('how many results a Go call may give', () => {
  /** Whether the call of `g` is known to give one result. */
  function isOne(statement: string): boolean {
    const flow = lowerGo({
      path: '/a.go',
      text: `package p\n\nfunc f() (int, error) {\n\t${statement}\n}\n`,
    });
    assert.ok(flow !== null);
    const calls = flow.functions
      .flatMap(({ id }) => flow.graph(id).blocks)
      .flatMap(({ steps }) => steps)
      .filter((step) => step.op === 'call')
      .filter(({ nameRange }) => flow.text.slice(nameRange.start, nameRange.end) === 'g');
    const [call, ...more] = calls;
    assert.ok(call !== undefined && more.length === 0);
    return call.oneResult === true;
  }

  for (const statement of [
    'x := g()',
    'if g() == "" {}',
    'h(1, g())',
    'return g(), nil',
    'x.y = g()',
    's := []int{g()}',
    'c <- g()',
    'for range g() {}',
  ])
    it(`one: ${statement}`, () => {
      assert.ok(isOne(statement));
    });

  for (const statement of [
    'x, err := g()',
    'var x, err = g()',
    'return g()',
    'h(g())',
    'g()',
    'go g()',
    'defer g()',
    'if x, err := g(); err != nil { h(x) }',
  ])
    it(`perhaps several: ${statement}`, () => {
      assert.ok(!isOne(statement));
    });
});
