import assert from 'node:assert/strict';
import type { FindingItem } from '../../protocol/index.ts';
import { grouped } from './grouping.ts';

function finding(
  uri: string,
  line: number,
  rule: string,
  severity: FindingItem['severity'] = 'warning',
): FindingItem {
  const range = { start: { line, character: 0 }, end: { line, character: 4 } };
  return {
    id: `${uri}:${line}:${rule}`,
    uri,
    range,
    rule,
    ruleTitle: `Title of ${rule}`,
    resource: rule === 'unclosed-file' ? 'file handle' : 'timer',
    lostPath: 'on an early return',
    severity,
    message: 'Lost.',
    documentation: '',
    steps: [],
    fixable: false,
  };
}

const all = [
  finding('file:///b.ts', 9, 'unclosed-file'),
  finding('file:///b.ts', 2, 'uncleared-timer', 'information'),
  finding('file:///a.ts', 4, 'uncleared-timer', 'information'),
  finding('file:///b.ts', 5, 'unclosed-file'),
];

describe('grouping of findings', () => {
  it('by file, in the order of the lines', () => {
    assert.deepEqual(
      grouped(all, 'file').map(({ key, findings }) => [key, findings.map(({ range }) => range.start.line)]),
      [
        ['file:///b.ts', [2, 5, 9]],
        ['file:///a.ts', [4]],
      ],
    );
  });

  it('by rule, under its title, what is certain first', () => {
    assert.deepEqual(
      grouped(all.slice(0, 3), 'rule').map(({ title, findings }) => [title, findings.length]),
      [
        ['Title of unclosed-file', 1],
        ['Title of uncleared-timer', 2],
      ],
    );
  });

  it('by kind of resource', () => {
    assert.deepEqual(
      grouped(all, 'resource').map(({ title }) => title),
      ['file handle', 'timer'],
    );
  });

  it('of nothing is nothing', () => {
    assert.deepEqual(grouped([], 'file'), []);
  });
});
