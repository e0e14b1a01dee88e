/**
 * What a place is called, so that two mentions of the same thing can be told to be the same: `process`,
 * `this.bus`, `const bus = this.bus`, the request that a fluent chain gives back.
 */
import { memberPath, moduleName } from '../catalogue/selector.ts';
import type { ClassId, FileFlow, PlaceId, Reference } from '../flow/graph.ts';
import { sitesOf } from './sites.ts';

/** Methods that return their receiver on everything that has them: emitters, streams, requests, timers. */
const fluent =
  /^(?:on|once|addListener|prependListener|prependOnceListener|off|removeListener|removeAllListeners|ref|unref|resume|pause|setTimeout|setEncoding|setNoDelay|setKeepAlive|setMaxListeners)$/;

/** Whether a method of this name gives back what it was called on. */
export function isFluent(method: string | null | undefined): boolean {
  return typeof method === 'string' && fluent.test(method);
}

const cache = new WeakMap<FileFlow, Map<PlaceId, string>>();

/** A name that equal mentions share. Variables that are written more than once stand for themselves. */
export function nameOf(file: FileFlow, place: PlaceId): string {
  let names = cache.get(file);
  if (names === undefined) {
    names = new Map<PlaceId, string>();
    cache.set(file, names);
  }
  const known = names.get(place);
  if (known !== undefined) return known;
  names.set(place, `v${place}`);
  const name = computeName(file, place);
  names.set(place, name);
  return name;
}

function computeName(file: FileFlow, place: PlaceId): string {
  const info = file.places[place];
  switch (info?.kind) {
    case 'global':
      return referenceName({ kind: 'global', path: [info.name] }) ?? `v${place}`;
    case 'this': {
      const owner = file.functions[info.declaredIn];
      return owner?.ownerClass === undefined || owner.ownerClass === null
        ? `this:f${info.declaredIn}`
        : instanceName(owner.ownerClass);
    }
    case 'variable': {
      const known = info.reference === undefined ? null : referenceName(info.reference);
      if (known !== null) return known;
      if (info.declaration === 'parameter' || info.declaration === 'catch' || info.writes !== 1)
        return `v${place}`;
      const writer = sitesOf(file).writersOf(place)[0]?.step;
      return writer?.op === 'copy' ? nameOf(file, writer.source) : `v${place}`;
    }
    default:
      return temporaryName(file, place);
  }
}

function temporaryName(file: FileFlow, place: PlaceId): string {
  const writers = sitesOf(file).writersOf(place);
  const step = writers[0]?.step;
  if (writers.length !== 1 || step === undefined) return `v${place}`;
  switch (step.op) {
    case 'copy':
    case 'await':
      return nameOf(file, step.source);
    case 'reference':
      return referenceName(step.reference) ?? `v${place}`;
    case 'load':
      return step.key === null ? `v${place}` : memberName(nameOf(file, step.object), step.key);
    case 'closure':
      return `f${step.function}`;
    case 'literal':
      return step.value === undefined ? 'l:undefined' : `l:${JSON.stringify(step.value)}`;
    case 'call':
      // Code of a `finally` is there several times: the same source is the same call.
      if (step.receiver !== undefined && isFluent(step.method)) return nameOf(file, step.receiver);
      return `k${step.range.start}:${step.range.end}`;
    default:
      return `v${place}`;
  }
}

/** What methods of a class call its instance. */
export function instanceName(of: ClassId): string {
  return `this:c${of}`;
}

/** The name of a member of a thing of that name. */
export function memberName(object: string, key: string): string {
  if (!object.startsWith('ref:')) return `${object}.${key}`;
  return object.endsWith('#') ? `${object}${key === 'default' ? '' : key}` : `${object}.${key}`;
}

/** The name of what a reference denotes; null for one of several. */
export function referenceName(reference: Reference): string | null {
  switch (reference.kind) {
    case 'export':
      return `ref:${moduleName(reference.module)}#${memberPath(reference.module, reference.path).join('.')}`;
    case 'global':
      return `ref:global#${memberPath('global', reference.path).join('.')}`;
    case 'function':
      return `f${reference.function}`;
    default:
      return null;
  }
}
