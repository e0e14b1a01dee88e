import assert from 'node:assert/strict';
import type { TreeCursor } from 'web-tree-sitter';
import { readWasm } from '../../server/workspace/grammars.ts';
import { loaded, loadGrammar, type Grammar } from './loader.ts';
import { parse, walk, type SyntaxTree } from './tree.ts';

const SOURCES: Readonly<Record<Grammar, string>> = {
  go: 'package p\n\n// Says hello.\nfunc f(a, b int) (err error) {\n\tdefer g(a)\n\tif x := h(b); x != nil {\n\t\treturn x.y[0]\n\t}\n\treturn\n}\n',
  python:
    'import os\n\ndef f(a, *b, c=1):\n    # why\n    with open(a) as g, h():\n        yield [x for x in g if x]\n    return {"k": -c}\n',
  java: 'package p;\n\n/** What it is. */\n@Old class A<T> extends B {\n  int f(T a) throws E { // why\n    try (var c = new C(a)) { return c.d().e[0]; }\n  }\n}\n',
};

await Promise.all((['go', 'python', 'java'] as const).map((name) => loadGrammar(name, readWasm)));

describe('syntax trees of tree-sitter', () => {
  for (const name of ['go', 'python', 'java'] as const) {
    it(`are copied as the library tells of them: ${name}`, () => {
      const source = SOURCES[name];
      for (let end = 0; end <= source.length; end += 1) {
        const text = source.slice(0, end);
        assert.deepEqual(copied(name, text), told(name, text), `after ${JSON.stringify(text.slice(-20))}`);
      }
    });
  }

  it('leave out what is neither named nor in a field where only that is wanted', () => {
    const types = walk(tree('java', 'class A { int b = 1; }', 'named').root).map(({ type }) => type);
    assert.ok(types.includes('class_body'));
    assert.ok(!types.includes('{') && !types.includes(';'));
  });

  it('have errors where something is missing, whatever is wanted', () => {
    for (const detail of ['all', 'named'] as const) {
      const { errors } = tree('java', 'class A { int b = 1 }', detail);
      assert.deepEqual(
        errors.map(({ message }) => message),
        ['syntax error: ; is missing'],
      );
    }
  });

  it('have no error where a text ends without a line break', () => {
    assert.deepEqual(tree('go', 'package p\n\nfunc f() {}').errors, []);
  });
});

function tree(grammar: Grammar, text: string, detail?: 'all' | 'named'): SyntaxTree {
  const found = parse(grammar, text, detail);
  assert.ok(found);
  return found;
}

/** One line a node: its type, its field and where it lies. */
function copied(grammar: Grammar, text: string): readonly string[] {
  const { root, comments } = tree(grammar, text);
  const nodes = walk(root).map(
    ({ type, named, field, start, end, missing }) =>
      `${type} ${String(named)} ${field ?? '-'} ${String(start)}-${String(end)} ${String(missing)}`,
  );
  return [...nodes, ...comments.map(({ range }) => `comment ${String(range.start)}-${String(range.end)}`)];
}

/** The same by the library's own cursor. */
function told(grammar: Grammar, text: string): readonly string[] {
  const found = loaded(grammar)?.parser.parse(text);
  assert.ok(found);
  const cursor = found.walk();
  const nodes: string[] = [];
  const comments: string[] = [];
  tell(cursor, nodes, comments);
  cursor.delete();
  found.delete();
  return [...nodes, ...comments];
}

function tell(cursor: TreeCursor, nodes: string[], comments: string[]): void {
  const { nodeIsNamed, nodeIsMissing, startIndex, endIndex, currentFieldName } = cursor;
  // Only what has no number in the grammar is an error; the library says so also of what has no name.
  const type = cursor.nodeType === 'ERROR' && !nodeIsNamed ? '' : cursor.nodeType;
  const range = `${String(startIndex)}-${String(endIndex)}`;
  if (type.endsWith('comment')) {
    comments.push(`comment ${range}`);
    return;
  }
  nodes.push(`${type} ${String(nodeIsNamed)} ${currentFieldName ?? '-'} ${range} ${String(nodeIsMissing)}`);
  if (!nodeIsNamed || !cursor.gotoFirstChild()) return;
  do tell(cursor, nodes, comments);
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
}
