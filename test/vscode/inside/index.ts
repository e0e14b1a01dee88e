/** What VS Code calls in its extension host: runs the tests with mocha and writes down how they ended. */
import { renameSync, writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { allNotes } from './notes.ts';
import type { InsideResult } from './result.ts';

/** Called by VS Code. Resolves in any case; the result tells about failures. */
export async function run(): Promise<void> {
  const target = process.env['LEAKLINT_INSIDE_RESULT'] ?? '';
  const result: InsideResult = await runMocha().catch((error: unknown) => ({
    passes: [],
    failures: [{ title: 'the tests could not be loaded', message: textOf(error) }],
    notes: [],
  }));
  writeFileSync(`${target}.new`, JSON.stringify(result));
  // The other side waits for this one, so it appears when it is whole.
  renameSync(`${target}.new`, target);
}

async function runMocha(): Promise<InsideResult> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: Mocha.reporters.Base });
  const passes: string[] = [];
  const failures: { title: string; message: string }[] = [];
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./all.ts');
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => passes.push(test.fullTitle()))
      .on('fail', (test, error: unknown) => {
        failures.push({ title: test.fullTitle(), message: textOf(error) });
      });
  });
  return { passes, failures, notes: allNotes() };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
