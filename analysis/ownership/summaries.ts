/** Summaries of functions, computed on demand by running them with their parameters as resources to watch. */
import type { Project } from '../analyse.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { FileFlow, FunctionId, FunctionInfo } from '../flow/graph.ts';
import { Activity, type Duty, type Frame } from './activity.ts';
import { familyFacts } from './family.ts';
import { Interpreter, Walk, type Exits } from './interpreter.ts';
import { runPending } from './pending.ts';
import { reachableDuties } from './reach.ts';
import { isOpen, State, type DutyStatus } from './state.ts';
import type { FunctionSummary, ParameterEffect } from './summary.ts';
import type { ValueId } from './values.ts';

/** How many functions may wait for each other's summaries. */
const maxNesting = 24;
/** How many steps one summary may cost. */
const stepLimit = 4_000;

/** Stands for whatever a parameter may be; it has no releases of its own, so release verbs decide. */
const parameterResource: ResourceType = {
  id: 'parameter',
  kind: 'disposable',
  noun: 'value',
  rule: 'undisposed-value',
  cost: '',
  releases: [],
  // Whoever listens to its end, or reads it, has taken its care over, whatever it is.
  ends: [
    { method: 'pipe' },
    { method: 'resume' },
    ...['on', 'once', 'addListener'].map((method) => ({
      method,
      argument: 0,
      equals: ['data', 'readable', 'end', 'close', 'exit', 'finish'],
    })),
  ],
  discipline: 'always',
  documentation: '',
};

interface InProgress {
  assumed: FunctionSummary;
  used: boolean;
}

/** Nobody rested on the assumption, or it has turned out right. */
function isStable(mine: InProgress, summary: FunctionSummary): boolean {
  return !mine.used || JSON.stringify(summary) === JSON.stringify(mine.assumed);
}

const nothing: FunctionSummary = {
  parameters: [],
  rest: 'none',
  returns: null,
  throws: false,
  outcome: 'returns',
};

export class Summaries {
  private readonly done = new Map<string, FunctionSummary | null>();
  private readonly inProgress = new Map<string, InProgress>();
  /** How many cycle members below are still assumed: what rests on an assumption is not kept. */
  private assumptions = new Set<string>();

  constructor(private readonly project: Project) {}

  /** The summary; null when nothing can be said (generators, too deep): then the callee counts as unknown. */
  of(file: FileFlow, id: FunctionId): FunctionSummary | null {
    const key = `${file.path}\u0000${id}`;
    const known = this.done.get(key);
    if (known !== undefined) return known;
    const running = this.inProgress.get(key);
    if (running !== undefined) {
      running.used = true;
      this.assumptions.add(key);
      return running.assumed;
    }
    const info = file.functions[id];
    if (info === undefined || info.generator || info.broken || this.inProgress.size >= maxNesting)
      return null;
    const mine: InProgress = { assumed: nothing, used: false };
    this.inProgress.set(key, mine);
    let summary: FunctionSummary | null = null;
    for (let round = 0; round < 3; round += 1) {
      mine.used = false;
      summary = summarise(this.project, this, file, info);
      if (summary === null || isStable(mine, summary)) break;
      mine.assumed = summary;
    }
    this.inProgress.delete(key);
    this.assumptions.delete(key);
    // Within a cycle only its entry has met all of it: inner results rest on the entry's assumption.
    if (this.assumptions.size === 0) this.done.set(key, summary);
    return summary;
  }
}

function summarise(
  project: Project,
  summaries: Summaries,
  file: FileFlow,
  info: FunctionInfo,
): FunctionSummary | null {
  const activity = new Activity(
    project,
    file,
    info,
    familyFacts(file, project.catalogue),
    summaries,
    stepLimit,
  );
  const run = new Interpreter(activity);
  const frame: Frame = { id: `s${info.id}`, function: info, depth: 0, caller: null };
  const state = new State();
  const watched: Duty[] = info.parameters.map((parameter, index) => {
    const place = file.places[parameter.place];
    const type = place?.kind === 'variable' ? (place.type ?? null) : null;
    const value = activity.values.intern(
      `param:${index}`,
      { kind: 'parameter', index },
      { type, place: parameter.place },
    );
    state.env.set(parameter.place, value.id);
    const duty = activity.duty(`param:${index}`, () => ({
      value: value.id,
      resource: parameterResource,
      range: info.range,
      nameRange: info.range,
      callee: parameter.name ?? '',
      function: info.id,
      discarded: false,
      paired: false,
      within: null,
      parameter: index,
    }));
    state.duties.set(duty.id, 'held');
    return duty;
  });
  const exits = run.run(frame, state);
  if (activity.givenUp !== null) return null;
  const walk = new Walk(run, frame, file.graph(info.id), { returns: [], throws: [] });
  const ends = exits.returns.flatMap((exit) =>
    runPending(walk, exit.state, 'exit').map((after) => ({ state: after, value: exit.value })),
  );
  const returns = returnedBy(activity, ends, info, watched);
  return {
    parameters: watched.map((duty) => effectOn(activity, ends, duty, returns)),
    rest: info.parameters.some((parameter) => parameter.rest) ? 'mixed' : 'none',
    returns,
    throws: exits.throws.some((thrown) => thrown.evidence !== 'possible'),
    outcome: outcomeOf(exits, info),
  };
}

