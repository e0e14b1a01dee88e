import assert from 'node:assert/strict';
import { memoryProject } from '../../test/harness/project.ts';
import { analyseFile } from '../analyse.ts';
import { explainFile } from '../explain.ts';

const SETUP = '/src/app/Setup.java';

/** A class whose method opens a file and leaves it open. */
const OPENS = 'void load() throws Exception { new java.io.FileInputStream("a").read(); }';

/** In which context the file is left open that `load` of the class `Setup` opens. */
function contextAt(setup: string, others: Readonly<Record<string, string>>): string {
  const files = Object.entries(others).map(([name, text]): [string, string] => [
    `/src/app/${name}.java`,
    `package app;\n${text}\n`,
  ]);
  const project = memoryProject(new Map([[SETUP, `package app;\n${setup}\n`], ...files]));
  const [loss, ...more] = analyseFile(project, SETUP).losses;
  assert.ok(loss);
  assert.deepEqual(more, []);
  return loss.context;
}

const main = (body: string): string =>
  `public class Main { public static void main(String[] args) throws Exception { ${body} } }`;

/** A tool, which somebody runs who is given it. */
const tool = (more: string): string =>
  `import org.apache.hadoop.conf.Configured;\nimport org.apache.hadoop.util.*;\npublic class Setup extends Configured implements Tool { @Override public int run(String[] args) throws Exception { load(); return 0; } private ${OPENS} ${more} }`;

