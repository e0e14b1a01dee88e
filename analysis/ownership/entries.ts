/** What the catalogue says of a call: entries by what the callee denotes and by what the receiver is. */
import { noEntries, type Catalogue, type Entries } from '../catalogue/index.ts';
import type { Selector } from '../catalogue/model.ts';
import type { CallStep, Reference, TypeReference } from '../flow/graph.ts';
import type { Interpreter, Walk } from './interpreter.ts';
import type { State } from './state.ts';
import type { ValueId } from './values.ts';

/** A call with its operands evaluated. */
export interface Call {
  readonly step: CallStep;
  readonly site: string;
  readonly callee: ValueId;
  readonly receiver: ValueId | null;
  readonly method: string | null;
  readonly arguments: readonly { readonly value: ValueId; readonly spread: boolean }[];
  /** What the callee denotes, flattened. */
  readonly references: readonly Reference[];
  readonly entries: readonly Entries[];
  /** The callee is the promisified form of an error-first function. */
  readonly promisified: boolean;
}

/** Evaluates the operands of a call and looks its callee up. */
export function describeCall(walk: Walk, site: string, state: State, step: CallStep): Call {
  const { run, frame } = walk;
  const callee = run.read(frame, state, step.callee);
  const receiver = step.receiver === undefined ? null : run.read(frame, state, step.receiver);
  const shape = run.activity.values.get(callee).shape;
  const own = step.reference ?? (shape.kind === 'reference' ? shape.reference : null);
  let promisified = false;
  const references: Reference[] = [];
  const flatten = (reference: Reference): void => {
    if (reference.kind === 'choice') reference.of.forEach(flatten);
    else if (reference.kind === 'promisified') {
      promisified = true;
      flatten(reference.of);
    } else references.push(reference);
  };
  if (own !== null) flatten(own);
  const method = step.method ?? null;
  const entries: Entries[] = [];
  // Of most calls nothing is said, and then nobody need go through what is said.
  const add = (found: Entries): void => {
    if (found !== noEntries) entries.push(found);
  };
  for (const reference of references) add(referenceEntries(run.catalogue, reference, step.construct));
  if (receiver !== null && method !== null && !step.construct) {
    for (const type of typesOfValue(run, receiver)) add(run.catalogue.byMethod(type, method));
    if (!entries.some((entry) => entry.acquisitions.length > 0))
      add(run.catalogue.byDistinctiveMethod(method));
    add(run.catalogue.byAnyMethod(method));
  }
  return {
    step,
    site,
    callee,
    receiver,
    method,
    arguments: step.arguments.map((argument) => ({
      value: run.read(frame, state, argument.value),
      spread: argument.spread,
    })),
    references,
    entries,
    promisified,
  };
}

/** What is said of what a reference names: an export or a global. */
export function referenceEntries(catalogue: Catalogue, reference: Reference, construct: boolean): Entries {
  if (reference.kind === 'export') return catalogue.byExport(reference.module, reference.path, construct);
  if (reference.kind === 'global') return catalogue.byGlobal(reference.path, construct);
  return noEntries;
}

/** The types under which the methods of a value are looked up. */
export function typesOfValue(run: Interpreter, value: ValueId): readonly Selector[] {
  const known = run.activity.values.get(value);
  const types: Selector[] = [];
  for (const duty of run.activity.dutiesOn(value))
    types.push(duty.resource.id, ...(duty.resource.types ?? []));
  if (known.type !== null) types.push(...typeSelectors(known.type));
  if (known.shape.kind === 'operation' && known.shape.operator === 'element')
    for (const operand of known.shape.operands) types.push(...typesOfValue(run, operand));
  return types.length < 2 ? types : [...new Set(types)];
}

/** The selectors that a declared type stands for. */
export function typeSelectors(type: TypeReference): readonly Selector[] {
  switch (type.kind) {
    case 'export':
      return [
        `${type.module}#${(type.path[0] === 'default' && type.path.length > 1 ? type.path.slice(1) : type.path).join('.')}`,
      ];
    case 'global':
      return [`global#${type.path.join('.')}`];
    case 'union':
      return type.of.flatMap(typeSelectors);
    default:
      return [];
  }
}

/** The type that a selector names. */
export function typeOfSelector(selector: Selector): TypeReference {
  const hash = selector.indexOf('#');
  const module = selector.slice(0, hash);
  const path = selector.slice(hash + 1).split('.');
  return module === 'global' ? { kind: 'global', path } : { kind: 'export', module, path };
}
