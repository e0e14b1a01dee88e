/** How V8 is to run: what it is tuned for by itself are pages and servers that stay. */
import { setFlagsFromString } from 'node:v8';

/**
 * To be called before anything else is loaded.
 *
 * @param stays whether the process is a server, for which V8 optimises best by its own lights
 */
export function setV8Flags(stays: boolean): void {
  // The heap may grow by so many percent over what lives in it until garbage is looked for. By itself it would
  // grow to a multiple: that is a little faster, and it is what makes linters take half a gigabyte.
  setFlagsFromString('--heap-growing-percent=30');
  if (stays) return;
  setFlagsFromString(lateOptimisation(process.versions.v8));
  // What is optimised beside takes a processor from the scan where there are only two. Most of it is copies of small
  // functions in larger ones, of which a tenth does almost as much for a process that is over in seconds.
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=100');
  // Room for what is young grows to its full size at once: what is made for one file lives for less than that.
  setFlagsFromString('--semi-space-growth-factor=16');
}

/**
 * A scan is over in seconds. By itself V8 spends a quarter of them on optimising functions, and half of that on
 * some that are thrown away again or never run often enough to repay it. So they have to run three or four times as
 * often first; any later, and what does repay it comes too late. The flag's name differs, and V8 complains of names
 * that it does not know.
 */
function lateOptimisation(version: string): string {
  return Number.parseInt(version, 10) < 12
    ? '--interrupt-budget=400000'
    : '--invocation-count-for-turbofan=12000';
}
