import { readWasm } from '../../server/workspace/grammars.ts';
import { loadGrammar } from '../tree-sitter/loader.ts';
import { describeLowering, printGraphs } from '../tree-sitter/test/lowering.ts';
import { lowerGo } from './lower.ts';

await loadGrammar('go', readWasm);

describeLowering({
  name: 'Go',
  folder: 'go',
  lower: (text) => lowerGo({ path: '/fixture.go', text }),
  printers: { flow: printGraphs },
  source:
    'package p\nfunc f() (err error) { for { select { case v, ok := <-c: go g(v); default: defer h(ok) } } }',
  around: (expression) => `package p\nfunc f() int { return ${expression} }`,
});
