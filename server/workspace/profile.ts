/** Where the time goes, for `npm run bench -- --profile`. Costs two clock reads a phase. */
import { performance } from 'node:perf_hooks';

export type Phase = 'discover' | 'read' | 'gate' | 'cache' | 'lower' | 'analyse' | 'rules' | 'fixes';

const spent = new Map<Phase, number>();
const running: { phase: Phase; since: number }[] = [];

/** Runs the work and books its time, less that of the phases inside, under the name. */
export function phase<T>(name: Phase, work: () => T): T {
  const outer = running.at(-1);
  const started = performance.now();
  if (outer !== undefined) book(outer.phase, started - outer.since);
  const entry = { phase: name, since: started };
  running.push(entry);
  try {
    return work();
  } finally {
    const ended = performance.now();
    book(name, ended - entry.since);
    running.pop();
    if (outer !== undefined) outer.since = ended;
  }
}

/** Milliseconds by phase since the process started. */
export function phases(): ReadonlyMap<Phase, number> {
  return spent;
}

function book(name: Phase, milliseconds: number): void {
  spent.set(name, (spent.get(name) ?? 0) + milliseconds);
}
