/** What a function does with its parameters and gives its callers, found out by running it once. */
import type { Project } from '../analyse.ts';
import type { ResourceType } from '../catalogue/model.ts';
import type { FileFlow, FunctionInfo, TypeReference } from '../flow/graph.ts';
import { isValueType } from './returns.ts';
import { typeSelectors } from './entries.ts';
import { Activity, type Disposal, type Duty, type Frame } from './activity.ts';
import { familyFacts } from './family.ts';
import { isHook, isMissing } from './hooks.ts';
import { Interpreter, Walk, type Exits } from './interpreter.ts';
import { outersReleased } from './outer.ts';
import { runPending } from './pending.ts';
import { reachableDuties } from './reach.ts';
import { isOpen, State, type DutyId, type DutyStatus } from './state.ts';
import type { FunctionSummary, OwnedPart, ParameterEffect, Switches } from './summary.ts';
import type { Summaries } from './summaries.ts';
import { isNull, tellingParts } from './telling.ts';
import type { Shape, ValueId } from './values.ts';

/** The summary; null when nothing can be said. */
export function summarise(
  project: Project,
  summaries: Summaries,
  file: FileFlow,
  info: FunctionInfo,
  switches: Switches,
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
  const watched = info.parameters.map((parameter, index): Duty | null => {
    const place = file.places[parameter.place];
    const type = place?.kind === 'variable' ? (place.type ?? null) : null;
    const known = switches[index] ?? null;
    if (known !== null) {
      state.env.set(parameter.place, activity.values.literal(known).id);
      return null;
    }
    const value = activity.values.intern(
      `param:${index}`,
      { kind: 'parameter', index },
      { type, place: parameter.place },
    );
    state.env.set(parameter.place, value.id);
    // Nobody owes anything of a text or an error, and to follow each through all that it is given to costs much. Where
    // there are exceptions, though, what is done with it tells that the function may throw.
    if (project.catalogue.neverThrows && isValueType(project.catalogue, type)) return null;
    const duty = activity.duty(`param:${index}`, () => ({
      value: value.id,
      resource: isReleaser(project, type) ? releaserResource : parameterResource,
      range: info.range,
      nameRange: info.range,
      callee: parameter.name ?? '',
      function: info.id,
      discarded: false,
      paired: false,
      within: null,
      parameter: index,
      part: null,
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
  const returns = returnedBy(activity, ends, info);
  const outers = outersReleased(activity);
  const missing = isMissing(file, info);
  const isOpenToAnything = missing || isHook(file, info);
  return {
    // What is done with the arguments that a rest parameter gathers is not followed.
    parameters: watched.map((duty, index) =>
      info.parameters[index]?.rest === true || isOpenToAnything
        ? 'mixed'
        : duty === null
          ? 'borrows'
          : effectOn(activity, ends, duty, returns),
    ),
    rest: info.parameters.some((parameter) => parameter.rest) ? 'mixed' : 'none',
    ...(outers.length > 0 && { outers }),
    returns,
    // What stands in for it does not say that it is missing.
    throws: !missing && exits.throws.some((thrown) => thrown.evidence !== 'possible'),
    outcome: missing ? 'returns' : outcomeOf(exits, info),
  };
}

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

/** A parameter that is a function which releases: calling it is what releases. */
const releaserResource: ResourceType = { ...parameterResource, releases: [{ call: true }] };

function isReleaser(project: Project, type: TypeReference | null): boolean {
  return (
    type !== null &&
    typeSelectors(type).some((selector) =>
      project.catalogue
        .typesOf(selector)
        .some((resource) => resource.releases.some((release) => 'call' in release)),
    )
  );
}

function outcomeOf(exits: Exits, info: FunctionInfo): FunctionSummary['outcome'] {
  if (exits.returns.length > 0 || info.async) return 'returns';
  return exits.throws.length > 0 ? 'throws' : 'never';
}

/** One way out of the function. */
export interface End {
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
  // Of ends that owe the same one stands for all: where it was null or closed before, others have released it, or
  // given it to somebody.
  if (seen.size === 0) {
    const own = activity.disposals.filter((one) => one.duty === duty.id);
    if (own.some((one) => one.what === 'released')) return 'releases';
    return own.length > 0 ? 'mixed' : 'borrows';
  }
  if (seen.has('perhaps')) return 'mixed';
  if (seen.has('lent')) return seen.has('moved') || seen.has('released') ? 'mixed' : 'lends';
  if (seen.has('moved')) return seen.size === 1 ? 'stores' : 'mixed';
  if (seen.has('released')) return seen.has('held') ? 'mixed' : 'releases';
  // The ways on which it is released may be among those that were left out.
  const isReleased = ({ duty: of, what, evidence, errorPath }: Disposal): boolean =>
    of === duty.id && what === 'released' && evidence === 'certain' && !errorPath;
  return activity.dropped && activity.disposals.some(isReleased) ? 'mixed' : 'borrows';
}

function returnedBy(
  activity: Activity,
  ends: readonly End[],
  info: FunctionInfo,
): FunctionSummary['returns'] {
  let found: FunctionSummary['returns'] = null;
  const giving: End[] = [];
  const empty: End[] = [];
  for (const end of ends) {
    const one = returnedAt(activity, end, info.async);
    if (one === 'nothing') empty.push(end);
    // A function that sometimes gives out something shared does not hand over ownership.
    else if (one === null || (found !== null && found.kind !== one.kind)) return null;
    else {
      found ??= one;
      giving.push(end);
    }
  }
  return found?.kind === 'owned' ? { ...found, ...tellingParts(activity, giving, empty) } : found;
}

/**
 * What lives inside an argument ends with that, whoever made it: the rows of the connection that was given. What lives
 * inside a field of the receiver ends with the receiver, as far as its callers see: the lock of a channel that another
 * stands for.
 */
function withinGiven(activity: Activity, duty: Duty): Pick<OwnedPart, 'within'> {
  let { within } = duty;
  for (let hops = 0; within !== null && hops < 4; hops += 1) {
    const { shape } = activity.values.get(within);
    if (shape.kind === 'parameter') return { within: shape.index };
    if (shape.kind === 'member' && activity.values.get(shape.object).shape.kind === 'this')
      return { within: 'receiver' };
    within = activity.dutiesOn(within)[0]?.within ?? null;
  }
  return {};
}

function returnedAt(activity: Activity, end: End, async: boolean): FunctionSummary['returns'] | 'nothing' {
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
  for (let hops = 0; hops < 8; hops += 1) {
    const { shape: outer } = activity.values.get(value);
    if (outer.kind !== 'operation' || outer.operator !== 'wrapper') break;
    value = outer.operands[0] ?? value;
  }
  const { shape } = activity.values.get(value);
  if (
    shape.kind === 'literal' &&
    (shape.value === null || shape.value === undefined || shape.value === false)
  )
    return 'nothing';
  if (shape.kind === 'parameter') return promise ? null : { kind: 'parameter', index: shape.index };
  const parts: OwnedPart[] = [];
  const given = releasedBeside(activity, end.state, value);
  const add = (path: readonly string[], id: ValueId): void => {
    for (const duty of activity.dutiesOn(id)) {
      if (given.has(duty.id) || isKeptInside(duty, shape)) continue;
      const unless = activity.unless.get(duty.id);
      if (duty.parameter === null && !duty.paired && isOpen(end.state.duties.get(duty.id)))
        parts.push({
          path,
          resource: duty.resource,
          ...(unless !== undefined && { unless }),
          ...(end.state.duties.get(duty.id) === 'idle' && { idle: true }),
          ...withinGiven(activity, duty),
        });
    }
  };
  add([], value);
  if (shape.kind === 'object' || shape.kind === 'array') {
    const prefix = `${value}.`;
    for (const [key, held] of end.state.fields)
      if (key.startsWith(prefix) && !key.includes('…')) add([key.slice(prefix.length)], held);
  }
  if (parts.length > 0) return { kind: 'owned', promise, parts };
  // An error instead of what is given otherwise.
  const first = end.state.fields.get(`${value}.0`);
  return first !== undefined && isNull(activity, first) ? 'nothing' : null;
}

/** Who is given an object that can cancel is asked to cancel nothing: that is the object's matter. */
function isKeptInside({ resource }: Duty, { kind }: Shape): boolean {
  return resource.kind === 'cancellation' && kind === 'object';
}

/** What a function that is given out beside it sees to: whoever calls that one need not know of it. */
function releasedBeside(activity: Activity, state: State, result: ValueId): ReadonlySet<DutyId> {
  const found = new Set<DutyId>();
  state.fields.forEach((held, key) => {
    if (key.startsWith(`${result}.`) && activity.values.get(held).shape.kind === 'closure')
      for (const duty of reachableDuties(activity, state, held)) found.add(duty);
  });
  return found;
}
