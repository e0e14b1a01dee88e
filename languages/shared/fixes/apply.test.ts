import assert from 'node:assert/strict';
import type { Fix } from '../../../rules/rule.ts';
import { applyFixes } from './apply.ts';
import {
  hasTopLevelAwait,
  hasUsing,
  isAtLeast,
  type FixEnvironment,
} from '../../typescript/fixes/environment.ts';

function fix(...edits: readonly (readonly [number, number, string])[]): Fix {
  return {
    kind: 'using',
    title: '',
    safe: true,
    edits: edits.map(([start, end, text]) => ({ range: { start, end }, text })),
  };
}

describe('applying fixes', () => {
  it('applies what fits together and tells what does not', () => {
    const [first, second, third] = [fix([0, 1, 'A']), fix([4, 5, 'E'], [7, 7, '!']), fix([5, 6, 'F'])];
    const { text, applied, skipped } = applyFixes('abcdefgh', [first, second, third]);
    assert.equal(text, 'AbcdEfg!h');
    assert.deepEqual([applied, skipped], [[first, second], [third]]);
  });

  it('takes a fix whole or not at all', () => {
    const { text } = applyFixes('abcdef', [fix([2, 3, 'C']), fix([0, 1, 'A'], [2, 3, 'X'])]);
    assert.equal(text, 'abCdef');
  });

  it('keeps insertions at one place apart', () => {
    const { skipped } = applyFixes('ab', [fix([1, 1, 'x']), fix([1, 1, 'y'])]);
    assert.equal(skipped.length, 1);
  });

  it('skips a fix without edits', () => {
    assert.equal(applyFixes('ab', [fix()]).skipped.length, 1);
  });
});

describe('what a project can do', () => {
  const typescript: FixEnvironment = {
    target: 'es2022',
    lib: ['ES2022', 'ESNext.Disposable'],
    nodeVersion: '>=20',
    moduleKind: 'esm',
    isTypeScript: true,
  };

  it('compares versions by their numbers', () => {
    assert.ok(isAtLeast('^20.19.0', '20.9'));
    assert.ok(!isAtLeast('18', '18.0.1'));
    assert.ok(!isAtLeast('latest', '18'));
  });

  it('has `using` where compiler, library and runtime have it', () => {
    assert.ok(hasUsing(typescript));
    assert.ok(!hasUsing({ ...typescript, lib: ['es2022'] }));
    assert.ok(!hasUsing({ ...typescript, lib: undefined }));
    assert.ok(!hasUsing({ ...typescript, typescriptVersion: '5.1.6' }));
    assert.ok(!hasUsing({ ...typescript, nodeVersion: '18.20.0' }));
    // The compiler would hand the word through to a runtime that does not know it.
    assert.ok(!hasUsing({ ...typescript, target: 'esnext' }));
    assert.ok(hasUsing({ ...typescript, target: 'esnext', lib: undefined, nodeVersion: '24' }));
    assert.ok(!hasUsing({ ...typescript, isTypeScript: false }));
    assert.ok(hasUsing({ ...typescript, isTypeScript: false, nodeVersion: '24.1.0' }));
  });

  it('has top-level await in modules alone', () => {
    assert.ok(hasTopLevelAwait(typescript));
    assert.ok(!hasTopLevelAwait({ ...typescript, moduleKind: 'unknown' }));
    assert.ok(!hasTopLevelAwait({ ...typescript, target: 'es2021' }));
  });
});
