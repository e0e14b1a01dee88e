#!/usr/bin/env node
/** The `leaklint` command. */
import { processIo } from './io.ts';
import { run } from './run.ts';
import { setV8Flags } from './v8-flags.ts';

// The command's name is its first argument.
setV8Flags(process.argv[2] === 'lsp');

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
