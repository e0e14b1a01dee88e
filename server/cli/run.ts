/** From arguments to an exit code. */
import { Command, CommanderError } from 'commander';
import { version } from '../workspace/build-id.ts';
import { CannotRun } from '../workspace/notice.ts';
import { addBaseline } from './baseline.ts';
import { addExplain } from './explain.ts';
import { addInit } from './init.ts';
import type { Io } from './io.ts';
import { addLsp } from './lsp.ts';
import { addRules } from './rules.ts';
import { addScan } from './scan.ts';

/** What a command ended with: 0 nothing found, 1 something found, 2 it could not run. */
export type ExitCode = 0 | 1 | 2;
/** How a command hands back its exit code. */
export type Finish = (code: ExitCode) => void;

/** Runs one command line. Rejects only on a defect of Leaklint itself. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const finish: Finish = (ended) => {
    code = ended;
  };
  const program = new Command('leaklint')
    .description(
      'Finds resources that are opened and can get lost: files, sockets, connections, timers, listeners.',
    )
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError()
    .showHelpAfterError('Run "leaklint --help" to see what there is.')
    .exitOverride()
    .configureOutput({ writeOut: io.stdout.write.bind(io.stdout), writeErr: io.stderr.write.bind(io.stderr) })
    .addHelpText('after', '\nExit code: 0 no warning or error, 1 some, 2 could not run.');
  // The options above are inherited by the commands, so they come first.
  addScan(program, io, finish);
  addExplain(program, io, finish);
  addRules(program, io, finish);
  addInit(program, io, finish);
  addBaseline(program, io, finish);
  addLsp(program, io);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Help and version end this way too, with the code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CannotRun)) throw error;
    io.stderr.write(`leaklint: ${error.message}\n`);
    return 2;
  }
}
