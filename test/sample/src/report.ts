import { closeSync, openSync, readSync } from 'node:fs';

/** Reads the first bytes of a file to tell its type. */
export function fileType(path: string): string | null {
  const file = openSync(path, 'r');
  const head = Buffer.alloc(4);
  if (readSync(file, head, 0, 4, 0) < 4) return null;
  closeSync(file);
  return head.toString('latin1') === '%PDF' ? 'pdf' : 'other';
}
