/** The projects that the editor opens. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

/** Lays out a project in a new folder and returns its path. */
export function workspace(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'leaklint-vscode-'))), name);
  made.push(dirname(folder));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

/** Removes what was laid out. */
export function removeWorkspaces(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export const report = `import { open } from 'node:fs/promises';

/** Reads the first bytes of a file to tell its type. */
export async function fileType(path: string): Promise<string | null> {
  const file = await open(path, 'r');
  const head = Buffer.alloc(4);
  const { bytesRead } = await file.read(head, 0, 4, 0);
  if (bytesRead < 4) return null;
  await file.close();
  return head.toString('latin1') === '%PDF' ? 'pdf' : 'other';
}
`;

export const closing = `import { closeSync, readSync } from 'node:fs';

export function lengthAndClose(file: number, buffer: Buffer): number {
  const length = readSync(file, buffer);
  closeSync(file);
  return length;
}
`;

export const caller = `import { openSync } from 'node:fs';
import { lengthAndClose } from './closing.js';

export function length(path: string): number {
  const file = openSync(path, 'r');
  return lengthAndClose(file, Buffer.alloc(1024));
}
`;

const pool = `import { Pool } from 'pg';

const pool = new Pool();

/** Moves an order to another customer. */
export async function moveOrder(order: number, customer: number): Promise<boolean> {
  const client = await pool.connect();
  const { rowCount } = await client.query('UPDATE orders SET customer = $1 WHERE id = $2', [customer, order]);
  if (rowCount === 0) {
    return false;
  }
  client.release();
  return true;
}
`;

export const race = `/** Gives up on work that takes too long. */
export async function withTimeout<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), milliseconds);
  });
  return Promise.race([work, late]);
}
`;

const java = `import java.io.FileInputStream;
import java.io.IOException;

class Head {
  static int first(String path) throws IOException {
    FileInputStream in = new FileInputStream(path);
    if (in.available() < 4) return -1;
    int first = in.read();
    in.close();
    return first;
  }
}
`;

/** A file of another language, whose grammar is a file of its own beside the server. */
export const javaProject: Readonly<Record<string, string>> = { 'Head.java': java };

/** A project with a few leaks, and one that shows only while another file is edited. */
export const shop: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "private": true, "type": "module", "engines": { "node": ">=24" } }\n',
  'tsconfig.json': `{
  "compilerOptions": {
    "target": "es2022",
    "lib": ["es2023", "esnext.disposable"],
    "module": "nodenext",
    "strict": true
  }
}
`,
  'src/caller.ts': caller,
  'src/closing.ts': closing,
  'src/orders.ts': pool,
  'src/race.ts': race,
  'src/report.ts': report,
};
