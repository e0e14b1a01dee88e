/** Runs one root function and records how each duty stood at each way out. */
import type { Project } from '../analyse.ts';
import type { FileFlow, FunctionInfo, SourceRange } from '../flow/graph.ts';
import { Activity, type Frame } from './activity.ts';
import { moveReachable } from './disposals.ts';
import { endsWithParent } from './contexts.ts';
import { familyFacts } from './family.ts';
import { givenType } from './givens.ts';
import { Interpreter, Walk } from './interpreter.ts';
import { runPending } from './pending.ts';
import { isInReachOfEscaped } from './reach.ts';
import { isOpen, State, type DutyId } from './state.ts';
import type { Summaries } from './summaries.ts';

/** Interprets the function with all that runs as part of it. */
export function runRoot(
  project: Project,
  summaries: Summaries,
  file: FileFlow,
  root: FunctionInfo,
): Activity {
  const activity = new Activity(project, file, root, familyFacts(file, project.catalogue), summaries);
  const run = new Interpreter(activity);
  const frame: Frame = { id: `f${root.id}`, function: root, depth: 0, caller: null };
  const entry = new State();
  root.parameters.forEach((parameter, index) => {
    const place = file.places[parameter.place];
    const type =
      (place?.kind === 'variable' ? place.type : undefined) ??
      givenType(project.catalogue, file, root.id, index);
    entry.env.set(
      parameter.place,
      activity.values.intern(`param:${index}`, { kind: 'parameter', index }, { type, place: parameter.place })
        .id,
    );
  });
  const exits = run.run(frame, entry);
  const walk = new Walk(run, frame, file.graph(root.id), { returns: [], throws: [] });
  const last = Math.max(...exits.returns.map(({ range }) => range.start));
  for (const exit of exits.returns) {
    // What is returned is the caller's at once; a promise only hands over what it settles with.
    if (exit.value !== null && activity.values.get(exit.value).shape.kind !== 'promise')
      moveReachable(walk, exit.state, exit.value, 'returned', exit.range);
    exit.state.note({
      role: exit.implicit ? 'ends' : 'returns',
      range: exit.range,
      ...((exit.implicit || exit.range.start === last) && { last: true }),
    });
    observe(activity, exit.state, 'exit-return', exit.implicit, exit.range, true);
    exit.state.later = true;
    for (const after of runPending(walk, exit.state, 'exit')) {
      if (exit.value !== null) moveReachable(walk, after, exit.value, 'returned', exit.range);
      observe(activity, after, 'exit-return', exit.implicit, exit.range, false);
    }
  }
  for (const thrown of exits.throws) {
    if (thrown.exception !== null) moveReachable(walk, thrown, thrown.exception, 'moved', root.range);
    observe(activity, thrown, 'exit-throw', true, null, true);
    thrown.later = true;
    for (const after of runPending(walk, thrown, 'throw'))
      observe(activity, after, 'exit-throw', true, null, false);
  }
  return activity;
}

/**
 * Records how each open duty stands. A timer is looked at when the function itself ends (`timersOnly`): after
 * that its own callback runs, and then it is over.
 */
function observe(
  activity: Activity,
  state: State,
  what: 'exit-return' | 'exit-throw',
  implicit: boolean,
  range: SourceRange | null,
  timersOnly: boolean,
): void {
  for (const [duty, status] of state.duties) {
    if (endsWithParent(activity, state, duty)) continue;
    if (!isOpen(status) || (timersOnly && !isOneShotTimer(activity, duty))) continue;
    // A listener that was registered before the resource was made can still release it.
    if (isInReachOfEscaped(activity, state, duty)) {
      activity.disposals.push({
        duty,
        what: 'moved',
        evidence: state.evidence,
        errorPath: state.errorPath,
        range: activity.dutyOf(duty).range,
        holder: null,
        place: null,
        later: state.later,
        lentAt: [],
      });
      continue;
    }
    activity.observations.push({
      duty,
      what,
      status,
      evidence: state.evidence,
      errorPath: state.errorPath,
      failing: state.failing,
      lentAt: state.lent.get(duty) ?? [],
      implicit,
      drained: state.facts.get(activity.dutyOf(duty).value)?.drained === true,
      trace: state.trace,
      range,
    });
  }
}

function isOneShotTimer(activity: Activity, duty: DutyId): boolean {
  const { kind, discipline } = activity.dutyOf(duty).resource;
  return kind === 'timer' && discipline === 'evidence';
}
