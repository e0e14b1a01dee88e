import { readWasm } from '../../server/workspace/grammars.ts';
import { loadGrammar } from '../tree-sitter/loader.ts';
import { describeLowering, printGraphs } from '../tree-sitter/test/lowering.ts';
import { lowerPython } from './lower.ts';

await loadGrammar('python', readWasm);

describeLowering({
  name: 'Python',
  folder: 'python',
  lower: (text) => lowerPython({ path: '/fixture.py', text }),
  printers: { flow: printGraphs },
  source:
    'class A:\n  async def f(s, x=1):\n    async with g(x) as y:\n      return [z async for z in y if z in (1, 2)]\n',
  around: (expression) => `def f():\n  return ${expression}\n`,
});
