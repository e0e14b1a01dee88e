import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUpAfterEach, LEAK, temporaryProject, writeTree, type Tree } from '../../test/tools/temp.ts';
import { Workspace } from './workspace.ts';

const helper = `import { openSync } from 'node:fs';
export function logFor(name: string): number {
  const fd = openSync(name, 'a');
  return fd;
}
`;
const around = `import { logFor } from './helper.js';
export function second(name: string): number {
  return logFor(name + '.2');
}
`;
const leaks = (from: string, name: string): string => `import { ${name} } from '${from}';
export function work(): void {
  const log = ${name}('x');
  console.log(log === 1);
}
`;

/** What is found in the files of a project, each checked in this order: «quiet» or how many findings. */
function check(tree: Tree, order: readonly string[]): Record<string, string | number> {
  const root = temporaryProject({ '.git/HEAD': '', ...tree });
  const workspace = new Workspace({ cwd: root });
  const entries = order.map((file): [string, string | number] => {
    const { state, findings } = workspace.check(join(root, file));
    return [file, state === 'quiet' ? 'quiet' : findings.length];
  });
  return Object.fromEntries(entries.sort());
}

describe('gate', () => {
  cleanUpAfterEach();

  it('lets files stop that name nothing to look for', () => {
    assert.deepEqual(check({ 'a.ts': 'export const a = 1;\n', 'b.ts': LEAK }, ['a.ts', 'b.ts']), {
      'a.ts': 'quiet',
      'b.ts': 1,
    });
  });

  it('lowers only the files of a barrel that a name can come from', () => {
    const others = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`error${index}.ts`, `export class Error${index} {}\n`]),
    );
    const stars = Object.keys(others).map((file) => `export * from './${file.replace('.ts', '.js')}';\n`);
    const root = temporaryProject({
      '.git/HEAD': '',
      ...others,
      'helper.ts': helper,
      'index.ts': `${stars.join('')}export * from './helper.js';\n`,
      'a.ts': leaks('./index.js', 'logFor'),
    });
    const workspace = new Workspace({ cwd: root });
    assert.equal(workspace.check(join(root, 'a.ts')).findings.length, 1);
    // The file itself, the barrel and the helper.
    assert.equal(workspace.sources.lowered, 3);
  });

  it('lets files in that open something through a helper, a helper of a helper, or a barrel', () => {
    const tree = {
      'helper.ts': helper,
      'around.ts': around,
      'index.ts': `export * from './around.js';\nexport { logFor } from './helper.js';\n`,
      'a.ts': leaks('./helper.js', 'logFor'),
      'b.ts': leaks('./around.js', 'second'),
      'c.ts': leaks('./index.js', 'second'),
      'd.ts': leaks('./helper.js', 'somethingElse'),
    };
    const found = { 'a.ts': 1, 'b.ts': 1, 'c.ts': 1, 'd.ts': 'quiet' };
    assert.deepEqual(check(tree, ['a.ts', 'b.ts', 'c.ts', 'd.ts']), found);
    assert.deepEqual(check(tree, ['d.ts', 'c.ts', 'b.ts', 'a.ts']), found);
    assert.deepEqual(check(tree, ['c.ts']), { 'c.ts': 1 });
  });

  it('survives imports in circles', () => {
    const tree = {
      'a.ts': `import './b.js';\nexport * from './b.js';\n`,
      'b.ts': `export * from './a.js';\n`,
    };
    assert.deepEqual(check(tree, ['a.ts', 'b.ts']), { 'a.ts': 'quiet', 'b.ts': 'quiet' });
  });

  it('opens for a helper that appears', () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': leaks('./helper.js', 'logFor') });
    assert.equal(new Workspace({ cwd: root }).check(join(root, 'a.ts')).state, 'quiet');
    writeTree(root, { 'helper.ts': helper });
    assert.equal(new Workspace({ cwd: root }).check(join(root, 'a.ts')).findings.length, 1);
  });
});

describe('gate of a package', () => {
  cleanUpAfterEach();

  it('lets files in that use what a neighbour makes of its own', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'go.mod': 'module a\n',
      'pool.go': `package a

type Pool struct{ used []int }

func NewPool(size int) *Pool { return &Pool{used: make([]int, size)} }

func (p *Pool) Close() {}
`,
      'other.go': 'package a\n\nfunc NewPoolOf(names []string) int { return len(names) }\n',
      'use.go': 'package a\n\nfunc work() {\n\tpool := NewPool(3)\n\tprintln(pool.used)\n}\n',
      'quiet.go': 'package a\n\nfunc rest() {\n\tprintln(NewPoolOf(nil))\n}\n',
    });
    const workspace = new Workspace({ cwd: root });
    const files = ['use.go', 'quiet.go'].map((file) => join(root, file));
    await workspace.prepare(files);
    assert.deepEqual(
      files.map((file) => workspace.check(file).state),
      ['analysed', 'quiet'],
    );
  });
});

