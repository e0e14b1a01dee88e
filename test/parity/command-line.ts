/** What the command line prints of a project, in the words in which the other forms are compared with it. */
import { join } from 'node:path';
import { cli } from '../tools/temp.ts';

export interface Printed {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

/** By absolute path, in the order of the report. Nothing is left out for its level. */
export async function printedFor(root: string): Promise<ReadonlyMap<string, readonly Printed[]>> {
  const { stdout } = await cli(root, ['scan', '--format', 'json', '--min-severity', 'hint', '--no-cache']);
  const output: unknown = JSON.parse(stdout);
  if (!isOutput(output)) throw new Error('the report has another form');
  const byPath = new Map<string, Printed[]>();
  for (const finding of output.findings) {
    const path = join(root, finding.file);
    const known = byPath.get(path) ?? [];
    byPath.set(path, known);
    known.push(finding);
  }
  return byPath;
}

function isOutput(value: unknown): value is { readonly findings: readonly Printed[] } {
  return typeof value === 'object' && value !== null && 'findings' in value && Array.isArray(value.findings);
}
