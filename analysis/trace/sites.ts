/**
 * An index over all steps of a file, for detectors that look at how code is written and not at single paths:
 * who writes a place, who copies from it, which calls there are. Made once per file.
 */
import type { CallStep, FileFlow, FunctionId, PlaceId, Step } from '../flow/graph.ts';
import { indexByPlace, type PlaceIndex } from './place-index.ts';

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
    writersOf: onDemand(() =>
      indexByPlace(file.places.length, all, (note) => {
        all.forEach(({ step }, item) => {
          if ('target' in step) note(step.target, item);
        });
      }),
    ),
    writersOfField: (name) => fields.get(name) ?? [],
    readersOf: onDemand(() =>
      indexByPlace(file.places.length, all, (note) => {
        let item = 0;
        const noteOperand = (place: PlaceId): void => {
          note(place, item);
        };
        for (const { step } of all) {
          eachOperand(step, noteOperand);
          item += 1;
        }
      }),
    ),
    returnsOf: (id) => returns.get(id) ?? [],
    returnedBy: (place) => returnedBy.get(place) ?? [],
  };
}

/** Most files are asked for their calls alone. */
function onDemand<T>(build: () => PlaceIndex<T>): PlaceIndex<T> {
  let index: PlaceIndex<T> | null = null;
  return (place) => (index ??= build())(place);
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The places that a step reads. */
export function operandsOf(step: Step): readonly PlaceId[] {
  const found: PlaceId[] = [];
  eachOperand(step, (place) => {
    found.push(place);
  });
  return found;
}

/** The same for all steps of a file: a list for each would be most of what the index costs. */
function eachOperand(step: Step, note: (place: PlaceId) => void): void {
  switch (step.op) {
    case 'copy':
    case 'await':
      note(step.source);
      return;
    case 'object':
      for (const { value } of step.properties) note(value);
      return;
    case 'array':
      for (const { value } of step.elements) note(value);
      return;
    case 'operation':
      for (const place of step.operands) note(place);
      return;
    case 'load':
      note(step.object);
      return;
    case 'store':
      note(step.object);
      note(step.value);
      return;
    case 'call':
      note(step.callee);
      if (step.receiver !== undefined) note(step.receiver);
      for (const { value } of step.arguments) note(value);
      return;
    case 'yield':
      note(step.value);
      return;
    case 'iterate':
      note(step.iterable);
      return;
    case 'release':
      note(step.place);
      return;
    default:
  }
}
