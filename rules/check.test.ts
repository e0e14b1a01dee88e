import assert from 'node:assert/strict';
import type { GivenUp, Loss, LostPath } from '../analysis/finding.ts';
import type { ResourceType, RuleId } from '../analysis/catalogue/model.ts';
import { findingsFor } from './check.ts';
import { rules } from './index.ts';
import { english } from './locale.ts';
import { defaultSettings, severityOf, type PolicySettings } from './policy.ts';
import type { Rule } from './rule.ts';

const handle: ResourceType = {
  id: 'node.fs.FileHandle',
  kind: 'file-handle',
  noun: 'file handle',
  rule: 'unclosed-file',
  cost: 'keeps a file descriptor open',
  releases: [{ method: 'close', awaitable: true }],
  discipline: 'always',
  disposable: { async: '20.4.0' },
  documentation: 'https://nodejs.org/api/fs.html',
};

const lease: ResourceType = {
  ...handle,
  id: 'pg.PoolClient',
  kind: 'connection',
  discipline: 'lease',
  rule: 'unreleased-connection',
};

function loss(changes: Partial<Loss> = {}): Loss {
  return {
    file: '/src/a.ts',
    rule: 'unclosed-file',
    kind: 'file-handle',
    resource: handle,
    noun: 'file handle',
    acquisition: { start: 10, end: 20 },
    nameRange: { start: 10, end: 14 },
    callee: 'open',
    lostPath: 'never',
    evidence: 'certain',
    holder: { kind: 'local', place: 1, name: 'handle' },
    path: [{ role: 'acquired', range: { start: 10, end: 20 } }],
    function: 1,
    releases: handle.releases,
    context: 'ordinary',
    alsoAt: [],
    ...changes,
  };
}

const unexpected = (entry: GivenUp): void => assert.fail(entry.detail);

function check(losses: readonly Loss[], settings: PolicySettings = defaultSettings): string[] {
  return findingsFor(losses, settings, unexpected).map(
    ({ severity, rule, lostPath }) => `${severity} ${rule} ${lostPath}`,
  );
}

describe('policy', () => {
  const levelOf = (changes: Partial<Loss>, settings?: PolicySettings): string =>
    severityOf(loss(changes), settings);

  it('warns of ordinary paths, whatever the resource', () => {
    for (const lostPath of [
      'never',
      'early-return',
      'error-callback',
      'overwritten',
      'forgotten-field',
    ] as const) {
      assert.equal(levelOf({ lostPath }), 'warning');
    }
  });

  it('warns of likely exceptions of leases only, and never speaks of merely possible ones', () => {
    assert.equal(levelOf({ lostPath: 'exception', evidence: 'proven' }), 'warning');
    assert.equal(levelOf({ lostPath: 'exception', evidence: 'likely' }), 'information');
    assert.equal(levelOf({ lostPath: 'exception', evidence: 'likely', resource: lease }), 'warning');
    assert.equal(levelOf({ lostPath: 'exception', evidence: 'possible' }), 'off');
  });

  it('never warns of what nobody listed', () => {
    const resource: ResourceType = {
      ...handle,
      id: 'paired.createLease',
      kind: 'disposable',
      discipline: 'evidence',
    };
    const paired = { resource, kind: 'disposable', rule: 'unreleased-connection' } as const;
    assert.equal(levelOf(paired), 'information');
    assert.equal(levelOf({ ...paired, lostPath: 'exception', evidence: 'possible' }), 'information');
  });

  it('lowers tests to information, or leaves them alone, or silences them', () => {
    const rulesMap = new Map<RuleId, 'error'>();
    assert.equal(levelOf({ context: 'test' }), 'information');
    assert.equal(levelOf({ context: 'test' }, { rules: rulesMap, tests: 'normal' }), 'warning');
    assert.equal(levelOf({ context: 'test' }, { rules: rulesMap, tests: 'off' }), 'off');
  });

  it('is silent about what lives as long as the process, but for proven exceptions and waits', () => {
    const context = 'process-lifetime';
    assert.equal(levelOf({ context }), 'off');
    assert.equal(levelOf({ context, lostPath: 'exception', evidence: 'likely' }), 'off');
    assert.equal(levelOf({ context, lostPath: 'exception', evidence: 'proven' }), 'warning');
    assert.equal(levelOf({ context, lostPath: 'no-timeout' }), 'warning');
  });

  it('lets settings take the place of «warning», and keeps information at most information', () => {
    const set = (level: 'error' | 'warning' | 'hint' | 'off'): PolicySettings => ({
      rules: new Map([['unclosed-file', level]]),
      tests: 'information',
    });
    assert.equal(levelOf({}, set('error')), 'error');
    assert.equal(levelOf({ lostPath: 'no-release-method' }, set('error')), 'information');
    assert.equal(levelOf({ lostPath: 'no-release-method' }, set('hint')), 'hint');
    assert.equal(levelOf({ context: 'test' }, set('error')), 'information');
    assert.equal(levelOf({}, set('off')), 'off');
  });

  it('keeps experimental rules off until somebody switches them on', () => {
    const value = loss({ rule: 'undisposed-value' });
    assert.equal(severityOf(value, defaultSettings, 'experimental'), 'off');
    assert.equal(
      severityOf(
        value,
        { rules: new Map([['undisposed-value', 'warning']]), tests: 'information' },
        'experimental',
      ),
      'warning',
    );
  });
});

