import assert from 'node:assert/strict';
import type { ModuleHost } from '../../language.ts';
import { movedUsers, usersOf } from './users.ts';

/** A project whose texts can be changed. */
function hostOf(texts: Map<string, string>): ModuleHost {
  return {
    root: '/p',
    isFile: (path) => texts.has(path),
    isFolder: () => false,
    files: () => [],
    sources: (ending) => [...texts.keys()].filter((path) => path.endsWith(ending)).sort(),
    text: (path) => texts.get(path) ?? '',
  };
}

const SETUP = '/p/app/Setup.java';
const USER = '/p/web/User.java';

function project(user: string, path = USER): { host: ModuleHost; texts: Map<string, string> } {
  const texts = new Map([
    [SETUP, 'package app;\npublic class Setup { public static class Step { } }\nclass Second { }\n'],
    [path, user],
  ]);
  return { host: hostOf(texts), texts };
}

describe('who names a class', () => {
  const naming: Readonly<Record<string, readonly [text: string, path?: string]>> = {
    'imports it': ['package web;\nimport app.Setup;\nclass User { Setup setup; }\n'],
    'imports its package': [
      'package web;\n\nimport java.util.List;\nimport app.*;\nclass User { Setup setup; }\n',
    ],
    'imports what is inside it': [
      'package web;\nimport app.Setup.Step;\nclass User { Step setup = Setup.step(); }\n',
    ],
    'imports its members': ['package web;\nimport static app.Setup.load;\nclass User { }\n'],
    'is in its package': ['package app;\nclass User { Setup setup; }\n', '/p/app/User.java'],
    'is in its package elsewhere': ['package app;\nclass User { Setup setup; }\n', '/p/other/src/User.java'],
  };
  for (const [what, [text, path = USER]] of Object.entries(naming))
    it(`is who ${what}`, () => {
      assert.deepEqual(usersOf(project(text, path).host, SETUP, 'Setup'), [path]);
    });

  const others: typeof naming = {
    'has one of its own': ['package web;\nclass User { Setup setup; } class Setup { }\n'],
    'imports another of the name': ['package web;\nimport lib.Setup;\nclass User { Setup setup; }\n'],
    'is in its package and does not name it': [
      'package app;\nclass User { SetupFactory f; }\n',
      '/p/app/User.java',
    ],
  };
  for (const [what, [text, path = USER]] of Object.entries(others))
    it(`is not who ${what}`, () => {
      assert.deepEqual(usersOf(project(text, path).host, SETUP, 'Setup'), []);
    });

  it('knows the second class of a file in its package only', () => {
    const text = 'class User { Second second; }\n';
    const inside = project(`package app;\n${text}`, '/p/app/User.java');
    assert.deepEqual(usersOf(inside.host, SETUP, 'Second'), ['/p/app/User.java']);
    assert.deepEqual(usersOf(project(`package web;\n${text}`).host, SETUP, 'Second'), []);
  });

  it('tells the names of which the users are others after an edit, and only those', () => {
    const { host, texts } = project('package web;\nclass User { }\n');
    assert.deepEqual([...movedUsers(host, USER)], [], 'nobody has asked');
    assert.deepEqual(usersOf(host, SETUP, 'Setup'), []);
    assert.deepEqual(usersOf(host, SETUP, 'Step'), []);
    texts.set(USER, 'package web;\nimport app.Setup;\nclass User { Setup setup; }\n');
    assert.deepEqual([...movedUsers(host, USER)], ['Setup']);
    assert.deepEqual(usersOf(host, SETUP, 'Setup'), [USER]);
    texts.set(USER, 'package web;\nimport app.Setup;\nclass User { Setup setup; int more; }\n');
    assert.deepEqual([...movedUsers(host, USER)], []);
    texts.set(USER, 'package web;\nclass User { }\n');
    assert.deepEqual([...movedUsers(host, USER)], ['Setup']);
    assert.deepEqual(usersOf(host, SETUP, 'Setup'), []);
  });

  it('asks again for all of a class that moves to another package', () => {
    const { host, texts } = project('package app;\nclass User { Setup setup; }\n', '/p/app/User.java');
    assert.deepEqual(usersOf(host, SETUP, 'Setup'), ['/p/app/User.java']);
    texts.set(SETUP, 'package other;\npublic class Setup { }\n');
    assert.deepEqual([...movedUsers(host, SETUP)], ['Setup']);
    assert.deepEqual(usersOf(host, SETUP, 'Setup'), []);
  });
});
