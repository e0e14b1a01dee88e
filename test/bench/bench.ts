/**
 * `npm run bench`: speed and memory on a pinned body of code, beside other linters in one run.
 *
 *     npm run bench                      all tools, the median of three runs each
 *     npm run bench -- --runs 1          fewer runs
 *     npm run bench -- --only leaklint   only tools whose name begins so
 *     npm run bench -- --body heavy      the worst case: clients, servers and tools alone
 *     npm run bench -- --profile         where our own time goes, phase by phase
 */
import { parseArgs } from 'node:util';
import { buildBundle } from '../tools/build.ts';
import { benchCache, layOutBody, type Body } from './body.ts';
import { measure, medianOf } from './measure.ts';
import { profile } from './profile.ts';
import { layOutTools } from './tools.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    body: { type: 'string', default: 'mixed' },
    profile: { type: 'boolean', default: false },
  },
});

await buildBundle();
const body = layOutBody(benchCache, values.body === 'heavy' ? 'heavy' : 'mixed');
say(
  `${body.files} files, ${body.lines} lines, ${(body.bytes / 1e6).toFixed(1)} MB; Node ${process.version}\n`,
);
if (values.profile) say(await profile(body.folder));
else compare(body, Math.max(1, Number(values.runs)), values.only);

function compare({ folder, lines }: Body, runs: number, only: string): void {
  const tools: { readonly name: string; readonly command: readonly string[] }[] = [];
  for (const { name, command, missing } of layOutTools(benchCache)) {
    if (!name.startsWith(only)) continue;
    if (missing !== null) say(`${name}: left out (${missing})`);
    else tools.push({ name, command });
  }
  // Round by round, so that what else the machine does meets all of them alike; one round first, for the caches.
  const rounds = Array.from({ length: runs + 1 }, () => tools.map(({ command }) => measure(command, folder)));
  const rows = tools.map(({ name }, tool) => ({
    name,
    result: medianOf(rounds.slice(1).flatMap((round) => round.slice(tool, tool + 1))),
  }));
  const ours = rows.find(({ name }) => name === 'leaklint')?.result;
  say(row(['tool', 'wall', 'ratio', 'CPU', 'peak memory', 'ratio', 'lines/s', 'exit']));
  for (const { name, result } of rows) {
    const { seconds, processorSeconds, peakMegabytes, code } = result;
    say(
      row([
        name,
        `${seconds.toFixed(2)} s`,
        ratio(seconds, ours?.seconds),
        processorSeconds === null ? '?' : `${processorSeconds.toFixed(2)} s`,
        peakMegabytes === null ? '?' : `${peakMegabytes.toFixed(0)} MB`,
        ratio(peakMegabytes, ours?.peakMegabytes),
        `${(lines / seconds / 1000).toFixed(0)} k`,
        String(code),
      ]),
    );
  }
  say(
    '\nRatios are to ours. The linters do different work: oxlint, biome and eslint run their recommended rules.',
  );
}

function row(cells: readonly string[]): string {
  const widths = [28, 10, 8, 10, 13, 8, 9, 5];
  return cells
    .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
    .join('');
}

function ratio(value: number | null, base: number | null | undefined): string {
  return value === null || base === null || base === undefined ? '' : `${(value / base).toFixed(2)}×`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
