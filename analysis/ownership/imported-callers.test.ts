import assert from 'node:assert/strict';
import { memoryProject } from '../../test/harness/project.ts';
import { analyseFile } from '../analyse.ts';

/** A function that opens a file and leaves it open. */
const LOAD = 'def load():\n    file = open("a")\n    file.read(1)\n';
const GUARD = 'if __name__ == "__main__":\n';

type Files = Readonly<Record<string, string>>;

/** In which context the file is left open that `app/steps.py` opens. */
function contextWith(files: Files): string {
  const all = { 'app/__init__.py': '', 'app/steps.py': LOAD, ...files };
  const texts = new Map(Object.entries(all).map(([name, text]) => [`/src/${name}`, text]));
  const [loss, ...more] = analyseFile(memoryProject(texts), '/src/app/steps.py').losses;
  assert.ok(loss);
  assert.deepEqual(more, []);
  return loss.context;
}

describe('the start of a program of modules', () => {
  const demo = `${LOAD}def demo():\n    load()\n${GUARD}    demo()\n`;
  const once: Readonly<Record<string, Files>> = {
    'the main part of another file calls it': {
      'run.py': `from app.steps import load\n${GUARD}    load()\n`,
    },
    'by another name': { 'run.py': `from app.steps import load as first\nfirst()\n` },
    'as a member of its module': { 'run.py': `import app.steps\n${GUARD}    app.steps.load()\n` },
    'as a member of a module of its package': { 'run.py': `from app import steps\nsteps.load()\n` },
    'among several names in several lines': {
      'run.py': 'from app.steps import (\n    other,\n    load,\n)\nother()\nload()\n',
    },
    'a step of main in its own package': {
      'app/__main__.py': `from .steps import load\ndef main():\n    load()\n${GUARD}    main()\n`,
    },
    'main is started by another file': {
      'app/cli.py': 'from .steps import load\ndef main():\n    load()\n',
      'run.py': 'import sys\nfrom app.cli import main\nsys.exit(main())\n',
    },
    'a command calls it': {
      'app/cli.py': 'import click\nfrom .steps import load\n@click.command()\ndef serve():\n    load()\n',
    },
    'a command runs what calls it': {
      'app/cli.py':
        'import argparse\nfrom .steps import load\ndef serve(options):\n    load()\nparser = argparse.ArgumentParser()\nparser.set_defaults(run=serve)\n',
    },
    'a command of another file runs what calls it': {
      'app/commands.py': 'from .steps import load\ndef serve(options):\n    load()\n',
      'app/cli.py':
        'import argparse\nfrom . import commands\nparser = argparse.ArgumentParser()\nparser.set_defaults(run=commands.serve)\n',
    },
    'its own module also tries it out': {
      'app/steps.py': demo,
      'run.py': 'from app.steps import load\nload()\n',
    },
    'tests call it as well': {
      'run.py': 'from app.steps import load\nload()\n',
      'tests/test_steps.py': 'from app.steps import load\nfor each in range(3):\n    load()\n',
    },
    'another file has a function of this name': {
      'run.py': 'from app.steps import load\nload()\n',
      'app/more.py': 'def load():\n    pass\ndef serve():\n    load()\n',
    },
  };
  for (const [how, files] of Object.entries(once))
    it(`is when ${how}`, () => {
      assert.equal(contextWith(files), 'start');
    });

  const run = 'from app.steps import load\nload()\n';
  const often: Readonly<Record<string, Files>> = {
    'nobody calls it': { 'run.py': 'from app.steps import other\nother()\n' },
    'main does so in a loop': { 'run.py': `from app.steps import load\nwhile True:\n    load()\n` },
    'only its own module tries it out': { 'app/steps.py': demo },
    'another module only tries out what calls it': {
      'app/more.py': `from .steps import load\n${demo.replace(LOAD, '')}`,
    },
    'it is handed on': { 'run.py': run, 'app/more.py': 'from .steps import load\nserve(load)\n' },
    'it is handed on as a member': {
      'run.py': run,
      'app/more.py': 'from . import steps\nserve(steps.load)\n',
    },
    'it is kept': { 'run.py': run, 'app/more.py': 'from .steps import load\nhandlers = {"load": load}\n' },
    'it is passed on': { 'run.py': run, 'app/__init__.py': 'from .steps import load\n' },
    'all names are passed on': { 'run.py': run, 'app/more.py': 'from .steps import *\nprint(load)\n' },
    'its module announces it': { 'run.py': run, 'app/steps.py': `__all__ = ["load"]\n${LOAD}` },
    'it is decorated': { 'run.py': run, 'app/steps.py': `from lib import route\n@route("/")\n${LOAD}` },
    'its name means something else as well': {
      'run.py': run,
      'app/more.py': 'from .steps import load\nload = wrapped(load)\ndef serve():\n    load()\n',
    },
    'a function that nobody calls does': {
      'run.py': run,
      'app/more.py': 'from .steps import load\nroute(lambda: load())\n',
    },
    'a method does': {
      'run.py': `from app.more import Server\nserver = Server()\nserver.handle()\n`,
      'app/more.py': 'from .steps import load\nclass Server:\n    def handle(self):\n        load()\n',
    },
    'a private method does': {
      'run.py': `from app.more import Server\nserver = Server()\n`,
      'app/more.py':
        'from .steps import load\nclass Server:\n    def __init__(self):\n        self._handle()\n    def _handle(self):\n        load()\n',
    },
    'a function of a program is called by others': {
      'run.py': 'from app.more import first\nfirst()\n',
      'app/more.py': 'from .steps import load\ndef first():\n    load()\n',
      'app/serve.py': 'from .more import first\ndef handle(request):\n    first()\nroute(handle)\n',
    },
  };
  for (const [how, files] of Object.entries(often))
    it(`is not when ${how}`, () => {
      assert.equal(contextWith(files), 'ordinary');
    });
});