describe('the start of a program', () => {
  const setup = `public class Setup { public ${OPENS} }`;
  const once: Readonly<Record<string, readonly [setup: string, others: Readonly<Record<string, string>>]>> = {
    'main makes it and calls it': [setup, { Main: main('new Setup().load();') }],
    'main calls it on the class': [
      `public class Setup { public static ${OPENS} }`,
      { Main: main('Setup.load();') },
    ],
    'a constructor that main calls': [
      'public class Setup { public Setup() throws Exception { new java.io.FileInputStream("a").read(); } }',
      { Main: main('new Setup();') },
    ],
    'a step of what main calls': [
      setup,
      {
        Main: main('new Server().begin();'),
        Server: 'public class Server { void begin() throws Exception { new Setup().load(); } }',
      },
    ],
    'what it stands for is called': [
      `public class Setup implements Step { @Override public ${OPENS} }`,
      {
        Step: 'public interface Step { void load() throws Exception; }',
        Main: main('Step step = new Setup(); step.load();'),
      },
    ],
    'a plugin is enabled': [
      setup,
      {
        Plugin:
          'import org.bukkit.plugin.java.JavaPlugin;\npublic class Plugin extends JavaPlugin { @Override public void onEnable() { new Setup().load(); } }',
      },
    ],
    'the platform starts an application': [
      setup,
      {
        App: 'import org.eclipse.equinox.app.IApplication;\npublic class App implements IApplication { public Object start(Context context) throws Exception { new Setup().load(); return null; } }',
      },
    ],
    'a bundle is started': [
      setup,
      {
        Activator:
          'import org.osgi.framework.*;\npublic class Activator implements BundleActivator { public void start(BundleContext context) { begin(); } private void begin() { new Setup().load(); } }',
      },
    ],
    'a bundle is started by way of a class of a library': [
      setup,
      {
        Activator:
          'import org.example.AbstractActivator;\npublic class Activator extends AbstractActivator { @Override public void start(final BundleContext context) { begin(); } private void begin() { new Setup().load(); } }',
      },
    ],
    'what else would call it is public where the class is not, and nobody calls that': [
      `class Setup { public static void main(String[] args) throws Exception { load("a"); } public static void load() throws Exception { load("b"); } public static void load(String name) throws Exception { new java.io.FileInputStream(name).read(); } }`,
      {},
    ],
    'main gives it to whoever runs tools': [
      tool('public static void main(String[] args) throws Exception { ToolRunner.run(new Setup(), args); }'),
      {},
    ],
    'main gives one that extends it to whoever runs tools': [
      tool(''),
      {
        Below:
          'import org.apache.hadoop.util.ToolRunner;\npublic class Below extends Setup { public static void main(String[] args) throws Exception { Setup below = new Below(); System.exit(ToolRunner.run(below, args)); } }',
      },
    ],
    'what extends it is made at the start, too': [
      `public class Setup { public static void main(String[] args) throws Exception { new Setup().load(); } public ${OPENS} }`,
      {
        Below: `public class Below extends Setup { public static void main(String[] args) throws Exception { Setup below = new Below(); below.load(); } }`,
      },
    ],
    'others call a method of this name on their own classes': [
      `public class Setup { public static ${OPENS} }`,
      {
        Main: main('Setup.load();'),
        Server: `public class Server { Setup setup; public void serve() { Images.load(); load(); } static void load() { } }`,
      },
    ],
    'the container calls it for its only instance': [
      `@Service public class Setup { @PostConstruct public ${OPENS} }`,
      {},
    ],
    'the container makes the only instance': [
      '@Component public class Setup { public Setup() throws Exception { new java.io.FileInputStream("a").read(); } }',
      {},
    ],
    'the container keeps what it gives': [
      setup,
      { Beans: '@Configuration class Beans { @Bean Object setup() { new Setup().load(); return this; } }' },
    ],
    'it is told that the program is ready': [
      setup,
      {
        Ready:
          'class Ready { @EventListener(ApplicationReadyEvent.class) public void ready() { new Setup().load(); } }',
      },
    ],
    'it is what the command line asks for': [
      setup,
      {
        Tool: '@Command(name = "load") class Tool implements Runnable { @Override public void run() { new Setup().load(); } }',
      },
    ],
    'a step of what the command line asks for': [
      `class Setup { @Command static class Tool implements Runnable { public void run() { load(); } private ${OPENS} } }`,
      {},
    ],
    'what else would call it nobody calls': [
      setup,
      {
        Main: main('new Setup().load();'),
        Old: 'class Old { private void again() { new Setup().load(); } }',
      },
    ],
    'tests call it, too': [
      setup,
      {
        Main: main('new Setup().load();'),
        SetupTest: 'public class SetupTest { public void loads() { new Setup().load(); } }',
      },
    ],
  };
  for (const [what, [of, others]] of Object.entries(once))
    it(`is all: ${what}`, () => {
      assert.equal(contextAt(of, others), 'start');
    });

  const often: typeof once = {
    'nobody calls it yet': [`class Setup { ${OPENS} public void close() { } }`, {}],
    'nobody calls what is there for others': [setup, { Main: main('') }],
    'it is called in a loop': [setup, { Main: main('for (;;) new Setup().load();') }],
    'it is made in a loop': [
      'public class Setup { public Setup() throws Exception { new java.io.FileInputStream("a").read(); } }',
      { Main: main('for (String one : args) new Setup();') },
    ],
    'others call it, too': [
      setup,
      {
        Main: main('new Setup().load();'),
        Server: 'public class Server { public void handle() throws Exception { new Setup().load(); } }',
      },
    ],
    'others call it by the name of a class below': [
      `public class Setup { public static ${OPENS} }`,
      {
        Main: main('Setup.load();'),
        Below: 'class Below extends Setup { }',
        Server: 'public class Server { Setup setup; public void serve() throws Exception { Below.load(); } }',
      },
    ],
    'others take it as a function': [
      setup,
      { Main: main('new Setup().load();'), Server: 'class Server { void serve(Setup s) { run(s::load); } }' },
    ],
    'a task calls it': [setup, { Main: main('Setup setup = new Setup(); run(() -> setup.load());') }],
    'a class below makes another each time': [
      'public class Setup { public Setup() throws Exception { new java.io.FileInputStream("a").read(); } }',
      { Main: main('new Setup();'), Below: 'public class Below extends Setup { }' },
    ],
    'a library calls it': [
      `public class Setup implements Runnable { @Override public void run() { new java.io.FileInputStream("a").read(); } }`,
      { Main: main('new Setup().run();') },
    ],
    'an annotation has it called': [`class Setup { @Scheduled ${OPENS} }`, { Main: main('new Setup();') }],
    'it is told what happens now and then': [
      setup,
      { Told: 'class Told { @EventListener public void told(OrderEvent event) { new Setup().load(); } }' },
    ],
    'the container makes one for each request': [
      `@Service @Scope("prototype") public class Setup { @PostConstruct public ${OPENS} }`,
      {},
    ],
    'a bundle is told of a service': [
      setup,
      {
        Tracker:
          'import org.osgi.framework.*;\npublic class Tracker extends ServiceTracker { @Override public Object addingService(ServiceReference one) { new Setup().load(); return null; } @Override public void start(BundleContext context) { } }',
      },
    ],
    'what else would call it is public, as the class is': [
      `public class Setup { public static void main(String[] args) throws Exception { load("a"); } public static void load() throws Exception { load("b"); } public static void load(String name) throws Exception { new java.io.FileInputStream(name).read(); } }`,
      {},
    ],
    'what else would call it others know by what is above it': [
      `class Setup implements Step { public static void main(String[] args) throws Exception { load("a"); } public void begin() throws Exception { load("b"); } public static void load(String name) throws Exception { new java.io.FileInputStream(name).read(); } }`,
      {
        Step: 'public interface Step { void begin() throws Exception; }',
        Main: main('Step step = new Setup(); use(step);'),
      },
    ],
    'who serves gives it to whoever runs tools': [
      tool('public void serve(String[] args) throws Exception { ToolRunner.run(new Setup(), args); }'),
      {},
    ],
    'it is given to whoever runs tools in a loop': [
      tool(
        'public static void main(String[] args) throws Exception { for (;;) ToolRunner.run(new Setup(), args); }',
      ),
      {},
    ],
    'a tool gets about': [
      tool(
        'public static void main(String[] args) throws Exception { Setup tool = new Setup(); ToolRunner.run(tool, args); Tools.register(tool); }',
      ),
      {},
    ],
    'nobody gives it to whoever runs tools': [tool(''), { Main: main('') }],
    'what extends it others make': [
      `public class Setup { public static void main(String[] args) throws Exception { new Setup().load(); } public ${OPENS} }`,
      { Below: 'public class Below extends Setup { }' },
    ],
    'what extends it is made again and again': [
      `public class Setup { public static void main(String[] args) throws Exception { new Setup().load(); } public ${OPENS} }`,
      { Below: 'public class Below extends Setup { public static void serve() { new Below(); } }' },
    ],
    'it is handed on how to make one': [
      'public class Setup { public Setup() throws Exception { new java.io.FileInputStream("a").read(); } }',
      { Main: main('new Setup();'), Server: 'public class Server { Object all = pool(Setup::new); }' },
    ],
    'who is given the class makes what else would call it': [
      `public class Setup { public static void main(String[] args) throws Exception { load(); } public static ${OPENS} }`,
      {
        Actor:
          'class Actor { Actor() throws Exception { Setup.load(); } static Object props() { return make(Actor.class); } }',
      },
    ],
    'who asks the container gets it': [`@Service public class Setup { public ${OPENS} }`, {}],
    'it calls itself': [
      'public class Setup { public static void load() throws Exception { new java.io.FileInputStream("a").read(); load(); } }',
      { Main: main('Setup.load();') },
    ],
    'another of the name takes more': [
      `public class Setup { public ${OPENS} }`,
      { Main: main('new Setup().load(1);') },
    ],
  };
  for (const [what, [of, others]] of Object.entries(often))
    it(`is not all: ${what}`, () => {
      assert.equal(contextAt(of, others), 'ordinary');
    });

  it('is the first use where only a static initialiser gets there', () => {
    const calling = 'public class Main { static { new Setup().load(); } public void work() { } }';
    assert.equal(contextAt(setup, { Main: calling }), 'first-use');
  });

  it('is the first use where another file keeps what it gives, and asks for it no more', () => {
    const calling = (more: string): Readonly<Record<string, string>> => ({
      Main: `public class Main { private static Setup all; public static Setup all() throws Exception { if (all == null) { all = new Setup(); Setup.load(); } ${more} return all; } }`,
    });
    const loading = `public class Setup { public static ${OPENS} }`;
    assert.equal(contextAt(loading, calling('')), 'first-use');
    assert.equal(contextAt(loading, calling('Setup.load();')), 'ordinary');
    assert.equal(contextAt(loading, calling('for (;;) if (all == null) Setup.load();')), 'ordinary');
  });

  it('is not asked for where only tests get there', () => {
    const test = 'public class SetupTest { public void loads() throws Exception { new Setup().begin(); } }';
    const steps = (head: string): string =>
      `public class Setup { ${head} void begin() throws Exception { load(); } private ${OPENS} }`;
    assert.equal(contextAt(steps(''), { SetupTest: test }), 'tried');
    assert.equal(contextAt(steps(''), { SetupTest: test.replace('begin', 'end') }), 'ordinary');
    assert.equal(contextAt(steps(''), { SetupTest: test, Main: main('new Setup().begin();') }), 'start');
    assert.equal(
      contextAt(steps(''), { SetupTest: test, Server: 'class Server { void serve() { all().begin(); } }' }),
      'ordinary',
    );
    assert.equal(contextAt(steps('protected'), { SetupTest: test }), 'ordinary');
    assert.equal(contextAt(steps('@Hook'), { SetupTest: test }), 'ordinary');
    assert.equal(contextAt(steps('public'), { SetupTest: test }), 'ordinary');
    assert.equal(
      contextAt(steps(''), {
        SetupTest: test,
        Server: 'public class Server { public void serve(Setup all) { all.begin(); } }',
      }),
      'ordinary',
    );
  });

  it('is what is said where somebody asks', () => {
    const texts = new Map([
      [SETUP, `package app;\n${setup}\n`],
      ['/src/app/Main.java', `package app;\n${main('new Setup().load();')}\n`],
    ]);
    const [explained] = explainFile(memoryProject(texts), SETUP);
    assert.deepEqual([explained?.context, explained?.loss?.context], ['start', 'start']);
  });

  it('is not told of what another module calls', () => {
    const library = '/lib/src/app/Setup.java';
    const texts = new Map([
      [library, `package app;\n${setup}\n`],
      ['/tool/src/app/Main.java', `package app;\n${main('new Setup().load();')}\n`],
    ]);
    const [loss] = analyseFile(memoryProject(texts), library).losses;
    assert.equal(loss?.context, 'ordinary');
  });

  it('is not told where too many files name the class', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`User${index}`, `class User${index} { Setup setup; }`]),
    );
    assert.equal(contextAt(setup, { Main: main('new Setup().load();'), ...many }), 'ordinary');
  });

  it('is told of a static method by those who name it, where too many name the class', () => {
    const shared = `public class Setup { public static ${OPENS} }`;
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`User${index}`, `class User${index} { Setup setup; }`]),
    );
    const calls = 'public class Server { public void handle() throws Exception { Setup.load(); } }';
    assert.equal(contextAt(shared, { Main: main('Setup.load();'), ...many }), 'start');
    assert.equal(contextAt(shared, { Main: main('Setup.load();'), Server: calls, ...many }), 'ordinary');
  });

  it('is told of a method that only the package can call by those who name it, whoever has the instance', () => {
    const shared = `public class Setup { ${OPENS} public static Setup get() { return one; } private static Setup one = new Setup(); }`;
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`User${index}`, `class User${index} { Setup setup; }`]),
    );
    const first = { First: 'class First { static { Setup.get().load(); } }', ...many };
    assert.equal(contextAt(shared, first), 'first-use');
    const later =
      'public class Later { public void handle(First first) throws Exception { first.setup().load(); } }';
    assert.equal(contextAt(shared, { ...first, Later: later }), 'ordinary');
  });

  it('says nothing of other languages, whose callers are not known', () => {
    const text = "import { openSync } from 'node:fs';\nexport function load() { openSync('a', 'r'); }\n";
    const [loss] = analyseFile(memoryProject(new Map([['/src/a.ts', text]])), '/src/a.ts').losses;
    assert.equal(loss?.context, 'ordinary');
  });
});
