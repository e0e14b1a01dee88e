/**
 * What an answer about a file rested on: everything that was asked of other functions and files while it was
 * found, with what was said. An answer whose file did not change is found again by asking the same things in the
 * same order: if each of them is answered as before, finding it anew would lead to the same. So typing in one
 * file costs little in those that rest on it, as long as what it gives to others stays.
 */
import type { Project } from '../analyse.ts';
import type { FileFlow } from '../flow/graph.ts';

interface Asked {
  readonly answer: Told;
  /** Asks the same again. Holds no lowered file, because that would keep it for ever. */
  readonly again: () => Told;
}

/** Answers as they are compared. */
export type Told = string | boolean | null;

export type Trace = readonly Asked[];

/** What was found, with what it rested on; without that where nobody keeps account of it. */
export interface Traced<T> {
  readonly value: T;
  readonly trace: Trace | null;
}

export class Traces {
  readonly #open: Map<string, Asked>[] = [];

  /** Something was asked that is not in the text of the file that an answer is sought for. */
  note(key: string, answer: Told, again: () => Told): void {
    this.#open.at(-1)?.set(key, { answer, again });
  }

  /** Whether somebody keeps account: else there is no need to say what is asked. */
  get listening(): boolean {
    return this.#open.length > 0;
  }

  /** Keeps account of what is asked meanwhile. */
  record<T>(find: () => T): Traced<T> {
    const asked = new Map<string, Asked>();
    this.#open.push(asked);
    try {
      const value = find();
      return { value, trace: [...asked.values()] };
    } finally {
      this.#open.pop();
    }
  }

  /** Whether everything is answered as before. Stops at the first difference: what follows may not be asked then. */
  holds(trace: Trace): boolean {
    // What is asked here is noted already in the trace itself.
    this.#open.push(new Map<string, Asked>());
    try {
      return trace.every(({ answer, again }) => again() === answer);
    } finally {
      this.#open.pop();
    }
  }
}

const known = new WeakMap<Project, Traces>();

/** Where account is kept for a project; null for one whose files stay as they are. */
export function tracesOf(project: Project): Traces | null {
  if (project.changing !== true) return null;
  let traces = known.get(project);
  if (traces === undefined) known.set(project, (traces = new Traces()));
  return traces;
}

/** Finds something with account of what it rests on, unless what was found earlier still holds. */
export function foundAgain<T>(project: Project, before: Traced<T> | undefined, find: () => T): Traced<T> {
  const traces = tracesOf(project);
  if (traces === null) return { value: find(), trace: null };
  const trace = before?.trace ?? null;
  if (before !== undefined && trace !== null && traces.holds(trace)) return before;
  return traces.record(find);
}

/**
 * Takes away what was found in files that changed, and puts what was found in doubtful ones aside. Keys begin with
 * a path and a NUL.
 */
export function doubt<T>(
  certain: Map<string, Traced<T>>,
  doubted: Map<string, Traced<T>>,
  changed: ReadonlySet<string>,
  doubtful: ReadonlySet<string>,
): void {
  for (const key of doubted.keys()) if (changed.has(pathIn(key))) doubted.delete(key);
  for (const [key, found] of certain) {
    const path = pathIn(key);
    const isChanged = changed.has(path);
    if (!isChanged && !doubtful.has(path)) continue;
    certain.delete(key);
    if (!isChanged && found.trace !== null) doubted.set(key, found);
  }
}

function pathIn(key: string): string {
  return key.slice(0, key.indexOf('\u0000'));
}

/** More than what {@link interfaceOf} tells was looked at in another file: its whole text counts. */
export function noteText(project: Project, path: string): void {
  const traces = tracesOf(project);
  if (traces?.listening !== true) return;
  const again = (): Told => {
    const file = project.file(path);
    return file === null ? null : textHash(file);
  };
  traces.note(`text ${path}`, again(), again);
}

/** Keys of what differs with every edit and says nothing to other files. */
const inside: ReadonlySet<string> = new Set([
  'range',
  'nameRange',
  'body',
  'place',
  'thisPlace',
  'captures',
  'capturedWrites',
]);

const interfaces = new WeakMap<FileFlow, string>();

/** Tells what other files can see of a file without looking into its functions, as a hash. */
export function interfaceOf(file: FileFlow): string {
  let hash = interfaces.get(file);
  if (hash === undefined) {
    const text = JSON.stringify([file.functions, file.classes], (key, value: unknown) =>
      inside.has(key) ? undefined : value,
    );
    interfaces.set(file, (hash = hashOf(text)));
  }
  return hash;
}

const texts = new WeakMap<FileFlow, string>();

function textHash(file: FileFlow): string {
  let hash = texts.get(file);
  if (hash === undefined) texts.set(file, (hash = hashOf(file.text)));
  return hash;
}

/** 64 bits in two halves and the length: enough to tell what one person types from what was there before. */
function hashOf(text: string): string {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 2_654_435_761);
    high = Math.imul(high ^ code, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return `${text.length} ${low >>> 0} ${high >>> 0}`;
}
