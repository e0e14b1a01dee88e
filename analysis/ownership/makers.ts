/**
 * Functions of the project that make something which its type says must be closed: `NewPool(…)` gives a `Pool`, and
 * a `Pool` has a method `Close`. Nobody listed it, so it counts by these names alone.
 */
import type { Project } from '../analyse.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { ResourceKind, ResourceType, RuleId } from '../catalogue/model.ts';
import type {
  CallStep,
  ClassInfo,
  FileFlow,
  FunctionId,
  FunctionInfo,
  PlaceId,
  Step,
  TypeReference,
} from '../flow/graph.ts';
import { newDuty } from './acquire.ts';
import type { Call } from './entries.ts';
import { errorOf, noError } from './failure.ts';
import type { Walk } from './interpreter.ts';
import type { Callee } from './callee.ts';
import { findExport } from './linking.ts';
import type { State } from './state.ts';
import { noteText } from './traces.ts';
import { isReleaseVerb } from './verbs.ts';

const makerName = /^[Nn]ew[A-Z]|^(?:Open|Dial|Connect)(?:[A-Z]|$)/;
const closers = ['Close', 'Stop', 'Shutdown', 'Release'] as const;

/** What kind of thing a type's name says it is; of others it is not said that they must be closed. */
const kinds: readonly { readonly name: RegExp; readonly kind: ResourceKind; readonly rule: RuleId }[] = [
  { name: /pool$/i, kind: 'pool', rule: 'unreleased-connection' },
  { name: /(?:conn|connection)$/i, kind: 'connection', rule: 'unreleased-connection' },
  { name: /(?:session)$/i, kind: 'session', rule: 'unreleased-connection' },
  { name: /watcher$/i, kind: 'watcher', rule: 'unremoved-listener' },
  { name: /(?:listener)$/i, kind: 'server', rule: 'undisposed-loop' },
];

/** Whether an exported function of this name may make something: that is worth a look at the file it is in. */
export function isMaker(path: readonly string[]): boolean {
  return makerName.test(path.at(-1) ?? '');
}

/** The same, where the head of the function is known as text: whether that names a type of which it is said. */
export function mayMake(name: string, head: string): boolean {
  const words = makerName.test(name) ? (head.match(/\w+/g) ?? []) : [];
  return words.some((word) => kinds.some((one) => one.name.test(word)));
}

const MADE = 'made.';

/** Whether it counts because a function of the project makes it. */
export function isMade({ id }: ResourceType): boolean {
  return id.startsWith(MADE);
}

/** The resource that the function makes, or null. */
export function madeBy(project: Project, { file, function: info }: Callee): ResourceType | null {
  if (info.name === null || !makerName.test(info.name) || info.ownerClass !== null) return null;
  // Not kept with the function: the answer rests on the file of the type, which may change.
  return find(project, file, info);
}

function find(project: Project, file: FileFlow, info: FunctionInfo): ResourceType | null {
  const declared = info.declaredReturn;
  const type = declared?.kind === 'tuple' ? declared.of[0] : declared;
  const made = type === undefined || type === null ? null : classOf(project, file, type);
  const name = made?.info.name ?? null;
  const what = name === null ? undefined : kinds.find((one) => one.name.test(name));
  if (made === null || name === null || what === undefined) return null;
  if (what.kind !== 'pool' && doesNothing(project, file, info.id, 0)) return null;
  const method = closers.find(
    (closer) =>
      made.info.members.some((member) => member.kind === 'method' && member.name === closer) ||
      findExport(project, made.file, '.', [`${name}.${closer}`]) !== null,
  );
  if (method === undefined) return null;
  return {
    id: `${MADE}${name}`,
    kind: what.kind,
    noun: what.kind === 'server' ? 'listener' : what.kind,
    rule: what.rule,
    cost: `keeps what it holds until its \`${method}\` is called`,
    releases: [{ method }],
    discipline: 'always',
    documentation: '',
  };
}

/** How many functions that merely call one another are looked through. */
const maxDepth = 3;

/**
 * It only puts a thing together: what has not connected, listened or been told to watch yet holds nothing. Who is told
 * nothing (`time.Now()`) has nobody to connect to.
 */