describe('what a package makes, while it is edited', () => {
  cleanUpAfterEach();

  it('is asked again when its type changes in another file', async () => {
    const pool = (close: string): string => `package a\n\ntype Pool struct{ used []int }\n\n${close}\n`;
    const root = temporaryProject({
      '.git/HEAD': '',
      'go.mod': 'module a\n',
      'pool.go': pool('func (p *Pool) Close() {}'),
      'make.go': 'package a\n\nfunc NewPool(size int) *Pool { return &Pool{used: make([]int, size)} }\n',
      'use.go': 'package a\n\nfunc work() {\n\tpool := NewPool(3)\n\tprintln(pool.used)\n}\n',
    });
    const workspace = new Workspace({ cwd: root, changing: true });
    const [use, made] = [join(root, 'use.go'), join(root, 'pool.go')];
    await workspace.prepare([use]);
    const rules = (): readonly string[] => workspace.check(use).findings.map(({ finding }) => finding.rule);
    assert.deepEqual(rules(), ['unreleased-connection']);
    workspace.sources.open(made, pool('func (p *Pool) Len() int { return 0 }'));
    workspace.changed([made]);
    assert.deepEqual(rules(), []);
    workspace.sources.open(made, pool('func (p *Pool) Close() {}'));
    workspace.changed([made]);
    assert.deepEqual(rules(), ['unreleased-connection']);
  });
});

describe('gate of what functions give', () => {
  cleanUpAfterEach();

  /** How many files are lowered for one that calls a neighbour's function of these parameters and results. */
  async function lowered(head: string): Promise<number> {
    const root = temporaryProject({
      '.git/HEAD': '',
      'go.mod': 'module a\n',
      'files.go': `package a\n\nimport "os"\n\nfunc size${head} {\n\tos.Open("a")\n\treturn\n}\n`,
      'use.go': 'package a\n\nfunc work() {\n\tsize("a")\n}\n',
    });
    const workspace = new Workspace({ cwd: root });
    const file = join(root, 'use.go');
    await workspace.prepare([file]);
    workspace.check(file);
    return workspace.sources.lowered;
  }

  for (const head of ['(name string)', '(name string) error', '[T any](name T) (ok bool, err error)'])
    it(`asks nobody who gives values alone: ${head}`, async () => {
      assert.equal(await lowered(head), 0);
    });

  for (const head of [
    '(name string) *os.File',
    '(name string) (int, error)',
    '() chan error',
    '() (out chan error)',
    '() (chan error)',
    '(ask func() error) (f any)',
  ])
    it(`asks who may give more: ${head}`, async () => {
      assert.notEqual(await lowered(head), 0);
    });
});

/** Whether a Go file with these declarations is analysed, or the gate stops it. */
async function opensGo(declarations: string): Promise<boolean> {
  const root = temporaryProject({
    '.git/HEAD': '',
    'go.mod': 'module a\n',
    'a.go': `package a\n\n${declarations}\n`,
  });
  const workspace = new Workspace({ cwd: root });
  const file = join(root, 'a.go');
  await workspace.prepare([file]);
  return workspace.check(file).state === 'analysed';
}

describe('gate of what a call gives', () => {
  cleanUpAfterEach();

  /** Whether a file is analysed that names net/http and holds this statement. */
  const opens = (statement: string): Promise<boolean> =>
    opensGo(`import "net/http"\n\nfunc f(c Getter, h http.Header) {\n\t${statement}\n}`);

  it('lets a file through that may get a response and an error', async () => {
    assert.ok(await opens('resp, err := c.Get("/")'));
  });

  it('stops where one result is taken, which no client gives', async () => {
    assert.ok(!(await opens('if h.Get("Accept") == "" { return }')));
  });
});

describe('gate of what is seen to', () => {
  cleanUpAfterEach();

  const opens = (...statements: string[]): Promise<boolean> =>
    opensGo(`import "context"\n\nfunc f(ctx context.Context) {\n\t${statements.join('\n\t')}\n}`);

  it('stops where all that is acquired is released by the statement behind', async () => {
    assert.ok(!(await opens('ctx, cancel := context.WithCancel(ctx)', 'defer cancel()', 'g(ctx)')));
  });

  it('stops where a block is entered by all that is acquired', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'managed.py': 'def f(p):\n    with open(p) as g:\n        return g.read()\n',
      'open.py': 'def f(p):\n    with open(p) as g:\n        return open(g.read()).read()\n',
      'left.py': 'import sqlite3\n\ndef f(p):\n    with sqlite3.connect(p) as g:\n        g.execute("x")\n',
    });
    const workspace = new Workspace({ cwd: root });
    const files = ['managed.py', 'open.py', 'left.py'].map((name) => join(root, name));
    await workspace.prepare(files);
    assert.deepEqual(
      files.map((file) => workspace.check(file).state),
      ['quiet', 'analysed', 'analysed'],
    );
  });

  it('lets a file through in which one is not', async () => {
    const one = ['ctx, cancel := context.WithCancel(ctx)', 'defer cancel()'];
    assert.ok(await opens(...one, 'other, stop := context.WithCancel(ctx)', 'g(other, stop)'));
  });
});

