/**
 * Timers that guard something and are kept by nobody: they are to end what takes too long, and go on after it
 * has ended in time. Until they fire, they keep the process alive and hold what they would end.
 */
import type { FileFlow } from '../flow/graph.ts';
import { settlersOf } from '../settling/settlers.ts';
import { functionsAt, isWithin } from '../trace/closures.ts';
import { stringAt } from '../trace/literals.ts';
import { nameOf } from '../trace/names.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** Only what cannot be part of an ordinary course: `close` and `end` may be planned for later. */
const ending = /^(?:abort|kill|destroy|terminate)$/;
const listening = /^(?:on|once|addListener)$/;
/** Events of things that go wrong answer too, but a program that never fails would not be slowed by the timer. */
const failing = /^(?:error|timeout|abort|aborted)$/;

/**
 * The listener that answers when what the timer would end has done its work:
 * `setTimeout(() => child.kill(), ms)` beside `child.on('exit', () => done())`.
 */
export function answerBeside(file: FileFlow, timer: CallSite): CallSite | null {
  const callbacks = functionsAt(file, timer.step.arguments[0]?.value ?? -1);
  const ended = new Set<string>();
  for (const callback of callbacks)
    for (const { step } of sitesOf(file).callsIn(callback)) {
      if (step.receiver === undefined || !ending.test(step.method ?? '')) continue;
      const name = nameOf(file, step.receiver);
      // What a field holds is the business of its class.
      if (!name.startsWith('this:')) ended.add(name);
    }
  if (ended.size === 0) return null;
  const settlers = settlersOf(file, timer.function);
  if (settlers.empty) return null;
  const answers = (handler: number): boolean =>
    settlers.has(handler) ||
    functionsAt(file, handler).some((id) =>
      sitesOf(file).calls.some(
        ({ function: inside, step }) => isWithin(file, inside, id) && settlers.has(step.callee),
      ),
    );
  return (
    sitesOf(file).calls.find(({ step, function: inside }) => {
      const [event, handler] = step.arguments;
      return (
        step.receiver !== undefined &&
        handler !== undefined &&
        event !== undefined &&
        listening.test(step.method ?? '') &&
        !failing.test(stringAt(file, event.value) ?? 'error') &&
        ended.has(nameOf(file, step.receiver)) &&
        !callbacks.some((callback) => isWithin(file, inside, callback)) &&
        answers(handler.value)
      );
    }) ?? null
  );
}

/** What adds listeners, takes them away or sets timers does not say that the work is done. */
const noWork =
  /^(?:on|once|off|add\w*|prepend\w*|remove\w*|emit|set(?:Timeout|Interval|Immediate)|clear\w*|nextTick|unsubscribe|bind|call|apply)$/;

/** The work that calls the same function when it is done: `server.close(finish); setTimeout(finish, ms)`. */
export function workBeside(file: FileFlow, timer: CallSite): CallSite | null {
  const [callback] = timer.step.arguments;
  if (callback === undefined || timer.step.arguments.length !== 2) return null;
  // A function made in the very call is given to nobody else.
  const [id, ...others] = functionsAt(file, callback.value);
  if (id === undefined || others.length > 0) return null;
  return (
    sitesOf(file)
      .callsIn(timer.function)
      .find(({ step }) => {
        const last = step.arguments.at(-1);
        return (
          last !== undefined &&
          step.discarded &&
          !step.construct &&
          step.receiver !== undefined &&
          typeof step.method === 'string' &&
          !noWork.test(step.method) &&
          functionsAt(file, last.value).includes(id)
        );
      }) ?? null
  );
}
