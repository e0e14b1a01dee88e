/** Holds that every text of the extension exists in every language that it claims to speak. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { inProject } from '../test/tools/project.ts';

const languages = ['zh-cn'];

describe('texts of the extension', () => {
  const manifest = readFileSync(inProject('package.json'), 'utf8');
  const inManifest = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);

  it('of the manifest exist in English', () => {
    assert.deepEqual(keysOf('package.nls.json'), sorted(inManifest));
  });

  for (const language of languages) {
    it(`of the manifest exist in ${language}`, () => {
      assert.deepEqual(keysOf(`package.nls.${language}.json`), sorted(inManifest));
    });

    it(`of the code exist in ${language}`, () => {
      assert.deepEqual(keysOf(`client/l10n/bundle.l10n.${language}.json`), sorted(textsOfCode()));
    });

    it(`fill in the same in ${language}`, () => {
      for (const file of [`client/l10n/bundle.l10n.${language}.json`]) {
        for (const [text, translated] of Object.entries(read(file)))
          assert.deepEqual(placeholders(translated), placeholders(text), text);
      }
    });
  }
});

function read(file: string): Record<string, string> {
  const content: unknown = JSON.parse(readFileSync(inProject(file), 'utf8'));
  assert.ok(typeof content === 'object' && content !== null);
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, String(value)]));
}

function keysOf(file: string): string[] {
  return Object.keys(read(file)).sort();
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function placeholders(text: string): string[] {
  return sorted(text.match(/\{\d+\}/g) ?? []);
}

/** The first argument of every `vscode.l10n.t(…)`, also where it was given the short name `t`. */
function textsOfCode(): string[] {
  const files = readdirSync(inProject('client'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(inProject('client', file), 'utf8');
      return textsIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    });
}

function textsIn(source: ts.SourceFile): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:vscode\.l10n\.)?t$/.test(node.expression.getText(source))) {
      const [text] = node.arguments;
      assert.ok(
        text !== undefined && ts.isStringLiteralLike(text),
        `${source.fileName}: a text has to be a literal, or it cannot be translated`,
      );
      texts.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}
