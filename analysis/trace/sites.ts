/**
 * An index over all steps of a file, for detectors that look at how code is written and not at single paths:
 * who writes a place, who copies from it, which calls there are. Made once per file.
 */
import type { CallStep, FileFlow, FunctionId, PlaceId, Step } from '../flow/graph.ts';
import { indexByPlace } from './place-index.ts';

/** A step and where it stands. */
export interface Site<S extends Step = Step> {
  readonly function: FunctionId;
  readonly block: number;
  readonly index: number;
  readonly step: S;
}

export type CallSite = Site<CallStep>;
export type LoadSite = Site<Step & { readonly op: 'load' }>;
export type StoreSite = Site<Step & { readonly op: 'store' }>;

export interface Sites {
  readonly calls: readonly CallSite[];
  /** The calls in the function itself, not in nested ones. */
  callsIn(id: FunctionId): readonly CallSite[];
  readonly loads: readonly LoadSite[];
  readonly stores: readonly StoreSite[];
  /** The steps that write a place. Code of a `finally` is there several times, with the same ranges. */
  writersOf(place: PlaceId): readonly Site[];
  /** The steps that read a place as an operand. */
  readersOf(place: PlaceId): readonly Site[];
  /** The places that are put into a field of this name, of whatever object. */
  writersOfField(name: string): readonly PlaceId[];
  /** The places that a function returns. */
  returnsOf(id: FunctionId): readonly PlaceId[];
  /** Functions that return the place. */
  returnedBy(place: PlaceId): readonly FunctionId[];
}

const cache = new WeakMap<FileFlow, Sites>();

export function sitesOf(file: FileFlow): Sites {
  let sites = cache.get(file);
  if (sites === undefined) {
    sites = indexFile(file);
    cache.set(file, sites);
  }
  return sites;
}

function indexFile(file: FileFlow): Sites {
  const all: Site[] = [];
  const calls: CallSite[] = [];
  const callsByFunction = new Map<FunctionId, CallSite[]>();
  const loads: LoadSite[] = [];
  const stores: StoreSite[] = [];
  const fields = new Map<string, PlaceId[]>();
  const returns = new Map<FunctionId, PlaceId[]>();
  const returnedBy = new Map<PlaceId, FunctionId[]>();
  for (const { id } of file.functions) {
    file.graph(id).blocks.forEach(({ steps, terminator }, block) => {
      steps.forEach((step, index) => {
        if (step.op === 'call') {
          const call = { function: id, block, index, step };
          all.push(call);
          calls.push(call);
          add(callsByFunction, id, call);
        } else if (step.op === 'load') {
          const load = { function: id, block, index, step };
          all.push(load);
          loads.push(load);
        } else if (step.op === 'store') {
          const store = { function: id, block, index, step };
          all.push(store);
          stores.push(store);
          if (step.key !== null) add(fields, step.key, step.value);
        } else {
          all.push({ function: id, block, index, step });
          if (step.op === 'object')
            for (const { key, value } of step.properties) if (key !== null) add(fields, key, value);
        }
      });
      if (terminator.kind === 'return' && terminator.value !== null) {
        add(returns, id, terminator.value);
        add(returnedBy, terminator.value, id);
      }
    });
  }
  return {
    calls,
    callsIn: (id) => callsByFunction.get(id) ?? [],
    loads,
    stores,
    writersOf: indexByPlace(file.places.length, all, (note) => {
      all.forEach(({ step }, item) => {
        if ('target' in step) note(step.target, item);
      });
    }),
    writersOfField: (name) => fields.get(name) ?? [],
    readersOf: indexByPlace(file.places.length, all, (note) => {
      all.forEach(({ step }, item) => {
        for (const place of operandsOf(step)) note(place, item);
      });
    }),
    returnsOf: (id) => returns.get(id) ?? [],
    returnedBy: (place) => returnedBy.get(place) ?? [],
  };
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The places that a step reads. */
export function operandsOf(step: Step): readonly PlaceId[] {
  switch (step.op) {
    case 'copy':
    case 'await':
      return [step.source];
    case 'object':
      return step.properties.map((property) => property.value);
    case 'array':
      return step.elements.map((element) => element.value);
    case 'operation':
      return step.operands;
    case 'load':
      return [step.object];
    case 'store':
      return [step.object, step.value];
    case 'call':
      return [
        step.callee,
        ...(step.receiver === undefined ? [] : [step.receiver]),
        ...step.arguments.map((one) => one.value),
      ];
    case 'yield':
      return [step.value];
    case 'iterate':
      return [step.iterable];
    case 'release':
      return [step.place];
    default:
      return [];
  }
}
