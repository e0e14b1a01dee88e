import assert from 'node:assert/strict';
import { compileCatalogue, noEntries, validateFamily } from './index.ts';
import type { Acquisition, Family, ResourceType } from './model.ts';

function resource(id: string, more: Partial<ResourceType> = {}): ResourceType {
  return {
    id,
    kind: 'connection',
    noun: id,
    rule: 'unreleased-connection',
    cost: 'costs',
    releases: [],
    discipline: 'always',
    documentation: '',
    ...more,
  };
}

function family(more: Partial<Family>): Family {
  return { id: 'test', language: 'javascript', checkedAgainst: [], ...more };
}

function acquires(call: Acquisition['call']): Acquisition {
  return { call, resource: 'r', yields: 'result' };
}

describe('the catalogue', () => {
  describe('by export', () => {
    const catalogue = compileCatalogue([
      family({
        sameAs: {
          'graceful-fs': 'fs',
          'fs/promises': 'fs#promises',
          process: 'global#process',
          a: 'b',
          b: 'a',
        },
        acquisitions: [
          acquires('fs#openSync'),
          acquires('fs#promises.open'),
          acquires('graceful-fs#extra'),
          acquires('got#default'),
          acquires('new net#Socket'),
          acquires('fs/promises#opendir'),
        ],
        registrations: [
          { call: 'global#process.on', event: 0, handler: 1, undo: [{ method: 'off' }], receiver: 'global' },
          {
            call: 'global#window.addEventListener',
            event: 0,
            handler: 1,
            undo: [{ method: 'removeEventListener' }],
            receiver: 'global',
          },
        ],
      }),
    ]);
    const found = (module: string, path: readonly string[], construct = false): number =>
      catalogue.byExport(module, path, construct).acquisitions.length;

    it('finds an export through every way of importing it', () => {
      assert.equal(found('fs', ['openSync']), 1);
      assert.equal(found('node:fs', ['openSync']), 1);
      assert.equal(found('fs', ['default', 'openSync']), 1);
      assert.equal(found('fs', ['close']), 0);
    });

    it('finds what a module shares with another, in one direction', () => {
      assert.equal(found('graceful-fs', ['openSync']), 1);
      assert.equal(found('graceful-fs', ['extra']), 1);
      assert.equal(found('fs', ['extra']), 0);
    });

    it('knows a module that is a member of another by both names', () => {
      for (const [module, path] of [
        ['fs', ['promises']],
        ['fs/promises', []],
        ['node:fs/promises', ['default']],
        ['graceful-fs', ['promises']],
      ] as const) {
        assert.equal(found(module, [...path, 'open']), 1, module);
        assert.equal(found(module, [...path, 'opendir']), 1, module);
      }
    });

    it('takes the default export for the module itself', () => {
      assert.equal(found('got', ['default']), 1);
      assert.equal(found('got', []), 1);
    });

    it('tells construction from calling', () => {
      assert.equal(found('net', ['Socket'], true), 1);
      assert.equal(found('net', ['Socket']), 0);
    });

    it('survives modules that stand for each other', () => {
      assert.equal(found('a', ['x']), 0);
    });

    it('finds globals, imported or not, with and without the global object', () => {
      assert.equal(catalogue.byGlobal(['process', 'on'], false).registrations.length, 1);
      assert.equal(catalogue.byGlobal(['globalThis', 'process', 'on'], false).registrations.length, 1);
      assert.equal(catalogue.byExport('node:process', ['default', 'on'], false).registrations.length, 1);
      assert.equal(catalogue.byGlobal(['addEventListener'], false).registrations.length, 1);
      assert.equal(catalogue.byGlobal(['window', 'addEventListener'], false).registrations.length, 1);
    });

    it('shares one frozen answer where nothing is said', () => {
      assert.equal(catalogue.byExport('nowhere', ['nothing'], false), noEntries);
      assert.equal(catalogue.byMethod('nowhere#Nothing', 'method'), noEntries);
      assert.ok(Object.isFrozen(catalogue.byExport('fs', ['openSync'], false).acquisitions));
      assert.equal(
        catalogue.byExport('fs', ['openSync'], false),
        catalogue.byExport('fs', ['openSync'], false),
      );
    });

    it('does not mistake names of Object.prototype for entries', () => {
      assert.equal(catalogue.byGlobal(['constructor'], false), noEntries);
      assert.equal(catalogue.byAnyMethod('toString'), noEntries);
    });
  });

  describe('by method and type', () => {
    const catalogue = compileCatalogue([
      family({
        supertypes: {
          'net#Socket': ['events#EventEmitter'],
          'tls#TLSSocket': ['net#Socket'],
          'x#A': ['x#B'],
          'x#B': ['x#A'],
        },
        resources: [
          resource('socket', {
            types: ['net#Socket'],
            extends: ['duplex'],
            releases: [{ method: 'destroy' }],
            liveness: [{ property: 'destroyed', held: false }],
          }),
          resource('duplex', {
            types: ['stream#Duplex'],
            releases: [{ method: 'end' }],
            ends: [{ iterated: true }],
            liveness: [{ property: 'closed', held: false }],
          }),
          resource('loop', { extends: ['loop', 'missing'] }),
        ],
        acquisitions: [
          { call: 'new net#Socket', resource: 'socket', yields: 'result', heldFrom: ['connect'] },
          { call: 'net#Server::accept', resource: 'socket', yields: 'result', heldFrom: ['connect', 'open'] },
        ],
        callbacks: [{ call: '*::on', argument: 1, runs: 'many-later' }],
        behaviours: [
          { call: 'events#EventEmitter::on', returns: 'receiver' },
          { call: 'stream#Duplex::pause', returns: 'receiver' },
        ],
      }),
    ]);

    it('finds methods of supertypes, declared or through resources', () => {
      assert.equal(catalogue.byMethod('net#Socket', 'on').behaviours.length, 1);
      assert.equal(catalogue.byMethod('tls#TLSSocket', 'on').behaviours.length, 1);
      assert.equal(catalogue.byMethod('tls#TLSSocket', 'pause').behaviours.length, 1);
      assert.equal(catalogue.byMethod('socket', 'pause').behaviours.length, 1);
      assert.equal(catalogue.byMethod('stream#Duplex', 'on').behaviours.length, 0);
    });

    it('keeps methods of any receiver apart', () => {
      assert.equal(catalogue.byAnyMethod('on').callbacks.length, 1);
      assert.equal(catalogue.byMethod('stream#Duplex', 'on').callbacks.length, 0);
    });

    it('knows subtypes by selector and by id', () => {
      assert.ok(catalogue.isSubtype('tls#TLSSocket', 'events#EventEmitter'));
      assert.ok(catalogue.isSubtype('node:net#Socket', 'stream#Duplex'));
      assert.ok(catalogue.isSubtype('net#Socket', 'duplex'));
      assert.ok(catalogue.isSubtype('nowhere#X', 'nowhere#X'));
      assert.ok(!catalogue.isSubtype('stream#Duplex', 'net#Socket'));
    });

    it('survives circles and unknown bases', () => {
      assert.ok(catalogue.isSubtype('x#A', 'x#B') && catalogue.isSubtype('x#B', 'x#A'));
      assert.deepEqual(catalogue.releasesOf(resource('alone', { extends: ['missing', 'loop'] })), []);
    });

    it('gives inherited releases, ends and liveness, own ones first', () => {
      const socket = catalogue.resource('socket');
      assert.ok(socket);
      assert.deepEqual(catalogue.releasesOf(socket), [{ method: 'destroy' }, { method: 'end' }]);
      assert.deepEqual(catalogue.endsOf(socket), [{ iterated: true }]);
      assert.deepEqual(
        catalogue.livenessOf(socket).map((one) => one.property),
        ['destroyed', 'closed'],
      );
    });

    it('lists what activates a resource, and the resources of a type', () => {
      assert.deepEqual(catalogue.activatorsOf('socket'), ['connect', 'open']);
      assert.deepEqual(catalogue.activatorsOf('duplex'), []);
      assert.deepEqual(
        catalogue.typesOf('node:net#Socket').map((one) => one.id),
        ['socket'],
      );
      assert.deepEqual(catalogue.typesOf('net#Server'), []);
    });
  });

  describe('releases by function', () => {
    const descriptor = resource('descriptor', {
      releases: [
        { function: 'fs#closeSync', argument: 0 },
        { function: 'db#Pool::giveBack', argument: 1 },
      ],
      ends: [{ function: 'stream#pipeline', argument: 'any' }],
    });
    const catalogue = compileCatalogue([
      family({ sameAs: { 'graceful-fs': 'fs' }, resources: [descriptor] }),
    ]);

    it('are found by what is called', () => {
      assert.deepEqual(catalogue.byExport('graceful-fs', ['closeSync'], false).releases, [
        { resource: descriptor, argument: 0, release: descriptor.releases[0] },
      ]);
      assert.equal(catalogue.byMethod('db#Pool', 'giveBack').releases[0]?.argument, 1);
      assert.equal(catalogue.byExport('stream', ['pipeline'], false).ends[0]?.argument, 'any');
    });
  });

  it('lets later families redefine a resource', () => {
    const catalogue = compileCatalogue([
      family({ resources: [resource('r', { noun: 'old', types: ['x#Y'] })] }),
      family({ resources: [resource('r', { noun: 'new', types: ['x#Y'] })] }),
    ]);
    assert.equal(catalogue.resource('r')?.noun, 'new');
    assert.deepEqual(
      catalogue.typesOf('x#Y').map((one) => one.noun),
      ['new'],
    );
    assert.equal(catalogue.resources.length, 1);
  });
});

