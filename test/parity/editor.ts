/** The editor beside the command line, on one project: what either says of each file. */
import { readFileSync } from 'node:fs';
import { FakeEditor, uri } from '../lsp/editor.ts';
import { shownFindings } from '../lsp/fresh.ts';
import { printedFor, type Printed } from './command-line.ts';
import type { Comparison, Difference } from './difference.ts';

/**
 * Opens files in one editor and scans with another one, which opens none. Whoever calls it ends the editors
 * (`endEditorsAfterEach`).
 *
 * @param opened tells of a file whether it is to be opened, by its number; opening takes the same way as the scan from
 *   the text on, so a part is enough
 */
export async function compareEditor(
  root: string,
  files: readonly string[],
  opened: (index: number) => boolean,
): Promise<Comparison> {
  const printed = await printedFor(root);
  const wanted = (path: string): readonly string[] => (printed.get(path) ?? []).map(inWords);
  const differences: Difference[] = [];
  const compare = (how: string, file: string, said: readonly string[]): void => {
    const other = wanted(file);
    if (said.join('\n') !== other.join('\n')) differences.push({ file, how, said, printed: other });
  };
  const opener = await FakeEditor.start({ folders: [root] });
  for (const path of files.filter((_, index) => opened(index))) {
    await opener.open(path, readFileSync(path, 'utf8'));
    compare('opened', path, shownFindings(await opener.pull(path)));
    await opener.close(path);
  }
  const scanner = await FakeEditor.start({ folders: [root] });
  scanner.watchWorkspace();
  const { cancelled } = await scanner.request('leaklint/scan', {});
  if (cancelled) throw new Error('the scan was cancelled');
  // What the scan found is on its way before its answer, and the answer to this comes after it.
  await scanner.request('leaklint/findings', {});
  for (const path of files) compare('scanned', path, shownFindings(scanner.shown.get(uri(path)) ?? []));
  const findings = [...printed.values()].reduce((sum, each) => sum + each.length, 0);
  return { files: files.length, findings, leftOut: 0, differences };
}

function inWords({ line, column, endLine, endColumn, rule, severity, message }: Printed): string {
  return `${line}:${column}-${endLine}:${endColumn} ${rule} ${severity} ${message}`;
}