function doesNothing(project: Project, file: FileFlow, id: FunctionId, depth: number): boolean {
  const computed = new Set<PlaceId>();
  const isIdle = (step: Step): boolean => {
    if (step.op !== 'call' || step.literal === true) return true;
    if (isComputing(project.catalogue, step, computed)) {
      computed.add(step.target);
      return true;
    }
    if (step.receiver === undefined && step.arguments.length === 0) return true;
    const { reference } = step;
    const found =
      reference?.kind === 'export' && depth < maxDepth
        ? findExport(project, file, reference.module, reference.path)
        : reference === undefined || depth >= maxDepth
          ? null
          : { file, reference };
    // What it does may change while nothing changes here.
    if (found !== null) noteText(project, found.file.path);
    return (
      found?.reference.kind === 'function' &&
      doesNothing(project, found.file, found.reference.function, depth + 1)
    );
  };
  return file.graph(id).blocks.every(({ steps }) => steps.every(isIdle));
}

/** `fmt.Sprintf(…)`, and the methods of what such a function gives: `time.Now().UTC()`. */
function isComputing(
  catalogue: Catalogue,
  { reference, receiver }: CallStep,
  computed: Set<PlaceId>,
): boolean {
  if (receiver !== undefined) return computed.has(receiver);
  return reference?.kind === 'export' && catalogue.isComputing(reference.module, reference.path);
}

function classOf(
  project: Project,
  file: FileFlow,
  type: TypeReference,
): { readonly file: FileFlow; readonly info: ClassInfo } | null {
  if (type.kind === 'class') {
    const info = file.classes[type.class];
    return info === undefined ? null : { file, info };
  }
  if (type.kind !== 'export') return null;
  const found = findExport(project, file, type.module, type.path);
  return found?.reference.kind === 'class' ? classOf(project, found.file, found.reference) : null;
}

/** Whether the method closes what its receiver is made of, so that nothing is left to be closed afterwards. */
export function endsReceiver({ file, function: info }: Callee): boolean {
  const receiver = info.receiver ?? info.thisPlace;
  if (receiver === null) return false;
  const own = new Set<PlaceId>([receiver]);
  for (const { steps } of file.graph(info.id).blocks)
    for (const step of steps) {
      if (step.op === 'load' && own.has(step.object)) own.add(step.target);
      if (step.op !== 'call' || step.receiver === undefined || step.receiver === receiver) continue;
      if (own.has(step.receiver) && isReleaseVerb(step.method ?? '')) return true;
    }
  return false;
}

/** Opens the duty on what a call of such a function gave; the state in which it failed, where it tells so. */
export function acquireMade(walk: Walk, state: State, call: Call, target: Callee): State | null {
  const { activity } = walk.run;
  const { values } = activity;
  const resource = madeBy(activity.project, target);
  const current = state.env.get(call.step.target);
  if (resource === null || current === undefined || activity.dutiesOn(current).length > 0) return null;
  // Who drops what is made means what the making starts, which ends by itself.
  if (call.step.discarded) return null;
  const held = state.fields.get(`${current}.0`);
  if (held !== undefined && activity.dutiesOn(held).length > 0) return null;
  activity.dependencies.add(target.file.path);
  const declared = target.function.declaredReturn;
  const { type } = values.get(current);
  const own = type?.kind === 'tuple' ? (type.of[0] ?? null) : type;
  const { id } = values.intern(
    `res:${call.site}:${resource.id}`,
    { kind: 'resource' },
    { range: call.step.range, type: own },
  );
  if (declared?.kind !== 'tuple') {
    newDuty(walk, state, call, id, resource, 'held', false);
    state.env.set(call.step.target, id);
    return null;
  }
  const failed = state.clone();
  newDuty(walk, state, call, id, resource, 'held', false, null, '0');
  const { id: made } = values.intern(`made:${call.site}`, { kind: 'object' }, { range: call.step.range });
  const { id: none } = values.intern(`unmade:${call.site}`, { kind: 'object' }, { range: call.step.range });
  const last = String(declared.of.length - 1);
  state.fields.set(`${made}.0`, id);
  state.fields.set(`${made}.${last}`, noError(activity));
  state.env.set(call.step.target, made);
  failed.fields.set(`${none}.0`, values.literal(null).id);
  failed.fields.set(`${none}.${last}`, errorOf(activity, failed, call.site));
  failed.env.set(call.step.target, none);
  failed.errorPath = true;
  for (const duty of activity.dutiesOn(id)) failed.duties.set(duty.id, 'absent');
  return failed;
}
