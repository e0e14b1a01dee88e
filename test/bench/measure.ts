/** Wall time, processor time and peak memory of one command. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Measure {
  readonly seconds: number;
  /** User and system time of the command and its children; null where it cannot be told. */
  readonly processorSeconds: number | null;
  /** Of the largest process, in megabytes; null where it cannot be told. */
  readonly peakMegabytes: number | null;
  readonly code: number | null;
}

const GNU_TIME = '/usr/bin/time';

/** Runs the command to its end; its output is dropped. */
export function measure(command: readonly string[], cwd: string): Measure {
  const report = join(tmpdir(), `leaklint-bench-${process.pid}`);
  const timed = existsSync(GNU_TIME) ? [GNU_TIME, '-v', '-o', report, ...command] : command;
  const [program = '', ...args] = timed;
  const started = process.hrtime.bigint();
  const { status } = spawnSync(program, args, { cwd, stdio: 'ignore' });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const said = existsSync(report) ? readFileSync(report, 'utf8') : '';
  rmSync(report, { force: true });
  const numberAfter = (label: string): number | null => {
    const found = new RegExp(`${label}[^:]*: ([\\d.]+)`).exec(said)?.[1];
    return found === undefined ? null : Number(found);
  };
  const [user, system] = [numberAfter('User time'), numberAfter('System time')];
  const kilobytes = numberAfter('Maximum resident set size');
  return {
    seconds,
    processorSeconds: user === null || system === null ? null : user + system,
    peakMegabytes: kilobytes === null ? null : kilobytes / 1024,
    code: status,
  };
}

/** The run that took the median time. */
export function medianOf(runs: readonly Measure[]): Measure {
  const sorted = [...runs].sort((left, right) => left.seconds - right.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is no run to take the median of.');
  return middle;
}
