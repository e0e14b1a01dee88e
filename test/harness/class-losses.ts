/** What the tests of this folder share: a small catalogue, and losses as short lines. */
import { lowerTypeScript } from '../../languages/typescript/lower.ts';
import { analyseFile, type Project } from '../../analysis/analyse.ts';
import { compileCatalogue } from '../../analysis/catalogue/index.ts';
import type { Family, ResourceType } from '../../analysis/catalogue/model.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';

function resource(id: string, kind: ResourceType['kind'], extra: Partial<ResourceType>): ResourceType {
  return {
    id,
    kind,
    noun: id,
    rule: 'undisposed-value',
    cost: 'stays',
    releases: [{ method: 'close' }],
    discipline: 'always',
    documentation: 'https://example.org',
    ...extra,
  };
}

const family: Family = {
  id: 'test',
  language: 'javascript',
  checkedAgainst: [],
  resources: [
    resource('thing', 'watcher', { types: ['lib#Thing'] }),
    resource('server', 'server', { types: ['lib#Server'] }),
    resource('child', 'child-process', { releases: [{ method: 'kill' }], discipline: 'self-ending' }),
    resource('subscription', 'subscription', { releases: [{ method: 'dispose' }], discipline: 'evidence' }),
    resource('interval', 'timer', {
      releases: [{ function: 'global#clearInterval', argument: 0 }],
      ends: [{ unref: 'unref' }],
      plain: true,
    }),
    resource('timeout', 'timer', {
      releases: [{ function: 'global#clearTimeout', argument: 0 }],
      ends: [{ unref: 'unref' }],
      plain: true,
      discipline: 'evidence',
    }),
  ],
  acquisitions: [
    { call: ['lib#open', 'new lib#Thing'], resource: 'thing', yields: 'result' },
    { call: 'lib#openLater', resource: 'thing', yields: 'promise' },
    { call: 'lib#openWith', resource: 'thing', yields: { callback: 0, parameter: 1, error: 0 } },
    { call: 'lib#serve', resource: 'server', yields: 'result', heldFrom: ['listen'] },
    { call: 'lib#spawn', resource: 'child', yields: 'result' },
    { call: 'lib#onEvent', resource: 'subscription', yields: 'result' },
    { call: 'global#setInterval', resource: 'interval', yields: 'result' },
    { call: 'global#setTimeout', resource: 'timeout', yields: 'result' },
  ],
  callbacks: [
    { call: 'global#setTimeout', argument: 0, runs: 'once-later' },
    { call: 'global#setInterval', argument: 0, runs: 'many-later' },
  ],
};

const catalogue = compileCatalogue([family]);

/**
 * The losses of a file as `line path evidence holder`, in order. Other files are named by their path, as a
 * relative import would.
 */
export function lossesOf(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const header = "import { open, openLater, openWith, serve, spawn, onEvent, Thing } from 'lib';";
  const main = `${header}${text}`;
  const texts = new Map([
    ['/src/main.ts', main],
    ...Object.entries(others).map(([path, code]) => [path, header + code] as const),
  ]);
  const flows = new Map<string, FileFlow>();
  const project: Project = {
    catalogue,
    resolve: (_, specifier) => {
      const path = specifier.replace('./', '/src/') + '.ts';
      return texts.has(path) ? path : null;
    },
    file: (path) => {
      const known = texts.get(path);
      if (known === undefined) return null;
      const flow = flows.get(path) ?? lowerTypeScript({ path, text: known });
      flows.set(path, flow);
      return flow;
    },
  };
  const result = analyseFile(project, '/src/main.ts');
  return [
    ...result.givenUp.map((one) => `${one.reason}: ${one.detail}`),
    ...result.losses.map((loss) => {
      const line = main.slice(0, loss.acquisition.start).split('\n').length;
      const holder = 'name' in loss.holder ? ` ${loss.holder.name}` : '';
      return `${String(line)} ${loss.lostPath} ${loss.evidence}${holder}`;
    }),
  ];
}
