/** Reads the head of a fixture of the fixes into a loss, as the analysis would report it. For tests. */

import type { Deadline, Release, ResourceType } from '../../../analysis/catalogue/model.ts';
import type { Holder, Loss, LostPath, PathStep } from '../../../analysis/finding.ts';
import type { FixKind } from '../../../rules/rule.ts';
import type { FixEnvironment } from './environment.ts';
import { DEADLINES, KINDS, LOST_PATHS, RESOURCES } from './presets.ts';

export interface Fixture {
  readonly kind: FixKind;
  readonly loss: Loss;
  readonly environment: FixEnvironment;
  readonly declined: boolean;
  /** Where the head ends. */
  readonly headerLength: number;
}

/** Throws where the head is wrong: a fixture that says nothing tests nothing. */
export function readFixture(path: string, text: string): Fixture {
  const head = /^(?:\/\/.*\r?\n)+/.exec(text)?.[0] ?? '';
  const said = new Map<string, string>();
  for (const line of head.split(/\r?\n/)) {
    const [, key, value] = /^\/\/ (\w+)(?: (.*))?$/.exec(line) ?? [];
    if (key !== undefined) said.set(key, value ?? '');
  }
  const kind = KINDS.find((each) => each === said.get('fix'));
  const lostPath = LOST_PATHS.find((each) => each === said.get('lost'));
  if (!kind || !lostPath) throw new Error(`${path}: the head names no fix or no lost path`);
  const at = said.get('at') ?? '';
  const start = text.indexOf(at, head.length);
  if (start < 0 || at === '') throw new Error(`${path}: «${at}» is not in the text`);
  return {
    kind,
    loss: lossOf(path, said, lostPath, text, { start, end: start + at.length }),
    environment: environmentOf(path, said),
    declined: said.has('declined'),
    headerLength: head.length,
  };
}

function environmentOf(path: string, said: ReadonlyMap<string, string>): FixEnvironment {
  const module = said.get('module');
  return {
    target: said.get('target'),
    lib: said.get('lib')?.split(','),
    nodeVersion: said.get('node') ?? '20.0.0',
    moduleKind: module === 'esm' || module === 'cjs' ? module : 'unknown',
    isTypeScript: /\.[mc]?tsx?$/.test(path),
  };
}

function lossOf(
  path: string,
  said: ReadonlyMap<string, string>,
  lostPath: LostPath,
  text: string,
  acquisition: Loss['acquisition'],
): Loss {
  const deadline = deadlineOf(said);
  const resource = deadline ? undefined : resourceOf(said);
  const releases: readonly Release[] = resource?.releases ?? [];
  return {
    file: path,
    rule: resource?.rule ?? 'missing-timeout',
    kind: resource?.kind ?? deadline?.kind ?? 'disposable',
    ...(resource && { resource }),
    ...(deadline && { deadline }),
    noun: resource?.noun ?? 'request',
    acquisition,
    nameRange: acquisition,
    callee: text.slice(acquisition.start, acquisition.end).replace(/\((?:.|\s)*$/, ''),
    lostPath,
    evidence: 'certain',
    holder: holderOf(said),
    path: pathOf(said, text, acquisition),
    function: 0,
    releases,
    context: 'ordinary',
    alsoAt: [],
  };
}

function resourceOf(said: ReadonlyMap<string, string>): ResourceType {
  const name = said.get('resource') ?? '';
  const resource = RESOURCES[name];
  if (!resource) throw new Error(`There is no resource «${name}»`);
  return {
    id: name,
    noun: name,
    cost: '',
    documentation: '',
    rule: 'unclosed-file',
    discipline: 'always',
    ...resource,
  };
}

function deadlineOf(said: ReadonlyMap<string, string>): Deadline | undefined {
  const deadline = DEADLINES[said.get('deadline') ?? ''];
  return (
    deadline && {
      call: '',
      noun: 'request',
      kind: 'http-request',
      documentation: '',
      without: 'unbounded',
      ...deadline,
    }
  );
}

function holderOf(said: ReadonlyMap<string, string>): Holder {
  const [kind, name = '', className, releaseMethod] = (said.get('holder') ?? '').split(' ');
  if (kind === 'local' || kind === 'captured') return { kind, place: 0, name };
  if (kind === 'field')
    return { kind, name, className: className ?? null, releaseMethod: releaseMethod ?? null };
  return { kind: 'nobody' };
}

/** `exit return null;`: the path ends at the first such statement behind the acquisition. */
function pathOf(
  said: ReadonlyMap<string, string>,
  text: string,
  acquisition: Loss['acquisition'],
): readonly PathStep[] {
  const acquired: PathStep = { role: 'acquired', range: acquisition };
  const exit = said.get('exit');
  if (exit === undefined) return [acquired];
  const start = text.indexOf(exit, acquisition.start);
  if (start < 0) throw new Error(`«${exit}» is not in the text`);
  const role = exit.startsWith('throw') ? 'throws' : exit.startsWith('return') ? 'returns' : 'ends';
  return [acquired, { role, range: { start, end: start + exit.length } }];
}
