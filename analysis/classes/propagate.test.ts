import assert from 'node:assert/strict';
import { lossesOf } from '../../test/harness/class-losses.ts';

/** Variables of one function, each of which may be any member of any other: what a bundle of a library looks like. */
function tangle(variables: number, members: number): string {
  const names = Array.from({ length: variables }, (_, index) => `v${index}`);
  const copies = names.flatMap((name, index) =>
    Array.from(
      { length: members },
      (_, member) => `    ${name} = v${(index + member + 1) % variables}.k${member};`,
    ),
  );
  return `
export function all() {
  let thing;
  let ${names.map((name) => `${name} = {}`).join(', ')};
  function start() { thing = open(); }
  function mix() {
${copies.join('\n')}
  }
  return { start, mix, close() {} };
}`;
}

describe('what places may denote', () => {
  it('is found out where it is little', () => {
    assert.deepEqual(lossesOf(tangle(3, 3)), ['5 forgotten-field certain thing']);
  });

  it('is given up where everything may be everything, and nothing is said then', () => {
    assert.deepEqual(lossesOf(tangle(60, 60)), ['step-limit: what its classes keep']);
  });

  it('is not known of a base in such a file, and all else is said', () => {
    const text = `
import { Base } from './base';
export class Hub extends Base {
  start() { this.thing = open(); }
  close() {}
}`;
    const base = `${tangle(60, 60)}\nexport class Base { end() {} }`;
    assert.deepEqual(lossesOf(text, { '/src/base.ts': base }), ['4 forgotten-field likely thing']);
  });
});
