/**
 * Functions of a library that run what they are given, as nobody else does: `ToolRunner.run(new Load(), args)` calls the
 * `run` of the tool. Who calls such a method is then to be seen, though the library declares it.
 */
import type { Catalogue } from '../catalogue/index.ts';
import type { Selector } from '../catalogue/model.ts';
import type { CallStep, ClassInfo, FileFlow } from '../flow/graph.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import type { Place } from './callers.ts';

/** Whether there are runners for some method of this name. */
export function isEverRun({ runners }: Catalogue, method: string): boolean {
  return [...runners.keys()].some((one) => one.endsWith(`::${method}`));
}

/** Who runs a method of this name of an instance of these classes: a class, and those above it. */
export function runnersOf(
  { runners }: Catalogue,
  classes: readonly ClassInfo[],
  method: string,
): readonly Selector[] {
  return classes.flatMap(({ superclass, interfaces }) =>
    [superclass, ...interfaces].flatMap((one) =>
      one?.kind === 'export' ? (runners.get(`${one.module}#${one.path.join('.')}::${method}`) ?? []) : [],
    ),
  );
}

/** The calls of the runners, whatever they are given. */
export function runsIn(file: FileFlow, runners: readonly Selector[]): readonly CallSite[] {
  if (runners.length === 0) return [];
  return sitesOf(file).calls.filter(({ step }) => isRunner(step, runners));
}

/** Whether nobody but runners is given the instance that is made there. */
export function isForRunners({ file, step }: Place, runners: readonly Selector[]): boolean {
  const { passedTo, returnedBy, storedIn, held } = aliasesOf(file, step.target);
  if (returnedBy.length > 0 || storedIn.length > 0 || held) return false;
  return passedTo.every(({ site }) => isRunner(site.step, runners));
}

function isRunner({ reference }: CallStep, runners: readonly Selector[]): boolean {
  if (reference?.kind !== 'export') return false;
  return runners.includes(`${reference.module}#${reference.path.join('.')}`);
}
