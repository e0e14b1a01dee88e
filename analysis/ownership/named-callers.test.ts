import assert from 'node:assert/strict';
import { memoryProject } from '../../test/harness/project.ts';
import { analyseFile } from '../analyse.ts';

/** A function that opens a file and leaves it open. */
const load = (name = 'load'): string => `func ${name}() {\n\tfile, _ := os.Open("a")\n\tfile.Read(nil)\n}\n`;

type Files = Readonly<Record<string, string>>;

/** In which context the file is left open that is opened in the one file. */
function contextAt(files: Files): string {
  const path = `/src/${Object.keys(files).find((one) => one.endsWith('/setup.go')) ?? ''}`;
  const texts = Object.entries(files).map(([name, text]): [string, string] => [
    `/src/${name}`,
    name.endsWith('.go') ? text.replace('\n', '\n\nimport "os"\n') : text,
  ]);
  const [loss, ...more] = analyseFile(memoryProject(new Map(texts)), path).losses;
  assert.ok(loss);
  assert.deepEqual(more, []);
  return loss.context;
}

const inPackage = (name: string, text: string): string => `package ${name}\n${text}`;

describe('the start of a program of packages', () => {
  const setup = { 'app/setup.go': inPackage('app', load()) };
  const once: Readonly<Record<string, Files>> = {
    'an initialiser calls it': { 'app/setup.go': inPackage('app', `${load()}func init() { load() }\n`) },
    'one of another file does': { ...setup, 'app/init.go': inPackage('app', 'func init() { load() }\n') },
    'the value of a variable is made by it': {
      'app/setup.go': inPackage(
        'app',
        'var text = load()\nfunc load() string {\n\tfile, _ := os.Open("a")\n\tfile.Read(nil)\n\treturn ""\n}\n',
      ),
    },
    'a step of main': {
      'app/setup.go': inPackage('main', load()),
      'app/main.go': inPackage(
        'main',
        'func main() { os.Exit(run()) }\nfunc run() int {\n\tload()\n\treturn 0\n}\n',
      ),
    },
    'beside main, or before it is left': {
      'app/setup.go': inPackage('main', load()),
      'app/main.go': inPackage(
        'main',
        'func main() {\n\tgo func() { load() }()\n\tdefer func() { load() }()\n\tdefer load()\n}\n',
      ),
    },
    'a command runs it': {
      ...setup,
      'app/command.go': inPackage(
        'app',
        'import "github.com/spf13/cobra"\nvar serve = &cobra.Command{Use: "serve", Run: func(cmd *cobra.Command, args []string) { load() }}\n',
      ),
    },
    'a command is it': {
      'app/setup.go': inPackage(
        'app',
        'import "github.com/urfave/cli/v2"\nvar all = []*cli.Command{{Name: "load", Action: load}}\nfunc load(c *cli.Context) error {\n\tfile, _ := os.Open("a")\n\tfile.Read(nil)\n\treturn nil\n}\n',
      ),
    },
    'a method that only the package knows': {
      'app/setup.go': inPackage('main', `type app struct{}\n${load('(a *app) load')}`),
      'app/main.go': inPackage('main', 'func main() { (&app{}).load() }\n'),
    },
    'tests call it as well': {
      ...setup,
      'app/init.go': inPackage('app', 'func init() { load() }\n'),
      'app/setup_test.go': inPackage('app', 'func check() {\n\tfor {\n\t\tload()\n\t}\n}\n'),
    },
    'another package does, which alone can': {
      'go.mod': 'module example.com/p\n',
      'app/internal/boot/setup.go': inPackage('boot', load('Load')),
      'app/main.go': inPackage(
        'main',
        'import "example.com/p/app/internal/boot"\nfunc main() { boot.Load() }\n',
      ),
    },
    'a command of another package calls what calls it': {
      'go.mod': 'module example.com/p\n',
      'app/internal/boot/setup.go': inPackage('boot', load('Load')),
      'cmd/common.go': inPackage(
        'cmd',
        'import "example.com/p/app/internal/boot"\nfunc Init() { boot.Load() }\n',
      ),
      'cmd/server/server.go': inPackage(
        'server',
        'import (\n\t"github.com/spf13/cobra"\n\t"example.com/p/cmd"\n)\nvar serve = &cobra.Command{Run: func(c *cobra.Command, args []string) { cmd.Init() }}\n',
      ),
    },
    'it happens once in a process': {
      'app/setup.go': inPackage(
        'app',
        `import "sync"\nvar once sync.Once\n${load()}func Serve() { once.Do(func() { load() }) }\n`,
      ),
    },
    'the value of a variable is made by it when it is first asked for': {
      'app/setup.go': inPackage('app', `import "sync"\n${load()}var loaded = sync.OnceFunc(load)\n`),
    },
    'a command runs what is made of it': {
      'app/setup.go': inPackage(
        'app',
        `import "github.com/spf13/cobra"\n${load()}var serve = &cobra.Command{Use: "serve", Run: plain(load)}\n`,
      ),
      'app/plain.go': inPackage(
        'app',
        'func plain(run func()) func(cmd *cobra.Command, args []string) {\n\treturn func(cmd *cobra.Command, args []string) { run() }\n}\n',
      ),
    },
    'another package of a program does': {
      'go.mod': 'module example.com/p\n',
      'pkg/boot/setup.go': inPackage('boot', load('Load')),
      'main.go': inPackage('main', 'import "example.com/p/pkg/boot"\nfunc main() { boot.Load() }\n'),
    },
    'one of its commands does, and its root only says what it is': {
      'go.mod': 'module example.com/p\n',
      'doc.go': inPackage('p', 'const version = "1"\n'),
      'pkg/boot/setup.go': inPackage('boot', load('Load')),
      'cmd/p/main.go': inPackage('main', 'import "example.com/p/pkg/boot"\nfunc main() { boot.Load() }\n'),
    },
    'the package has a name of its own there': {
      'go.mod': 'module example.com/p\n',
      'app/internal/boot/setup.go': inPackage('boot', load('Load')),
      'app/main.go': inPackage(
        'main',
        'import start "example.com/p/app/internal/boot"\nfunc main() { start.Load() }\n',
      ),
    },
    'who uses the package means something else by the name': {
      'go.mod': 'module example.com/p\n',
      'app/internal/boot/setup.go': inPackage('boot', load('Load')),
      'app/main.go': inPackage(
        'main',
        'import "example.com/p/app/internal/boot"\nfunc main() { boot.Load() }\n',
      ),
      'app/more/more.go': inPackage(
        'more',
        'import (\n\t"example.com/p/app/internal/boot"\n\t"example.com/other"\n)\nfunc More() {\n\tboot.Stop()\n\tother.Load()\n}\n',
      ),
    },
    'the other system has a function of this name': {
      'app/setup.go': inPackage('main', load()),
      'app/a_windows.go': inPackage('main', 'func load() {}\n'),
      'app/main.go': inPackage('main', 'func main() { load() }\n'),
    },
  };
  for (const [how, files] of Object.entries(once))
    it(`is when ${how}`, () => {
      assert.equal(contextAt(files), 'start');
    });

  const often: Readonly<Record<string, Files>> = {
    'nobody calls it': setup,
    'main does so in a loop': {
      'app/setup.go': inPackage('main', load()),
      'app/main.go': inPackage('main', 'func main() {\n\tfor range os.Args {\n\t\tload()\n\t}\n}\n'),
    },
    'main is another package’s function': {
      ...setup,
      'app/main.go': inPackage('app', 'func main() { load() }\n'),
    },
    'it is handed on': {
      'app/setup.go': inPackage('main', load()),
      'app/main.go': inPackage('main', 'func main() {\n\tload()\n\tserve(load)\n}\n'),
    },
    'it is kept in a variable': {
      'app/setup.go': inPackage('main', load()),
      'app/main.go': inPackage('main', 'var later = load\nfunc main() { load() }\n'),
    },
    'what calls it is handed on': {
      'app/setup.go': inPackage('main', load()),
      'app/main.go': inPackage('main', 'func main() { serve(func() { load() }) }\n'),
    },
    'others call what calls it': {
      ...setup,
      'app/init.go': inPackage('app', 'func init() { load() }\nfunc Again() { load() }\n'),
    },
    'it calls itself by way of another': {
      'app/setup.go': inPackage('main', load()),
      'app/main.go': inPackage(
        'main',
        'func main() { walk(3) }\nfunc walk(n int) {\n\tload()\n\twalk(n - 1)\n}\n',
      ),
    },
    'another package may call it': {
      'app/setup.go': inPackage('app', `${load('Load')}func init() { Load() }\n`),
    },
    'one of several packages does so in a loop': {
      'go.mod': 'module example.com/p\n',
      'app/internal/boot/setup.go': inPackage('boot', load('Load')),
      'app/main.go': inPackage(
        'main',
        'import "example.com/p/app/internal/boot"\nfunc main() { boot.Load() }\n',
      ),
      'app/more/more.go': inPackage(
        'more',
        'import "example.com/p/app/internal/boot"\nfunc more() {\n\tfor {\n\t\tboot.Load()\n\t}\n}\nfunc init() { more() }\n',
      ),
    },
    'another module may import it': {
      'go.mod': 'module example.com/p\n',
      'app/boot/setup.go': inPackage('boot', load('Load')),
      'app/main.go': inPackage('main', 'import "example.com/p/app/boot"\nfunc main() { boot.Load() }\n'),
    },
    'it is not told which module it belongs to': {
      'app/internal/boot/setup.go': inPackage('boot', load('Load')),
      'app/main.go': inPackage(
        'main',
        'import "example.com/p/app/internal/boot"\nfunc main() { boot.Load() }\n',
      ),
    },
    'its package goes by another name': {
      'go.mod': 'module example.com/p\n',
      'app/internal/boot/setup.go': inPackage('start', load('Load')),
      'app/main.go': inPackage(
        'main',
        'import "example.com/p/app/internal/boot"\nfunc main() { start.Load() }\n',
      ),
    },
    'a method of a program is known by an interface': {
      'app/setup.go': inPackage('main', `type app struct{}\n${load('(a *app) Load')}`),
      'app/main.go': inPackage('main', 'func main() {\n\ta := &app{}\n\ta.Load()\n\tserve(a)\n}\n'),
    },
    'each instance does so once': {
      'app/setup.go': inPackage(
        'app',
        `import "sync"\ntype app struct{ once sync.Once }\n${load()}func (a *app) Serve() { a.once.Do(func() { load() }) }\n`,
      ),
    },
    'each call makes something that does so once': {
      'app/setup.go': inPackage('app', `import "sync"\n${load()}func Serve() { sync.OnceFunc(load)() }\n`),
    },
    'something else is made of it, too': {
      'app/setup.go': inPackage(
        'app',
        `import "github.com/spf13/cobra"\n${load()}var serve = &cobra.Command{Run: plain(load)}\nvar again = plain(load)\n`,
      ),
    },
    'the module is one that others begin with': {
      'go.mod': 'module example.com/p\n',
      'p.go': inPackage('p', 'func Serve() {}\n'),
      'pkg/boot/setup.go': inPackage('boot', load('Load')),
      'cmd/p/main.go': inPackage('main', 'import "example.com/p/pkg/boot"\nfunc main() { boot.Load() }\n'),
    },
    'the package is used with all its names': {
      'go.mod': 'module example.com/p\n',
      'app/internal/boot/setup.go': inPackage('boot', load('Load')),
      'app/main.go': inPackage(
        'main',
        'import . "example.com/p/app/internal/boot"\nfunc main() { Load() }\n',
      ),
    },
    'nobody of a program calls it': {
      'go.mod': 'module example.com/p\n',
      'pkg/boot/setup.go': inPackage('boot', load('Load')),
      'main.go': inPackage('main', 'import "example.com/p/pkg/boot"\nfunc main() { boot.Stop() }\n'),
    },
    'something else of a command is it': {
      'app/setup.go': inPackage(
        'app',
        'import "github.com/spf13/cobra"\nvar serve = &cobra.Command{ValidArgsFunction: load}\nfunc load(a *cobra.Command, b []string, c string) ([]string, int) {\n\tfile, _ := os.Open("a")\n\tfile.Read(nil)\n\treturn nil, 0\n}\n',
      ),
    },
    'its method is taken as a function': {
      'app/setup.go': inPackage('main', `type app struct{}\n${load('(a *app) load')}`),
      'app/main.go': inPackage('main', 'func main() {\n\ta := &app{}\n\ta.load()\n\tserve(a.load)\n}\n'),
    },
  };
  for (const [how, files] of Object.entries(often))
    it(`is not when ${how}`, () => {
      assert.equal(contextAt(files), 'ordinary');
    });
});
