/** `leaklint scan [paths]`: its options, and what they mean together. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { writeAtomically } from '../workspace/atomic.ts';
import { reasonOf } from '../workspace/filesystem.ts';
import { CannotRun } from '../workspace/notice.ts';
import { wantsColour, type Io } from './io.ts';
import { formatters, type FormatName } from './format/index.ts';
import { writeNotices } from './notices.ts';
import { choice, countOption, pathArguments, ruleOption, severityOption } from './options.ts';
import type { ExitCode, Finish } from './run.ts';
import { runScan, type ScanRequest, type ScanResult } from './scan-run.ts';

interface Options {
  readonly format: string;
  readonly output?: string;
  readonly fix?: true;
  readonly fixDryRun?: true;
  readonly rule?: readonly string[];
  readonly minSeverity?: string;
  readonly maxWarnings?: string;
  readonly changed?: string | true;
  readonly stdin?: true;
  readonly stdinFilename?: string;
  readonly config?: string;
  readonly cache: boolean;
}

const formatNames: readonly FormatName[] = ['text', 'json', 'sarif', 'github', 'junit', 'html'];

export function addScan(program: Command, io: Io, finish: Finish): void {
  program
    .command('scan', { isDefault: false })
    .description('Check files and folders and print what can leak.')
    .argument('[paths...]', 'files and folders; a file named here is checked even if it is ignored', [])
    .option('--format <name>', `output format: ${formatNames.join(', ')}`, 'text')
    .option('--output <file>', 'write the output to a file')
    .option('--fix', 'apply the fixes that keep behaviour')
    .option('--fix-dry-run', 'print what --fix would change, as a diff')
    .option('--rule <names...>', 'only these rules')
    .option(
      '--min-severity <level>',
      'lowest level shown: error, warning, information, hint (default: warning)',
    )
    .option('--max-warnings <count>', 'end with code 0 up to so many warnings')
    .option('--changed [base]', 'only files that differ from a commit or branch (default: HEAD)')
    .option('--stdin', 'check standard input')
    .option('--stdin-filename <path>', 'the path that standard input stands for')
    .option('--config <file>', 'use this configuration for all files')
    .option('--no-cache', 'do not use results of earlier runs')
    .action(async (paths: string[], options: Options) => {
      finish(await scan(io, paths, options));
    });
}

async function scan(io: Io, paths: readonly string[], options: Options): Promise<ExitCode> {
  const format = choice('--format', options.format, formatNames);
  const request = requestOf(io, paths, options, format);
  const maxWarnings =
    options.maxWarnings === undefined ? 0 : countOption('--max-warnings', options.maxWarnings);
  const result = await runScan(io, request);
  const { report } = result;
  const inReport = format === 'json' || format === 'sarif' || format === 'html';
  if (!inReport) writeNotices(io, report.notices);
  const colour = options.output === undefined && wantsColour(io, io.stdout);
  const output = request.fix === 'dry-run' ? result.diff : formatters[format](report, { colour });
  deliver(io, options.output, output);
  sayWhatWasFixed(io, request, result);
  return report.summary.errors > 0 || report.summary.warnings > maxWarnings ? 1 : 0;
}

/** One for people names the first fix, one for programs offers all of them. */
function fixesIn(format: FormatName): ScanRequest['withFixes'] {
  switch (format) {
    case 'text':
    case 'html':
      return 'best';
    case 'json':
    case 'sarif':
      return 'all';
    case 'github':
    case 'junit':
      return 'none';
  }
}

function requestOf(io: Io, paths: readonly string[], options: Options, format: FormatName): ScanRequest {
  const fix = options.fixDryRun === true ? 'dry-run' : options.fix === true ? 'write' : 'none';
  if (options.stdin === true) {
    if (options.stdinFilename === undefined) {
      throw new CannotRun(
        '--stdin needs --stdin-filename: the name tells the language and which configuration holds.',
      );
    }
    if (paths.length > 0)
      throw new CannotRun('--stdin checks standard input alone. Leave the paths out, or leave --stdin out.');
    if (fix === 'write') throw new CannotRun('--fix has no file to write with --stdin. Use --fix-dry-run.');
  } else if (options.stdinFilename !== undefined) {
    throw new CannotRun('--stdin-filename means nothing without --stdin.');
  }
  return {
    paths: pathArguments(io.cwd, paths),
    changedSince: options.changed === true ? 'HEAD' : (options.changed ?? null),
    stdinPath: options.stdinFilename === undefined ? null : resolve(io.cwd, options.stdinFilename),
    rules: options.rule === undefined ? null : ruleOption('--rule', options.rule),
    minSeverity:
      options.minSeverity === undefined ? null : severityOption('--min-severity', options.minSeverity),
    configPath: options.config === undefined ? null : resolve(io.cwd, options.config),
    cache: options.cache,
    fix,
    withFixes: fixesIn(format),
  };
}

function deliver(io: Io, file: string | undefined, output: string): void {
  if (file === undefined) {
    io.stdout.write(output);
    return;
  }
  try {
    writeAtomically(resolve(io.cwd, file), output);
  } catch (error) {
    throw new CannotRun(
      `--output: ${file} could not be written (${reasonOf(error)}). Name a file in a folder that can be written.`,
    );
  }
}

function sayWhatWasFixed(io: Io, request: ScanRequest, { fixed }: ScanResult): void {
  if (request.fix !== 'write') return;
  const count = fixed.reduce((sum, file) => sum + file.applied, 0);
  io.stderr.write(
    count === 0
      ? 'Nothing was fixed.\n'
      : `Fixed ${String(count)} in ${String(fixed.length)} file${fixed.length === 1 ? '' : 's'}.\n`,
  );
}
