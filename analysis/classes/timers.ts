/** What makes a timer that a class keeps worth a word: it comes back, or somebody meant to clear it. */
import type { CallStep, FunctionId } from '../flow/graph.ts';
import { holdsInstance } from '../listeners/lifetimes.ts';
import { functionsAt } from '../trace/closures.ts';
import type { Site } from './sites.ts';
import { slotKey } from './tokens.ts';
import type { FileView } from './view.ts';

/** The functions that run when the timer fires, with all that they reach. */
export function firedBy(view: FileView, site: Site): ReadonlySet<FunctionId> {
  const roots: FunctionId[] = [];
  const call = callOf(view, site);
  for (const argument of call?.arguments ?? []) {
    for (const id of view.propagation.tokensOf(argument.value)) {
      const token = view.propagation.table.get(id);
      if (token.kind === 'closure') roots.push(token.function);
    }
  }
  return view.calls.reach(roots);
}

/** It arms itself again when it fires. */
export function rearms(view: FileView, site: Site): boolean {
  return firedBy(view, site).has(site.function);
}

/** A timer that fires once, by what the catalogue says of it: it counts only with evidence. */
export function firesOnce(site: Site): boolean {
  return site.duty.resource.kind === 'timer' && site.duty.resource.discipline === 'evidence';
}

/**
 * What fires looks at a field that the ending writes (`if (this.disposed) return`): it stops at its next turn,
 * which is late, but no loss.
 */
export function stopsByFlag(view: FileView, site: Site, endings: ReadonlySet<FunctionId>): boolean {
  const written = new Set<string>();
  for (const store of view.stores) if (endings.has(store.function)) written.add(slotKey(store.slot));
  const runs = firedBy(view, site);
  return view.uses.some((use) => {
    if (use.how !== 'tested' || !(runs.has(use.function) || use.function === site.function)) return false;
    // What the ending itself asks keeps nobody else from going on.
    if (endings.has(use.function) && use.function !== site.function) return false;
    const token = view.propagation.table.get(use.token);
    return token.kind === 'slot' && written.has(slotKey(token.slot));
  });
}

/** What fires uses the instance or a variable from around it; if it is not known, it may. */
export function firesIntoInstance(view: FileView, site: Site): boolean {
  const callback = callOf(view, site)?.arguments[0];
  if (callback === undefined) return false;
  const functions = functionsAt(view.file, callback.value);
  return (
    functions.length === 0 ||
    holdsInstance(view.file, callback.value) ||
    functions.some((id) =>
      (view.file.functions[id]?.captures ?? []).some((place) => {
        const captured = view.file.places[place];
        // What belongs to the module is there anyway.
        return captured?.kind !== 'variable' || captured.declaredIn !== 0;
      }),
    )
  );
}

/** The call that acquired. */
export function callOf(view: FileView, site: Site): CallStep | null {
  const { range } = site.duty;
  for (const block of view.file.graph(site.function).blocks)
    for (const step of block.steps)
      if (step.op === 'call' && step.range.start === range.start && step.range.end === range.end) return step;
  return null;
}
