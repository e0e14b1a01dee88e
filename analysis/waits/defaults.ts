/** Bounds that do not stand in the call: options of the instance it is made on, and module-wide defaults. */
import type { Deadline } from '../catalogue/model.ts';
import { parseSelector, typeSelector } from '../catalogue/selector.ts';
import type { FileFlow } from '../flow/graph.ts';
import { functionsAt } from '../trace/closures.ts';
import { memberName, nameOf } from '../trace/names.ts';
import { originsOf, storesTo } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { boundByArgument, strongest, type Bound } from './options.ts';

/** Whether something other than the call's own arguments bounds it. */
export function boundByDefaults(file: FileFlow, site: CallSite, deadline: Deadline): Bound {
  const { defaults } = deadline;
  if (defaults === undefined) return 'unbounded';
  if (defaults.called?.some((selector) => calledInFile(file, selector)) === true) return 'bounded';
  if (defaults.makers === undefined && defaults.assigned === undefined) return 'unbounded';
  const assigned = (defaults.assigned ?? []).map((selector) => assignedInFile(file, site, selector));
  if (assigned.includes('bounded')) return 'bounded';
  if (assigned.includes('unknown')) return 'unknown';
  if (site.step.receiver === undefined || defaults.makers === undefined) return 'unbounded';
  const { receiver } = site.step;
  const origins = originsOf(file, receiver);
  // An instance that comes from elsewhere may have its bound already.
  return strongest(
    origins.map((origin): Bound => {
      if (origin.kind === 'reference') return isModule(origin.reference) ? 'unbounded' : 'unknown';
      if (origin.kind !== 'call') return 'unknown';
      return boundByMaker(file, origin.site, deadline);
    }),
  );
}

/** The module itself has no options; any other export is an instance that somebody else has made. */
function isModule(reference: { readonly kind: string; readonly module?: string }): boolean {
  return reference.kind === 'export'
    ? !(reference.module ?? '.').startsWith('.')
    : reference.kind === 'global';
}

function boundByMaker(file: FileFlow, made: CallSite, deadline: Deadline): Bound {
  const { reference } = made.step;
  for (const maker of deadline.defaults?.makers ?? []) {
    const { module, path } = parseSelector(maker.call);
    const names =
      reference?.kind === 'export' &&
      typeSelector(
        reference.module,
        reference.path.filter((part, index) => index > 0 || part !== 'default'),
      );
    // `base.extend(…)` on an instance makes a further one: the same method of something else.
    const further = made.step.method === path.at(-1) && made.step.receiver !== undefined;
    if (names !== typeSelector(module, path) && !further) continue;
    const own = boundByArgument(file, made, maker.argument, deadline);
    return further && own !== 'bounded' && names !== typeSelector(module, path) ? 'unknown' : own;
  }
  return 'unknown';
}

/** `socket.setdefaulttimeout(30)`, but not of `None`. */
function calledInFile(file: FileFlow, selector: string): boolean {
  const { module, path } = parseSelector(selector);
  const wanted = typeSelector(module, path);
  return sitesOf(file).calls.some(({ step: { reference, arguments: given } }) => {
    if (reference?.kind !== 'export' || typeSelector(reference.module, reference.path) !== wanted)
      return false;
    const [first] = given;
    return (
      first !== undefined &&
      originsOf(file, first.value).every((origin) => origin.kind !== 'literal' || origin.value !== null)
    );
  });
}

/** `axios.defaults.timeout = …`, and the same on the instance that the call is made on. */
function assignedInFile(file: FileFlow, site: CallSite, selector: string): Bound {
  const { module, path } = parseSelector(selector);
  const roots = [`ref:${module}#`];
  if (site.step.receiver !== undefined) roots.push(nameOf(file, site.step.receiver));
  for (const root of roots) {
    const member = path.reduce(memberName, root);
    if (
      storesTo(file, member).some((store) =>
        originsOf(file, store.step.value).some(
          (origin) => origin.kind !== 'literal' || (origin.value !== 0 && origin.value !== undefined),
        ),
      )
    )
      return 'bounded';
  }
  // Interceptors may set anything on each request.
  for (const root of roots) if (interceptors(file).has(root)) return 'unknown';
  return 'unbounded';
}

const intercepted = new WeakMap<FileFlow, Set<string>>();

/** Instances on which the file registers functions that see the options of each request and give them back. */
function interceptors(file: FileFlow): Set<string> {
  let found = intercepted.get(file);
  if (found === undefined) {
    found = new Set();
    for (const { step } of sitesOf(file).calls) {
      if (step.method !== 'use' || step.receiver === undefined) continue;
      const [first] = step.arguments;
      if (first === undefined || functionsAt(file, first.value).length === 0) continue;
      const name = nameOf(file, step.receiver);
      const dot = name.indexOf('.interceptors');
      if (dot > 0) found.add(name.slice(0, dot));
      else if (name.startsWith('ref:') && name.includes('#interceptors'))
        found.add(name.slice(0, name.indexOf('#') + 1));
    }
    intercepted.set(file, found);
  }
  return found;
}