function outcomeOf(exits: Exits, info: FunctionInfo): FunctionSummary['outcome'] {
  if (exits.returns.length > 0 || info.async) return 'returns';
  return exits.throws.length > 0 ? 'throws' : 'never';
}

interface End {
  readonly state: State;
  readonly value: ValueId | null;
}

function effectOn(
  activity: Activity,
  ends: readonly End[],
  duty: Duty,
  returns: FunctionSummary['returns'],
): ParameterEffect {
  const seen = new Set<DutyStatus>();
  for (const end of ends) {
    let status = end.state.duties.get(duty.id) ?? 'held';
    // Returned inside something else: the caller gets it back in another form, whose holder it then is.
    if (
      isOpen(status) &&
      end.value !== null &&
      reachableDuties(activity, end.state, end.value).includes(duty.id)
    ) {
      if (returns?.kind === 'parameter' && returns.index === duty.parameter) status = 'held';
      else status = 'moved';
    }
    seen.add(status);
  }
  seen.delete('absent');
  if (seen.size === 0) return 'borrows';
  if (seen.has('perhaps')) return 'mixed';
  if (seen.has('lent')) return seen.has('moved') || seen.has('released') ? 'mixed' : 'lends';
  if (seen.has('moved')) return seen.size === 1 ? 'stores' : 'mixed';
  if (seen.has('released')) return seen.has('held') ? 'mixed' : 'releases';
  return 'borrows';
}

function returnedBy(
  activity: Activity,
  ends: readonly End[],
  info: FunctionInfo,
  watched: readonly Duty[],
): FunctionSummary['returns'] {
  let found: FunctionSummary['returns'] = null;
  let others = false;
  for (const end of ends) {
    const one = returnedAt(activity, end, watched, info.async);
    if (one === 'nothing') continue;
    if (one === null) others = true;
    else if (found === null) found = one;
    else if (found.kind !== one.kind) return null;
  }
  // A function that sometimes gives out something shared does not hand over ownership.
  return others ? null : found;
}

function returnedAt(
  activity: Activity,
  end: End,
  watched: readonly Duty[],
  async: boolean,
): FunctionSummary['returns'] | 'nothing' {
  if (end.value === null) return 'nothing';
  let value = end.value;
  let promise = async;
  for (let hops = 0; hops < 4; hops += 1) {
    const { shape } = activity.values.get(value);
    if (shape.kind !== 'promise') break;
    promise = true;
    const settled = end.state.settled.get(value);
    if (settled !== undefined && !settled.fulfilled) return 'nothing';
    value = settled?.value ?? shape.inner;
  }
  const { shape } = activity.values.get(value);
  if (
    shape.kind === 'literal' &&
    (shape.value === null || shape.value === undefined || shape.value === false)
  )
    return 'nothing';
  const parameter = watched.find((duty) => duty.value === value);
  if (parameter?.parameter !== undefined && parameter.parameter !== null)
    return promise ? null : { kind: 'parameter', index: parameter.parameter };
  const parts: { path: readonly string[]; resource: ResourceType }[] = [];
  const add = (path: readonly string[], id: ValueId): void => {
    for (const duty of activity.dutiesOn(id)) {
      if (duty.parameter === null && !duty.paired && isOpen(end.state.duties.get(duty.id)))
        parts.push({ path, resource: duty.resource });
    }
  };
  add([], value);
  if (shape.kind === 'object') {
    const prefix = `${value}.`;
    for (const [key, held] of end.state.fields)
      if (key.startsWith(prefix) && !key.includes('…')) add([key.slice(prefix.length)], held);
  }
  return parts.length === 0 ? null : { kind: 'owned', promise, parts };
}