describe('validation of a family', () => {
  it('has nothing to say of a good one', () => {
    const good = family({ resources: [resource('r')], acquisitions: [acquires('x#open')] });
    assert.deepEqual(validateFamily(good), []);
  });

  it('takes resources of other families into account', () => {
    const user = family({ acquisitions: [acquires('x#open')] });
    assert.deepEqual(validateFamily(user), ['acquisitions[0] (x#open): there is no resource “r”']);
    assert.deepEqual(validateFamily(user, new Set(['r'])), []);
  });

  it('names each mistake and its place', () => {
    const problems = validateFamily(
      family({
        sameAs: { x: 'x' },
        supertypes: { 'x#A': ['new x#B'] },
        resources: [resource('r'), resource('r'), resource('s', { extends: ['t'], types: ['no selector'] })],
        acquisitions: [
          acquires('*::open'),
          acquires([]),
          { ...acquires('x#open'), when: [{ argument: 0 }], heldFromUnless: [{ argument: 0, given: true }] },
        ],
        deadlines: [
          {
            call: 'x#get',
            options: [0],
            boundedBy: [],
            without: 'long',
            noun: 'n',
            kind: 'client',
            documentation: '',
          },
        ],
        registrations: [{ call: 'x#on', event: 0, handler: 1, undo: [], receiver: 'global' }],
      }),
    );
    assert.deepEqual(problems, [
      'resource “r”: is defined twice',
      'resource “s”: malformed selector “no selector”: only “new ” may be followed by a space',
      'resource “s”: extends “t”, which does not exist',
      'acquisitions[0]: “*::open” names methods of any receiver, which is too little to go by here',
      'acquisitions[1]: names nothing (“call” is empty)',
      'acquisitions[2] (x#open): a condition needs exactly one of “equals”, “given”, “callback”, “ofType”, “contains”, “empty” and “self”',
      'acquisitions[2] (x#open): “heldFromUnless” needs “heldFrom”',
      'deadlines[0] (x#get): nothing bounds it (“boundedBy” is empty)',
      'registrations[0] (x#on): nothing undoes it (“undo” is empty)',
      'sameAs “x”: cannot stand for “x”',
      'supertypes of “x#A”: “new x#B” does not name a type',
    ]);
  });
});
