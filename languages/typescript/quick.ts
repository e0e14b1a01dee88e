/** The quick way from text to ESTree, for files without errors: most of what is checked. */
import type { Comment } from '../../analysis/flow/graph.ts';
import type { ParsedFile } from './file.ts';
import { parseScript } from './script.ts';
import { parseTyped } from './typed.ts';

/** What it gives; an absence of errors is a part of it. */
export interface ParsedQuickly extends Pick<ParsedFile, 'program' | 'scopes'> {
  readonly comments: readonly Comment[];
}

/** Null for what has to go the patient way, `parseText`. Never throws. */
export function parseQuickly(path: string, text: string): ParsedQuickly | null {
  return parseScript(path, text) ?? parseTyped(path, text);
}
