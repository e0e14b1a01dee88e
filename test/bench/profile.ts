/** Where our own time goes: the scan within this process, phase by phase. */
import { run } from '../../server/cli/run.ts';
import { phases } from '../../server/workspace/profile.ts';

/** A table in words. Run from source, so it is a little slower than the bundle. */
export async function profile(folder: string): Promise<string> {
  const started = performance.now();
  let output = '';
  const sink = { isTerminal: false, columns: null, write: () => undefined };
  await run(['scan', '--no-cache', '--format', 'json', '--min-severity', 'hint'], {
    cwd: folder,
    env: {},
    stdout: { ...sink, write: (text) => void (output += text) },
    stderr: sink,
    stdin: () => '',
  });
  const total = performance.now() - started;
  const rows = [...phases()].map(
    ([phase, spent]) =>
      `${phase.padEnd(10)} ${spent.toFixed(0).padStart(6)} ms ${((spent / total) * 100).toFixed(1).padStart(5)} %`,
  );
  const memory = `peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`;
  const summary = /"summary": (\{[^}]*\})/.exec(output)?.[1]?.replace(/\s+/g, ' ') ?? '';
  return [...rows, `${'total'.padEnd(10)} ${total.toFixed(0).padStart(6)} ms`, memory, summary].join('\n');
}
