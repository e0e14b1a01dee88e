/** Temporary projects for tests: laid out from an object, gone after each test. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../server/cli/run.ts';

export type Tree = Readonly<Record<string, string | Uint8Array>>;

const made: string[] = [];

/** To be called in a `describe`: removes what was made when a test ends. */
export function cleanUpAfterEach(): void {
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

/** A new folder with these files, by path below it. */
export function temporaryProject(tree: Tree): string {
  // The real path, because git and links answer with it.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'leaklint-')));
  made.push(root);
  writeTree(root, tree);
  return root;
}

export function writeTree(root: string, tree: Tree): void {
  for (const [file, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}

export function contentOf(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line within this process. */
export async function cli(
  cwd: string,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly stdin?: string;
    readonly terminal?: boolean;
  } = {},
): Promise<CliResult> {
  let stdout = '';
  let stderr = '';
  const isTerminal = options.terminal === true;
  const columns = isTerminal ? 80 : null;
  const code = await run(args, {
    cwd,
    env: options.env ?? {},
    stdout: { isTerminal, columns, write: (text) => void (stdout += text) },
    stderr: { isTerminal, columns, write: (text) => void (stderr += text) },
    stdin: () => options.stdin ?? '',
  });
  return { code, stdout, stderr };
}

/** A function that leaks a file descriptor for certain: a warning of `unclosed-file` on its third line. */
export const LEAK = `import { openSync, readSync, closeSync } from 'node:fs';
export function size(path: string, buffer: Buffer): number {
  const fd = openSync(path, 'r');
  if (buffer.length === 0) return 0;
  const size = readSync(fd, buffer);
  closeSync(fd);
  return size;
}
`;
/** The same text on which a JavaScript file can stand. */
export const LEAK_JS = LEAK.replace(/: (?:string|Buffer|number)/g, '');