describe('gate of what is made', () => {
  cleanUpAfterEach();

  /** How many files are lowered for one that calls a function `NewThing` of this head in another package. */
  async function lowered(head: string): Promise<number> {
    const root = temporaryProject({
      '.git/HEAD': '',
      'go.mod': 'module a\n',
      'b/thing.go': `package b\n\ntype Thing struct{}\n\ntype ThingPool struct{}\n\nfunc (*ThingPool) Close() {}\n\nfunc NewThing${head} { return nil }\n`,
      'use.go':
        'package a\n\nimport (\n\t"a/b"\n\t"os"\n)\n\nfunc work() {\n\tb.NewThing()\n\tos.Remove("x")\n\tos.Open("x")\n}\n',
    });
    const workspace = new Workspace({ cwd: root });
    const file = join(root, 'use.go');
    await workspace.prepare([file]);
    workspace.check(file);
    return workspace.sources.lowered;
  }

  it('does not look at a file whose function makes nothing that must be closed', async () => {
    assert.equal(await lowered('(options ...interface{}) *Thing'), 1);
  });

  it('looks at one whose function may', async () => {
    assert.equal(await lowered('(options ...interface{}) *ThingPool'), 2);
  });
});

describe('gate of channels', () => {
  cleanUpAfterEach();

  const opens = (send: string, close: string): Promise<boolean> =>
    opensGo(
      `type S struct{ out, done chan int }\n\nfunc (s *S) run() {\n\t${send}\n\t<-s.done\n}\n\nfunc (s *S) Close() { ${close} }`,
    );

  it('lets a file through that sends, and closes what it keeps', async () => {
    assert.ok(await opens('s.out <- 1', 'close(s.done)'));
  });

  it('stops one that only sends where it also waits for something else', async () => {
    assert.ok(!(await opens('select { case s.out <- 1: }', 'close(s.done)')));
  });

  it('stops one that closes a variable', async () => {
    assert.ok(!(await opens('s.out <- 1', 'done := s.done; close(done)')));
  });
});

describe('gate of a class', () => {
  cleanUpAfterEach();

  it('lets files in that get something from a static method of another', async () => {
    const root = temporaryProject({
      '.git/HEAD': '',
      'p/Files.java': `package p;
import java.io.FileInputStream;
class Files {
  static FileInputStream open(String name) throws Exception { return new FileInputStream(name); }
  static int size(String name) { return name.length(); }
}
`,
      'p/Use.java': 'package p;\nclass Use { int m() throws Exception { return Files.open("a").read(); } }\n',
      'p/Quiet.java': 'package p;\nimport p.Files;\nclass Quiet { int open() { return Files.size("a"); } }\n',
    });
    const workspace = new Workspace({ cwd: root });
    const files = ['p/Use.java', 'p/Quiet.java'].map((file) => join(root, file));
    await workspace.prepare(files);
    assert.deepEqual(
      files.map((file) => workspace.check(file).state),
      ['analysed', 'quiet'],
    );
    // The file that gives something out, and the one that takes it.
    assert.equal(workspace.sources.lowered, 2);
  });

  it('lets a file through that gets something by a method of the class above a class', async () => {
    const root = temporaryProject({
      'p/Database.java': `package p;
import java.sql.Connection;
import javax.sql.DataSource;
abstract class Database {
  private DataSource source;
  Connection getConnection() throws Exception { return source.getConnection(); }
}
`,
      'p/Media.java': `package p;
class Media extends Database {
  private static Media instance;
  static java.sql.Connection available() throws Exception { return instance.getConnection(); }
}
`,
      'p/User.java':
        'package p;\nclass User { void use() throws Exception { Media.available().commit(); } }\n',
    });
    const workspace = new Workspace({ cwd: root });
    const file = join(root, 'p/User.java');
    await workspace.prepare([file]);
    assert.equal(workspace.check(file).state, 'analysed');
  });
});

describe('findings in tests', () => {
  cleanUpAfterEach();

  /** The level of the leak in a file of a project. */
  function level(tree: Tree, folder: string, file: string): string | undefined {
    const root = temporaryProject(tree);
    const workspace = new Workspace({ cwd: join(root, folder) });
    return workspace.check(join(root, folder, file)).findings[0]?.finding.severity;
  }

  it('are known by their place in the project, not by where the project lies', () => {
    assert.equal(level({ 'p/.git/HEAD': '', 'p/test/a.ts': LEAK }, 'p', 'test/a.ts'), 'information');
    assert.equal(level({ 'test/p/.git/HEAD': '', 'test/p/a.ts': LEAK }, 'test/p', 'a.ts'), 'warning');
    assert.equal(
      level({ 'test/p/.git/HEAD': '', 'test/p/a.test.ts': LEAK }, 'test/p', 'a.test.ts'),
      'information',
    );
  });

  it('are treated like all other code on request', () => {
    const tree = {
      'p/.git/HEAD': '',
      'p/leaklint.config.json': '{ "tests": "normal" }',
      'p/a.test.ts': LEAK,
    };
    assert.equal(level(tree, 'p', 'a.test.ts'), 'warning');
  });
});
