/** The editor shows what the command line prints: on every fixture of every rule, and on the sample project. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSourceName } from '../../server/workspace/skip.ts';
import { rulesFolder } from '../harness/collection.ts';
import { inProject } from '../tools/project.ts';
import { cleanUpAfterEach, cli, temporaryProject } from '../tools/temp.ts';
import { endEditorsAfterEach, FakeEditor, uri } from './editor.ts';
import { shownFindings } from './fresh.ts';

interface Printed {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
}

describe('language server: parity with the command line', () => {
  endEditorsAfterEach();
  cleanUpAfterEach();

  it('on every fixture', async function () {
    this.timeout(300_000);
    const root = temporaryProject({ '.git/HEAD': '' });
    for (const rule of readdirSync(rulesFolder)) {
      const fixtures = join(rulesFolder, rule, 'fixtures');
      // The name «fixtures» would make all of it test code.
      if (existsSync(fixtures)) cpSync(fixtures, join(root, rule), { recursive: true });
    }
    await compare(root);
  });

  it('on the sample project', async () => {
    const root = temporaryProject({ '.git/HEAD': '' });
    cpSync(inProject('test/sample'), join(root, 'app'), { recursive: true });
    await compare(root);
  });
});

/** One editor opens files and asks for them; another one scans and opens none. */
async function compare(root: string): Promise<void> {
  const printed = await byCommandLine(root);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => isSourceName(file));
  assert.ok(files.length > 5 && printed.size > 3);
  const opener = await FakeEditor.start({ folders: [root] });
  // Opening takes the same way as the scan below from the text on, so every tenth file is enough.
  for (const file of files.filter((_, index) => index % 10 === 0)) {
    const path = join(root, file);
    await opener.open(path, readFileSync(path, 'utf8'));
    assert.deepEqual(shownFindings(await opener.pull(path)), printed.get(path) ?? [], file);
  }
  const scanner = await FakeEditor.start({ folders: [root] });
  scanner.watchWorkspace();
  const { cancelled } = await scanner.request('leaklint/scan', {});
  assert.equal(cancelled, false);
  // What the scan found is on its way before its answer, and the answer to this comes after it.
  await scanner.request('leaklint/findings', {});
  for (const file of files) {
    const path = join(root, file);
    assert.deepEqual(shownFindings(scanner.shown.get(uri(path)) ?? []), printed.get(path) ?? [], file);
  }
}

async function byCommandLine(root: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { stdout } = await cli(root, ['scan', '--format', 'json', '--min-severity', 'hint', '--no-cache']);
  const printed: unknown = JSON.parse(stdout);
  assert.ok(isOutput(printed));
  const byPath = new Map<string, string[]>();
  for (const { file, rule, severity, line, column, endLine, endColumn, message } of printed.findings) {
    const path = join(root, file);
    const known = byPath.get(path) ?? [];
    byPath.set(path, known);
    known.push(`${line}:${column}-${endLine}:${endColumn} ${rule} ${severity} ${message}`);
  }
  return byPath;
}

function isOutput(value: unknown): value is { readonly findings: readonly Printed[] } {
  return typeof value === 'object' && value !== null && 'findings' in value && Array.isArray(value.findings);
}
