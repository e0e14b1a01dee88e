/** `leaklint lsp --stdio`: the language server for editors. */
import type { Command } from 'commander';
import type { Io } from './io.ts';

export function addLsp(program: Command, io: Io): void {
  program
    .command('lsp')
    .description('Speak the Language Server Protocol, for editors.')
    .option('--stdio', 'over standard input and output (always)')
    // Clients add arguments of their own, such as their process id.
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => {
      await lsp(io);
    });
}

async function lsp(io: Io): Promise<never> {
  // The library starts a timer for this argument that asks for ever whether the client lives. It need not: a
  // client that dies closes the stream.
  process.argv = process.argv.filter((argument) => !argument.startsWith('--clientProcessId'));
  // Loaded here, because no other command needs it.
  const { runServer } = await import('../lsp/main.ts');
  const { takeOverCollecting } = await import('../lsp/collector.ts');
  const code = await runServer(
    { input: process.stdin, output: process.stdout },
    { cwd: io.cwd, tidying: takeOverCollecting() },
  );
  // Whatever still runs has nobody left to tell.
  process.exit(code);
}
