/** Who names a function of the file: calls it, hands it on or exports it. */
import type { Export, FileFlow, FunctionId } from '../flow/graph.ts';

/** A place where a function is named, and whether it is called there. */
export interface Naming {
  readonly by: FunctionId;
  readonly called: boolean;
}

const references = new WeakMap<FileFlow, Map<FunctionId, Naming[]>>();

/** Where the function is named. */
export function namesOf(file: FileFlow, id: FunctionId): readonly Naming[] {
  let known = references.get(file);
  if (known === undefined) references.set(file, (known = indexOf(file)));
  return known.get(id) ?? [];
}

/** Whether other files can name it. */
export function isExported(file: FileFlow, id: FunctionId): boolean {
  return exportsOf(file, id).length > 0;
}

/** Whether it is there for other files to name. */
export function isMeantForOthers(file: FileFlow, id: FunctionId): boolean {
  return exportsOf(file, id).some(({ unasked }) => unasked !== true);
}

function exportsOf(file: FileFlow, id: FunctionId): readonly Exclude<Export, { kind: 'reexport' }>[] {
  const found: Exclude<Export, { kind: 'reexport' }>[] = [];
  for (const list of file.exports.values()) {
    for (const one of list) {
      if (one.kind === 'reexport') continue;
      const place = one.kind === 'place' ? file.places[one.place] : undefined;
      const reference =
        one.kind === 'reference' ? one.reference : place?.kind === 'variable' ? place.reference : undefined;
      if (reference?.kind === 'function' && reference.function === id) found.push(one);
    }
  }
  return found;
}

function indexOf(file: FileFlow): Map<FunctionId, Naming[]> {
  const uses = new Map<FunctionId, Naming[]>();
  const add = (target: FunctionId, by: FunctionId, called: boolean): void => {
    const list = uses.get(target) ?? [];
    list.push({ by, called });
    uses.set(target, list);
  };
  for (const info of file.functions) {
    const callees = new Map<number, FunctionId>();
    const graph = file.graph(info.id);
    for (const block of graph.blocks) {
      for (const step of block.steps) {
        if (step.op === 'call' && step.reference?.kind === 'function') {
          add(step.reference.function, info.id, true);
          callees.set(step.callee, step.reference.function);
        }
        // A function handed on as a value may be called any number of times.
        const read =
          step.op === 'call'
            ? step.arguments.map((argument) => argument.value)
            : step.op === 'store'
              ? [step.value]
              : step.op === 'object'
                ? step.properties.map((property) => property.value)
                : step.op === 'array'
                  ? step.elements.map((element) => element.value)
                  : [];
        for (const place of read) {
          const denoted = file.places[place];
          if (denoted?.kind === 'variable' && denoted.reference?.kind === 'function')
            add(denoted.reference.function, info.id, false);
        }
      }
      const end = block.terminator;
      if (end.kind === 'return' && end.value !== null) {
        const denoted = file.places[end.value];
        if (denoted?.kind === 'variable' && denoted.reference?.kind === 'function')
          add(denoted.reference.function, info.id, false);
      }
    }
  }
  return uses;
}
