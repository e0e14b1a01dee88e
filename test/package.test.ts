/** What `npm pack` puts into the package: what is needed to run, and nothing else. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rules } from '../rules/index.ts';
import { buildBundle, buildEslint } from './tools/build.ts';
import { inProject } from './tools/project.ts';

describe('the package for npm', () => {
  before(async function () {
    this.timeout(120_000);
    await Promise.all([buildBundle(), buildEslint()]);
  });

  it('holds the bundles, the grammars, the pages of the rules, the schema and the licences', () => {
    const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: inProject('.'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const files = new Set([...output.matchAll(/"path": "([^"]+)"/g)].map((match) => match[1] ?? ''));
    const needed = [
      'dist/leaklint.cjs',
      'dist/leaklint.licences.txt',
      'dist/compiler.cjs',
      'dist/typescript.cjs',
      'dist/flow-types.cjs',
      'dist/compiler.licences.txt',
      'dist/eslint.cjs',
      'dist/eslint.d.cts',
      'dist/eslint.licences.txt',
      'dist/web-tree-sitter.wasm',
      ...['python', 'go', 'java'].map((name) => `dist/tree-sitter-${name}.wasm`),
      ...rules.map(({ id }) => `dist/rules/${id}.md`),
      'schema/leaklint.config.schema.json',
      'README.md',
      'LICENSE',
      'package.json',
    ];
    assert.deepEqual(
      needed.filter((file) => !files.has(file)),
      [],
    );
    const allowed = /^(?:dist\/|schema\/|README\.md$|CHANGELOG\.md$|LICENSE$|package\.json$)/;
    assert.deepEqual(
      [...files].filter((file) => !allowed.test(file) || /\.(?:ts|map|vsix)$/.test(file)),
      [],
    );
  });

  it('passes on the licence of everything that is bundled', () => {
    const bundled = {
      leaklint: ['@babel/parser', 'web-tree-sitter', '@vscode/tree-sitter-wasm', 'ignore'],
      compiler: ['typescript', '@typescript-eslint/typescript-estree', 'flow-remove-types'],
    };
    for (const [bundle, names] of Object.entries(bundled)) {
      const text = readFileSync(inProject(`dist/${bundle}.licences.txt`), 'utf8');
      for (const name of names) assert.match(text, new RegExp(`^${name} \\d`, 'm'));
      assert.match(text, /Permission is hereby granted/);
    }
  });
});
