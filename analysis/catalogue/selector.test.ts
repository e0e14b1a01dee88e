import assert from 'node:assert/strict';
import { memberPath, parseSelector, SelectorError } from './selector.ts';

const good: readonly (readonly [string, ReturnType<typeof parseSelector>])[] = [
  ['fs#openSync', { construct: false, module: 'fs', path: ['openSync'], method: null }],
  ['node:fs#promises.open', { construct: false, module: 'fs', path: ['promises', 'open'], method: null }],
  ['new net#Socket', { construct: true, module: 'net', path: ['Socket'], method: null }],
  ['net#Server::listen', { construct: false, module: 'net', path: ['Server'], method: 'listen' }],
  ['@scope/name/deep#Pool', { construct: false, module: '@scope/name/deep', path: ['Pool'], method: null }],
  ['*::on', { construct: false, module: '*', path: [], method: 'on' }],
  ['axios#', { construct: false, module: 'axios', path: [], method: null }],
  ['new ws#', { construct: true, module: 'ws', path: [], method: null }],
  ['ioredis#::duplicate', { construct: false, module: 'ioredis', path: [], method: 'duplicate' }],
  // The default export of a module is the module.
  ['got#default', { construct: false, module: 'got', path: [], method: null }],
  ['got#default.stream', { construct: false, module: 'got', path: ['stream'], method: null }],
  // The global object is left out, unless it is meant itself.
  [
    'global#window.addEventListener',
    { construct: false, module: 'global', path: ['addEventListener'], method: null },
  ],
  [
    'global#globalThis.process.on',
    { construct: false, module: 'global', path: ['process', 'on'], method: null },
  ],
  ['global#window', { construct: false, module: 'global', path: ['window'], method: null }],
];

const bad: readonly (readonly [string, string])[] = [
  ['', 'it has no “#” between module and export'],
  ['fs.openSync', 'it has no “#” between module and export'],
  ['#openSync', 'it has no “#” between module and export'],
  ['global#', 'nothing is named behind “#”'],
  ['fs#a..b', 'a name is empty'],
  ['fs#open()', '“open()” is no name'],
  ['fs#Stats::', 'a name is empty'],
  ['new net#Socket::connect', 'a method cannot be constructed'],
  ['new *::on', 'a method cannot be constructed'],
  ['fs # open', 'only “new ” may be followed by a space'],
  ['new  fs#open', 'only “new ” may be followed by a space'],
];

describe('selectors', () => {
  for (const [selector, parsed] of good)
    it(`${selector} is taken apart`, () => {
      assert.deepEqual(parseSelector(selector), parsed);
    });

  for (const [selector, reason] of bad)
    it(`“${selector}” is refused, because ${reason}`, () => {
      assert.throws(
        () => parseSelector(selector),
        (error) =>
          error instanceof SelectorError && error.message === `malformed selector “${selector}”: ${reason}`,
      );
    });

  it('may name what is not ASCII', () => {
    assert.deepEqual(parseSelector('größe#öffne').path, ['öffne']);
  });

  it('normalises member paths alike', () => {
    assert.deepEqual(memberPath('x', ['default', 'y']), ['y']);
    assert.deepEqual(memberPath('global', ['self', 'window', 'fetch']), ['fetch']);
    assert.deepEqual(memberPath('global', ['document', 'addEventListener']), [
      'document',
      'addEventListener',
    ]);
  });
});
