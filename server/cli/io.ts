/** What a command uses of the process it runs in, so that tests can stand in for it. */
import { readFileSync } from 'node:fs';

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of standard input. */
  stdin(): string;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Width in characters, where there is a terminal. */
  readonly columns: number | null;
  write(text: string): void;
}

/** The real process. */
export function processIo(): Io {
  const output = (stream: NodeJS.WriteStream): Output => ({
    isTerminal: stream.isTTY,
    columns: stream.isTTY ? stream.columns : null,
    write: (text) => void stream.write(text),
  });
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    stdin: () => readFileSync(0, 'utf8'),
  };
}

/** Whether to write colours to an output: NO_COLOR and FORCE_COLOR decide before the terminal does. */
export function wantsColour(io: Io, output: Output): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return output.isTerminal && TERM !== 'dumb';
}
