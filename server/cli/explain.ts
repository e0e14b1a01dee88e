/** `leaklint explain FILE:LINE`: what the engine sees on a line, and why it is or is not reported. */
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { resolve } from 'node:path';
import type { Explanation } from '../../analysis/explain.ts';
import type { CheckedFile, PlacedFinding } from '../workspace/check.ts';
import { explain as explainFile, levelOf } from '../workspace/engine.ts';
import { CannotRun } from '../workspace/notice.ts';
import { relativePath } from '../workspace/paths.ts';
import { isSourceName, readableLanguages, skipByName, skipByText } from '../workspace/skip.ts';
import type { LineMap } from '../workspace/text.ts';
import { Workspace } from '../workspace/workspace.ts';
import { aboutWords, silenceWords, stepWords, unfinishedWords } from '../workspace/explain-words.ts';
import { givenUpWords } from '../workspace/given-up.ts';
import { wantsColour, type Io } from './io.ts';
import type { Finish } from './run.ts';

type Colours = ReturnType<typeof createColors>;

export function addExplain(program: Command, io: Io, finish: Finish): void {
  program
    .command('explain')
    .description(
      'Tell which resources are seen on a line, who holds them, and why they are or are not reported.',
    )
    .argument('<file:line>', 'for example src/server.ts:42')
    .option('--config <file>', 'use this configuration')
    .action(async (place: string, options: { readonly config?: string }) => {
      const colours = createColors(wantsColour(io, io.stdout));
      const configPath = options.config === undefined ? null : resolve(io.cwd, options.config);
      io.stdout.write(await explain(io, place, configPath, colours));
      finish(0);
    });
}

async function explain(io: Io, place: string, configPath: string | null, colours: Colours): Promise<string> {
  const { path, line } = parsePlace(io, place);
  const workspace = new Workspace({ cwd: io.cwd, configPath });
  const excluded = workspace.surroundingsOf(path).excludes(path, false);
  workspace.name(path);
  await workspace.prepare([path]);
  const checked = workspace.check(path);
  const lines = workspace.lines(path);
  if (lines === null) throw new CannotRun(checked.notices[0]?.message ?? `${path} could not be read.`);
  if (line > lines.lines) {
    throw new CannotRun(`${place}: the file has only ${String(lines.lines)} lines.`);
  }
  const scope = workspace.scopeOf(path);
  const onLine = (range: { readonly start: number; readonly end: number }) =>
    lines.position(range.start).line <= line && lines.position(range.end).line >= line;
  const seen = explainFile(scope.project, path).filter(
    ({ acquisition }) => lines.position(acquisition.start).line === line,
  );
  const findings = checked.findings.filter(({ start }) => start.line === line);
  const unexplained = findings.filter(({ finding }) => !seen.some((each) => sameStart(each, finding)));
  const blocks = [
    `${colours.bold(`${relativePath(io.cwd, path)}:${String(line)}`)}\n  ${colours.dim(`${String(line)} |`)} ${lines.line(line)}`,
    ...seen.map((each) => explanationBlock(each, findings, lines, workspace, path, colours)),
    ...unexplained.map((each) => findingBlock(each, colours)),
    ...checked.givenUp
      .filter(({ range }) => onLine(range))
      .map((each) => unfinishedWords(givenUpWords(each, workspace.locale), workspace.locale)),
  ];
  if (blocks.length === 1) {
    blocks.push(
      'Nothing is seen to be opened on this line. What the catalogue does not know is not looked for; entries of your own go into "catalogue" in leaklint.config.json.',
    );
  }
  blocks.push(...scanNotes(path, excluded, workspace));
  return `${blocks.join('\n\n')}\n`;
}

function explanationBlock(
  each: Explanation,
  findings: readonly PlacedFinding[],
  lines: LineMap,
  workspace: Workspace,
  path: string,
  colours: Colours,
): string {
  const [what = '', ...more] = aboutWords(each, `\`${each.callee}\``, workspace.locale);
  const about = [what.replace(/\.$/, ` (${each.rule}).`), ...more];
  const steps = each.steps.map((step) => {
    const at = lines.position(step.range.start);
    return `  ${colours.dim(`${String(at.line)}:${String(at.column)}`.padEnd(8))} ${stepWords(step, workspace.locale)}`;
  });
  const finding = findings.find(({ finding }) => sameStart(each, finding));
  return [colours.bold(about.join(' ')), ...steps, `  ${verdict(each, finding, workspace, path)}`].join('\n');
}

function verdict(
  each: Explanation,
  found: PlacedFinding | undefined,
  workspace: Workspace,
  path: string,
): string {
  if (found !== undefined) return reportedAs(found);
  if (each.loss !== null) {
    const { config } = workspace.scopeOf(path);
    return levelOf(each.loss, config) === 'off'
      ? `Not reported: it can get lost (${each.loss.lostPath}, ${each.loss.evidence}), but the rule's level here is "off".`
      : 'Not reported: another finding on the same call says it already.';
  }
  return silenceWords(each.silence, workspace.locale);
}

function reportedAs({ finding, silenced }: PlacedFinding): string {
  const words = `${finding.severity}: ${finding.message.what}`;
  if (silenced === null) return `Reported as ${words}`;
  if (silenced === 'baseline') return `Not reported: it is in the baseline. It would be ${words}`;
  const reason = silenced.reason === null ? '' : ` (${silenced.reason})`;
  return `Not reported: a comment suppresses it${reason}. It would be ${words}`;
}

function findingBlock(found: PlacedFinding, colours: Colours): string {
  return `${colours.bold(`\`${found.finding.loss.callee}\` (${found.finding.rule}).`)}\n  ${reportedAs(found)}`;
}

/** Why a scan of the folder would not even look at this file. */
function scanNotes(path: string, excluded: boolean, workspace: Workspace): string[] {
  const source = workspace.sources.read(path);
  const looks = 'unread' in source ? null : skipByText(source.text);
  const reason = excluded ? 'an ignore file or "exclude" covers it' : (skipByName(path) ?? looks);
  return reason === null ? [] : [`A scan of the folder leaves this file out, because ${reason}.`];
}

function sameStart(each: Explanation, finding: CheckedFile['findings'][number]['finding']): boolean {
  return finding.range.start === each.acquisition.start;
}

function parsePlace(io: Io, place: string): { path: string; line: number } {
  const match = /^(.+?):(\d+)(?::\d+)?$/.exec(place);
  const [, file, line] = match ?? [];
  if (file === undefined || line === undefined || Number(line) < 1) {
    throw new CannotRun(`"${place}" names no line. Write FILE:LINE, for example src/server.ts:42.`);
  }
  const path = resolve(io.cwd, file);
  if (!isSourceName(path))
    throw new CannotRun(`Leaklint cannot read ${file}: it reads ${readableLanguages()}.`);
  return { path, line: Number(line) };
}