describe('findings', () => {
  it('are one for one acquisition: the louder, then the plainer', () => {
    const likely = loss({ lostPath: 'exception', evidence: 'likely' });
    const early = loss({ lostPath: 'early-return' });
    assert.deepEqual(check([likely, early]), ['warning unclosed-file early-return']);
    assert.deepEqual(check([loss({ lostPath: 'overwritten' }), early]), [
      'warning unclosed-file early-return',
    ]);
  });

  it('come from the more exact rule', () => {
    const pipe = loss({ rule: 'unsafe-pipe', lostPath: 'pipe-error' });
    const likely = loss({ lostPath: 'exception', evidence: 'likely' });
    assert.deepEqual(check([likely, pipe]), ['information unsafe-pipe pipe-error']);
  });

  it('tell a wait without bound apart from what the same call acquires', () => {
    const wait = loss({ rule: 'missing-timeout', lostPath: 'no-timeout' });
    assert.deepEqual(check([loss(), wait]), [
      'warning missing-timeout no-timeout',
      'warning unclosed-file never',
    ]);
  });

  it('do not depend on the order of the losses', () => {
    const losses = [30, 10, 20].flatMap((start) => [
      loss({ acquisition: { start, end: start + 5 } }),
      loss({ acquisition: { start, end: start + 5 }, lostPath: 'exception', evidence: 'proven' }),
    ]);
    const forwards = findingsFor(losses, defaultSettings, unexpected);
    assert.deepEqual(findingsFor([...losses].reverse(), defaultSettings, unexpected), forwards);
    assert.deepEqual(
      forwards.map(({ range }) => range.start),
      [10, 20, 30],
    );
  });

  it('of other rules survive the crash of one', () => {
    const broken: Rule = {
      id: 'unclosed-socket',
      title: '',
      status: 'stable',
      run: (losses) => losses.filter(({ rule }) => rule === 'unclosed-socket'),
      message: () => {
        throw new Error('no words');
      },
      fixes: () => [],
    };
    const told: string[] = [];
    const losses = [loss(), loss({ rule: 'unclosed-socket', acquisition: { start: 40, end: 44 } })];
    const found = findingsFor(
      losses,
      defaultSettings,
      ({ reason, range, detail }) =>
        told.push(`${reason} ${String(range.start)} ${detail.split('\n')[0] ?? ''}`),
      [...rules.slice(0, 1), broken],
    );
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ['unclosed-file'],
    );
    assert.deepEqual(told, ['crash 40 rule unclosed-socket: Error: no words']);
  });
});

describe('messages', () => {
  const paths: readonly LostPath[] = [
    ...([
      'never',
      'discarded',
      'early-return',
      'error-callback',
      'exception',
      'overwritten',
      'next-round',
      'abort',
    ] as const),
    ...([
      'forgotten-field',
      'no-release-method',
      'out-of-reach',
      'partial-failure',
      'success-only',
      'unswept-container',
    ] as const),
    ...([
      'race',
      'per-call',
      'no-timeout',
      'timeout-without-handler',
      'pipe-error',
      'never-removed',
      'other-handler',
    ] as const),
    ...(['cancel-dropped', 'cancel-too-late', 'unchecked'] as const),
  ];
  const holders: readonly Loss['holder'][] = [
    { kind: 'nobody' },
    { kind: 'local', place: 1, name: 'handle' },
    { kind: 'captured', place: 1, name: 'handle' },
    { kind: 'container', name: 'handles' },
    { kind: 'field', name: 'handle', className: 'Store', releaseMethod: 'close' },
    { kind: 'field', name: '#handle', className: null, releaseMethod: null },
  ];

  for (const rule of rules) {
    it(`of ${rule.id} are whole sentences for every path and holder`, () => {
      for (const lostPath of paths) {
        for (const holder of holders) {
          const { what, why, action } = rule.message(loss({ rule: rule.id, lostPath, holder }), english);
          for (const text of [what, why, action]) {
            assert.match(text, /^[A-Z`][^\n]*\.$/, text);
            assert.doesNotMatch(text, /undefined|null|\[object| {2}|``/, text);
          }
          // The first sentence stands alone: there is no second one.
          assert.doesNotMatch(what, /\. [A-Z]/, what);
        }
      }
    });
  }
});
