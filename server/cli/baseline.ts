/** `leaklint baseline`: accepts what is found now, so that only new findings are shown from here on. */
import type { Command } from 'commander';
import { join, resolve } from 'node:path';
import { writeAtomically } from '../workspace/atomic.ts';
import { BASELINE_NAME, Baselines, baselineText } from '../workspace/baseline.ts';
import { diskFileSystem, reasonOf } from '../workspace/filesystem.ts';
import { CannotRun } from '../workspace/notice.ts';
import { isInside, relativePath } from '../workspace/paths.ts';
import type { Io } from './io.ts';
import { writeNotices } from './notices.ts';
import { pathArguments, severityOption } from './options.ts';
import type { Finish } from './run.ts';
import { runScan } from './scan-run.ts';

interface Options {
  readonly minSeverity?: string;
  readonly config?: string;
}

export function addBaseline(program: Command, io: Io, finish: Finish): void {
  program
    .command('baseline')
    .description(`Write all that is found now to ${BASELINE_NAME}; scans then show only what is new.`)
    .argument('[paths...]', 'files and folders', [])
    .option('--min-severity <level>', 'lowest level accepted (default: hint, that is everything)')
    .option('--config <file>', 'use this configuration for all files')
    .action(async (paths: string[], options: Options) => {
      const { report } = await runScan(io, {
        paths: pathArguments(io.cwd, paths),
        changedSince: null,
        stdinPath: null,
        rules: null,
        minSeverity: severityOption('--min-severity', options.minSeverity ?? 'hint'),
        configPath: options.config === undefined ? null : resolve(io.cwd, options.config),
        cache: true,
        fix: 'none',
        withFixes: 'none',
        ignoreBaseline: true,
      });
      writeNotices(io, report.notices);
      const entries = keptEntries(io.cwd, paths);
      for (const { path, fingerprint } of report.findings) {
        if (!isInside(io.cwd, path)) throw outside(path);
        const file = relativePath(io.cwd, path);
        entries.set(file, (entries.get(file) ?? new Set()).add(fingerprint));
      }
      const path = join(io.cwd, BASELINE_NAME);
      try {
        writeAtomically(path, baselineText(entries));
      } catch (error) {
        throw new CannotRun(
          `${path} could not be written (${reasonOf(error)}). Run this in a folder that can be written.`,
        );
      }
      const count = report.findings.length;
      io.stdout.write(
        `Wrote ${BASELINE_NAME} with ${String(count)} finding${count === 1 ? '' : 's'}. Commit it; "leaklint scan" now shows only what is new.\n`,
      );
      finish(0);
    });
}

/** What an earlier baseline says of files that were not checked now. */
function keptEntries(cwd: string, paths: readonly string[]): Map<string, Set<string>> {
  const old = paths.length === 0 ? null : new Baselines(diskFileSystem).of(cwd);
  if (old?.path !== join(cwd, BASELINE_NAME)) return new Map();
  const checked = pathArguments(cwd, paths);
  const others = [...old.entries].filter(
    ([file]) => !checked.some((path) => isInside(path, join(cwd, file))),
  );
  return new Map(others.map(([file, names]) => [file, new Set(names)]));
}

function outside(path: string): CannotRun {
  return new CannotRun(
    `A baseline holds for the files below its folder, and ${path} lies elsewhere. Run this in a folder above all files.`,
  );
}
