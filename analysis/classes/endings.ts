/** Where the life of a class's instance ends: its release methods, ending handlers, registered clean-ups. */
import type { CallStep, ClassId, ClassMember, FileFlow, FunctionId } from '../flow/graph.ts';
import { isReleaseMethod } from '../ownership/verbs.ts';
import { ancestorsOf, classAround, familyOf, memberAround } from './families.ts';
import { isEndingEvent, isLastMethod, registersDisposer } from './words.ts';
import { around, type FileView } from './view.ts';

export interface Endings {
  /** The method that says that the instance's life ends there; what it forgets is lost. Null: there is none. */
  readonly last: ClassMember | null;
  /** All that runs when the life ends, or may be asked by the owner to run. */
  readonly functions: ReadonlySet<FunctionId>;
}

export function endingsOf(view: FileView, id: ClassId): Endings {
  const { file } = view;
  const family = familyOf(file, id);
  const roots: FunctionId[] = [];
  const last: ClassMember[] = [];
  for (const one of family) {
    for (const member of file.classes[one]?.members ?? []) {
      if (member.static || member.function === null || !isCallable(file, member)) continue;
      if (isEmptyOnPurpose(file, member.function)) continue;
      if (isLastMethod(member.name) && !isRound(member) && takesNothingInParticular(file, member)) {
        roots.push(member.function);
        if (ancestorsOf(file, id).includes(one)) last.push(member);
      } else if (isReleaseMethod(member.name) && !isPrivate(member)) roots.push(member.function);
    }
  }
  roots.push(...handlersOfEnds(view, family));
  last.sort((left, right) => rank(left.name) - rank(right.name));
  return { last: last[0] ?? null, functions: view.calls.reach(roots) };
}

/** Nothing but the reason why nothing is done: `// shared with others, so it cannot be closed here`. */
function isEmptyOnPurpose(file: FileFlow, id: FunctionId): boolean {
  const body = file.functions[id]?.body;
  if (body === undefined || file.graph(id).blocks.some(({ steps }) => steps.length > 0)) return false;
  return file.comments.some(
    ({ range, text }) => body.start <= range.start && range.end <= body.end && givesReason(text),
  );
}

/** Words enough to say why, and not that it is still to be written or that nothing is there. */
function givesReason(comment: string): boolean {
  return (
    comment.split(/\s+/).length > 4 && !/todo|fixme|generated|nothing|no-?op|not implemented/i.test(comment)
  );
}

/**
 * What an object cleans up or stops for itself it may clean up and stop again and again:
 * `while (true) { check(); cleanup(); }`, `restart() { stop(); start(); }`.
 */
function isRound(member: ClassMember): boolean {
  return isPrivate(member) && /^[_#]*(?:clean_?up|stop)$/i.test(member.name);
}

/** A private method ends something only if somebody in the class calls it. */
function isPrivate(member: ClassMember): boolean {
  return member.private || member.name.startsWith('_') || member.name.startsWith('#');
}

function rank(name: string): number {
  const order = [
    /dispos/i,
    /destroy|unmount|ngOnDestroy|disconnectedCallback/i,
    /close|shutdown|terminate/i,
    /./,
  ];
  return order.findIndex((one) => one.test(name));
}

/** A method, or a field that holds a function: `stopped = false` ends nothing. */
function isCallable(file: FileFlow, member: ClassMember): boolean {
  if (member.kind === 'method') return true;
  if (member.kind !== 'field' || member.function === null) return false;
  return file
    .graph(member.function)
    .blocks.some((block) => block.steps.some((step) => step.op === 'closure'));
}

/** `close(error, callback)` ends the instance; `close(fd)` and `stop(id)` end something else. */
function takesNothingInParticular(file: FileFlow, member: ClassMember): boolean {
  const first = member.function === null ? undefined : file.functions[member.function]?.parameters[0];
  if (first === undefined || first.optional || first.rest || first.name === null) return true;
  return /^_|^(?:e|er|err|error|ex|exception|reason|cb|callback|done|next|fn|resolve|code|signal|opts?|options|config|force\w*|timeout\w*|ms|status|msg|message|why|graceful\w*|immediate\w*|args?|event|evt|ev|ctx|context|silent|wait\w*|keep\w*|is[A-Z]\w*|should\w*|hard|deep|recursive|token)$/i.test(
    first.name,
  );
}

/** Functions given to `on('close', …)`, to `_register(…)` and their kin, or returned as clean-ups. */
function handlersOfEnds(view: FileView, family: readonly ClassId[]): FunctionId[] {
  const { file, propagation } = view;
  const found: FunctionId[] = [];
  const closures = (place: number): FunctionId[] =>
    [...propagation.tokensOf(place)].flatMap((id) => {
      const token = propagation.table.get(id);
      return token.kind === 'closure' ? [token.function] : [];
    });
  for (const info of file.functions) {
    const owner = classAround(file, info.id);
    if (owner === null || !family.includes(owner)) continue;
    const { blocks } = file.graph(info.id);
    for (const block of blocks) {
      const literals = new Map<number, string>();
      for (const step of block.steps) {
        if (step.op === 'literal' && typeof step.value === 'string') literals.set(step.target, step.value);
        if (step.op !== 'call' || !endsSomething(file, step, literals)) continue;
        for (const argument of step.arguments) found.push(...closures(argument.value));
      }
      const end = block.terminator;
      // `return () => clearInterval(this.timer)`: whoever asked is told how to end it.
      if (end.kind === 'return' && end.value !== null && memberAround(file, info.id) === info.id)
        found.push(...closures(end.value));
    }
  }
  return found.filter((id) => around(file, id).length > 1);
}

function endsSomething(file: FileFlow, step: CallStep, literals: ReadonlyMap<number, string>): boolean {
  const first = step.arguments[0];
  const event = first === undefined ? undefined : literals.get(first.value);
  if (event !== undefined) return isEndingEvent(event);
  return registersDisposer(file.text.slice(step.range.start, step.nameRange.end));
}
