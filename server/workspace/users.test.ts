/** How often something happens rests on callers in other files: in the editor, and for what an earlier run has found. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUpAfterEach, temporaryProject, writeTree, type Tree } from '../../test/tools/temp.ts';
import { DiskCache } from './cache.ts';
import { Workspace } from './workspace.ts';

const SETUP = `package app;
public class Setup {
  public void load() throws Exception { new java.io.FileInputStream("a").read(); }
}
`;
const main = (body: string): string =>
  `package app;\npublic class Main { public static void main(String[] args) throws Exception { ${body} } }\n`;
const ONCE = main('new Setup().load();');
const OFTEN = main('for (String one : args) new Setup().load();');
const SERVER =
  'package web;\nimport app.Setup;\npublic class Server { public void handle() throws Exception { new Setup().load(); } }\n';

describe('what rests on who calls it', () => {
  cleanUpAfterEach();

  const files: Tree = { '.git/HEAD': '', 'src/app/Setup.java': SETUP, 'src/app/Main.java': ONCE };

  function levels(workspace: Workspace, setup: string): readonly string[] {
    return workspace.check(setup).findings.map(({ finding }) => finding.severity);
  }

  it('is found again while callers are edited', async () => {
    const root = temporaryProject({
      ...files,
      'src/web/Server.java': 'package web;\npublic class Server { }\n',
    });
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const at = (name: string): string => join(root, name);
    const setup = at('src/app/Setup.java');
    await workspace.prepare([setup]);
    assert.deepEqual(levels(workspace, setup), ['information']);
    const edits: readonly (readonly [file: string, text: string, level: string])[] = [
      ['src/app/Main.java', OFTEN, 'warning'],
      ['src/app/Main.java', ONCE, 'information'],
      // A file that did not name it before.
      ['src/web/Server.java', SERVER, 'warning'],
      ['src/web/Server.java', 'package web;\npublic class Server { }\n', 'information'],
    ];
    for (const [file, text, level] of edits) {
      workspace.sources.open(at(file), text);
      assert.ok(workspace.changed([at(file)]).has(setup), `${file} is not asked for`);
      assert.deepEqual(levels(workspace, setup), [level], text);
    }
  });

  it('is found again where the one who calls the caller is edited', async () => {
    const root = temporaryProject({
      ...files,
      'src/app/Main.java': main('new Step().run();'),
      'src/app/Step.java':
        'package app;\npublic class Step { void run() throws Exception { new Setup().load(); } }\n',
      'src/web/Server.java': 'package web;\npublic class Server { }\n',
    });
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const [setup, server] = [join(root, 'src/app/Setup.java'), join(root, 'src/web/Server.java')];
    await workspace.prepare([setup]);
    assert.deepEqual(levels(workspace, setup), ['information']);
    workspace.sources.open(server, SERVER.replaceAll('Setup', 'Step').replace('.load()', '.run()'));
    assert.ok(workspace.changed([server]).has(setup));
    assert.deepEqual(levels(workspace, setup), ['warning']);
  });

  it('is found again while callers of a function in its package are edited', async () => {
    const ofMain = (text: string): string => `package main\n${text}`;
    const once = ofMain('func main() { load() }\n');
    const root = temporaryProject({
      '.git/HEAD': '',
      'setup.go': ofMain('import "os"\nfunc load() {\n\tfile, _ := os.Open("a")\n\tfile.Read(nil)\n}\n'),
      'main.go': once,
      'server.go': ofMain('type server struct{}\n'),
    });
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const setup = join(root, 'setup.go');
    await workspace.prepare([setup]);
    assert.deepEqual(levels(workspace, setup), ['information']);
    const edits: readonly (readonly [file: string, text: string, level: string])[] = [
      ['main.go', ofMain('func main() {\n\tfor {\n\t\tload()\n\t}\n}\n'), 'warning'],
      ['main.go', once, 'information'],
      ['server.go', ofMain('func Serve(then func(func())) { then(load) }\n'), 'warning'],
      ['server.go', ofMain('type server struct{}\n'), 'information'],
    ];
    for (const [file, text, level] of edits) {
      workspace.sources.open(join(root, file), text);
      assert.ok(workspace.changed([join(root, file)]).has(setup), `${file} is not asked for`);
      assert.deepEqual(levels(workspace, setup), [level], text);
    }
  });

  it('is found again while packages that call it are edited', async () => {
    const caller = (text: string): string =>
      `package serve\n\nimport "example.com/p/internal/boot"\n\n${text}`;
    const root = temporaryProject({
      '.git/HEAD': '',
      'go.mod': 'module example.com/p\n',
      'internal/boot/boot.go':
        'package boot\n\nimport "os"\n\nfunc Load() {\n\tfile, _ := os.Open("a")\n\tfile.Read(nil)\n}\n',
      'main.go': 'package main\n\nimport "example.com/p/internal/boot"\n\nfunc main() { boot.Load() }\n',
      'serve/serve.go': 'package serve\n',
    });
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const [setup, server] = [join(root, 'internal/boot/boot.go'), join(root, 'serve/serve.go')];
    await workspace.prepare([setup]);
    assert.deepEqual(levels(workspace, setup), ['information']);
    for (const [text, level] of [
      [caller('func handle() { boot.Load() }\n\nfunc Serve() { handle() }\n'), 'warning'],
      ['package serve\n', 'information'],
      [caller('func init() { boot.Load() }\n'), 'information'],
      [caller('func init() { then(boot.Load) }\n'), 'warning'],
    ] as const) {
      workspace.sources.open(server, text);
      assert.ok(workspace.changed([server]).has(setup), 'it is not asked for');
      assert.deepEqual(levels(workspace, setup), [level], text);
    }
  });

  const PROGRAM: Tree = {
    '.git/HEAD': '',
    'go.mod': 'module example.com/p\n',
    'doc.go': 'package p\n',
    'boot/boot.go':
      'package boot\n\nimport "os"\n\nfunc Load() {\n\tfile, _ := os.Open("a")\n\tfile.Read(nil)\n}\n',
    'cmd/p/main.go': 'package main\n\nimport "example.com/p/boot"\n\nfunc main() { boot.Load() }\n',
  };
  const LIBRARY = 'package p\n\nfunc Serve() {}\n';

  it('is found again while the root of a module becomes a library', async () => {
    const root = temporaryProject(PROGRAM);
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const [setup, base] = [join(root, 'boot/boot.go'), join(root, 'doc.go')];
    await workspace.prepare([setup]);
    assert.deepEqual(levels(workspace, setup), ['information']);
    for (const [text, level] of [
      [LIBRARY, 'warning'],
      ['package p\n', 'information'],
    ] as const) {
      workspace.sources.open(base, text);
      assert.ok(workspace.changed([base]).has(setup), 'it is not asked for');
      assert.deepEqual(levels(workspace, setup), [level], text);
    }
  });

  it('is not taken from an earlier run where a module has become a library', async () => {
    const root = temporaryProject(PROGRAM);
    mkdirSync(join(root, 'node_modules'));
    const setup = join(root, 'boot/boot.go');
    const run = (tree: Tree): Promise<Run> => runWith(root, setup, tree);
    assert.deepEqual(await run({}), ['analysed', ['information']]);
    assert.deepEqual(await run({}), ['cached', ['information']]);
    assert.deepEqual(await run({ 'doc.go': LIBRARY }), ['analysed', ['warning']]);
  });

  it('is found again while modules that import a function are edited', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'app/__init__.py': '',
      'app/steps.py': 'def load():\n    file = open("a")\n    file.read(1)\n',
      'app/serve.py': '',
      'run.py': 'from app.steps import load\nload()\n',
    });
    const workspace = new Workspace({ cwd: root, engine: null, changing: true });
    const [steps, server] = [join(root, 'app/steps.py'), join(root, 'app/serve.py')];
    await workspace.prepare([steps]);
    assert.deepEqual(levels(workspace, steps), ['information']);
    for (const [text, level] of [
      ['from .steps import load\nroute(load)\n', 'warning'],
      ['from .steps import load\nload()\n', 'information'],
      ['from . import steps\ndef handle():\n    steps.load()\nroute(handle)\n', 'warning'],
      ['', 'information'],
    ] as const) {
      workspace.sources.open(server, text);
      assert.ok(workspace.changed([server]).has(steps), 'it is not asked for');
      assert.deepEqual(levels(workspace, steps), [level], text);
    }
  });

  it('is not taken from an earlier run where a caller came or changed', async () => {
    const root = temporaryProject(files);
    mkdirSync(join(root, 'node_modules'));
    const setup = join(root, 'src/app/Setup.java');
    const run = (tree: Tree): Promise<Run> => runWith(root, setup, tree);
    assert.deepEqual(await run({}), ['analysed', ['information']]);
    assert.deepEqual(await run({}), ['cached', ['information']]);
    assert.deepEqual(await run({ 'src/app/Main.java': OFTEN }), ['analysed', ['warning']]);
    assert.deepEqual((await run({ 'src/app/Main.java': ONCE }))[1], ['information']);
    assert.deepEqual((await run({ 'src/web/Server.java': SERVER }))[1], ['warning']);
  });
});

type Run = readonly [state: string, levels: readonly string[]];

/** What a run of its own says of a file, once these files are written; the next one may take it from the cache. */
async function runWith(root: string, path: string, tree: Tree): Promise<Run> {
  writeTree(root, tree);
  const workspace = new Workspace({ cwd: root, engine: 'e', cache: (at) => new DiskCache(at) });
  await workspace.prepare([path]);
  const { state, findings } = workspace.check(path);
  workspace.save();
  return [state, findings.map(({ finding }) => finding.severity)];
}
