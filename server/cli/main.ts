#!/usr/bin/env node
/** The `leaklint` command. */
import { setFlagsFromString } from 'node:v8';
import { processIo } from './io.ts';
import { run } from './run.ts';

// The heap may grow by so many percent over what lives in it until garbage is looked for. By itself it would
// grow to a multiple: that is a little faster, and it is what makes linters take half a gigabyte.
setFlagsFromString('--heap-growing-percent=30');

run(process.argv.slice(2), processIo()).then(
  (code) => {
    // Not `process.exit`: what was written to a pipe must still arrive.
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `leaklint: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
