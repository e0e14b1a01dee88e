/** Holds the invariants of ARCHITECTURE.md by walking the imports. The titles are the names used there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { inProject } from './tools/project.ts';

interface Import {
  /** The importing file, relative to the project. */
  readonly from: string;
  /** What it names: a file of the project (relative to it), or a package or built-in module. */
  readonly to: string;
  readonly file: boolean;
}

const layers = ['client', 'protocol', 'server', 'rules', 'analysis', 'languages'];
const files = layers.flatMap(sourcesBelow);
const imports = files.flatMap(importsOf);

function sourcesBelow(layer: string): string[] {
  if (!existsSync(inProject(layer))) return [];
  return readdirSync(inProject(layer), { recursive: true, encoding: 'utf8' })
    .map((file) => `${layer}/${file.replaceAll('\\', '/')}`)
    .filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/\/(?:fixtures|test)\//.test(file),
    );
}

function importsOf(from: string): Import[] {
  const found = ts.preProcessFile(readFileSync(inProject(from), 'utf8'), true, true);
  return found.importedFiles.map(({ fileName }) => {
    const file = fileName.startsWith('.');
    return { from, to: file ? join(dirname(from), fileName).replaceAll('\\', '/') : fileName, file };
  });
}

function layerOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function listed(found: readonly Import[]): string[] {
  return found.map(({ from, to }) => `${from} imports ${to}`);
}

/** Modules that may be imported although they are built into Node: they touch nothing outside. */
const harmless = new Set(['node:module']);

describe('architecture', () => {
  it('is looked at at all', () => {
    assert.ok(files.length > 50);
    assert.ok(imports.length > 100);
  });

  it('one direction', () => {
    const allowed: Readonly<Record<string, readonly string[]>> = {
      client: ['client', 'protocol'],
      protocol: ['protocol'],
      server: ['server', 'protocol', 'rules', 'analysis', 'languages', 'package.json'],
      rules: ['rules', 'analysis'],
      analysis: ['analysis'],
      languages: ['languages', 'analysis'],
    };
    // The contract between rules and the fixes of a language; it holds types only.
    const contract = 'rules/rule.ts';
    const wrong = imports.filter(({ from, to, file }) => {
      if (!file || (layerOf(from) === 'languages' && to === contract)) return false;
      return allowed[layerOf(from)]?.includes(layerOf(to)) !== true;
    });
    assert.deepEqual(listed(wrong), []);
  });

  it('pure core', () => {
    const core = imports.filter(({ from }) => ['analysis', 'languages', 'rules'].includes(layerOf(from)));
    const wrong = core.filter(
      ({ to, file }) => !file && ((isBuiltin(to) && !harmless.has(to)) || to.startsWith('vscode')),
    );
    assert.deepEqual(listed(wrong), []);
    const impure = files.filter((file) => {
      if (!['analysis', 'languages', 'rules'].includes(layerOf(file))) return false;
      return globalsUsedIn(file).some((name) =>
        ['process', 'console', 'performance', 'setTimeout'].includes(name),
      );
    });
    assert.deepEqual(impure, []);
  });

  it('no language in the analysis', () => {
    const wrong = imports.filter(({ from, file }) => layerOf(from) === 'analysis' && !file);
    assert.deepEqual(listed(wrong), []);
  });

  it('no syntax tree in a rule', () => {
    const wrong = imports.filter(({ from, file }) => layerOf(from) === 'rules' && !file);
    assert.deepEqual(listed(wrong), []);
  });

  it('policy decides', () => {
    const allowed = ['rules/rule.ts', 'rules/policy.ts'];
    const wrong = files.filter((file) => {
      if (layerOf(file) !== 'rules' || allowed.includes(file)) return false;
      return /'(?:warning|information|hint)'/.test(readFileSync(inProject(file), 'utf8'));
    });
    assert.deepEqual(wrong, []);
  });

  it('one place for protocol types', () => {
    const built = /\b(?:DiagnosticSeverity|DiagnosticTag|MarkupKind|CodeActionKind)\b/;
    const wrong = files.filter(
      (file) =>
        layerOf(file) === 'server' &&
        file !== 'server/lsp/convert.ts' &&
        built.test(readFileSync(inProject(file), 'utf8')),
    );
    assert.deepEqual(wrong, []);
  });

  it('the client stays light', () => {
    const wrong = imports.filter(
      ({ from, to, file }) =>
        layerOf(from) === 'client' &&
        (file ? !['client', 'protocol'].includes(layerOf(to)) : /typescript/.test(to)),
    );
    assert.deepEqual(listed(wrong), []);
  });

  it('one assembly', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        layerOf(from) === 'server' && layerOf(to) === 'languages' && from !== 'server/workspace/engine.ts',
    );
    assert.deepEqual(listed(wrong), []);
  });

  it('is described by ARCHITECTURE.md under the same names', () => {
    const described = readFileSync(inProject('ARCHITECTURE.md'), 'utf8');
    const names = [...described.matchAll(/^- \*\*(.+?)\*\*: /gm)].map(([, name = '']) => name.toLowerCase());
    const tests = readFileSync(inProject('test/architecture.test.ts'), 'utf8');
    for (const name of names) assert.ok(tests.includes(`it('${name}'`), `no test holds «${name}»`);
    assert.ok(names.length >= 8);
  });
});

/** Names that a file uses as `name.…` or `name(…)` without declaring or importing them, roughly. */
function globalsUsedIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(inProject(file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const used: string[] = [];
  const visit = (node: ts.Node): void => {
    const head =
      ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) ? node.expression : undefined;
    if (head !== undefined && ts.isIdentifier(head)) used.push(head.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return used;
}
