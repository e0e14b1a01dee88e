/** How a server that has its process for itself collects garbage. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Tidying } from './rest.ts';

/** Long enough for somebody to think; short enough to count as the same work. */
const DELAY_MILLISECONDS = 4_000;

/** Takes over from V8 what it would do late, and gives how to do it. Null where this V8 cannot be asked to. */
export function takeOverCollecting(): Tidying | null {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (!isCollector(collect)) return null;
  return {
    delay: DELAY_MILLISECONDS,
    used: () => getHeapStatistics().used_heap_size,
    collect,
    // What V8 does late is marking in small steps, so it does nothing where that is forbidden. While there is work it
    // is allowed: else each collection would hold everything up.
    sleep: () => setFlagsFromString('--no-incremental-marking'),
    wake: () => setFlagsFromString('--incremental-marking'),
  };
}

function isCollector(value: unknown): value is () => void {
  return typeof value === 'function';
}
