#!/usr/bin/env node
// @ts-check
/**
 * Scores Leaklint on a corpus that `layout.mjs` laid out.
 *
 *     node test/corpus/score.mjs FOLDER [--leaklint FILE] [--json] [--case ID]…
 *
 * Each state of each case is scanned by one process. A finding counts when it starts within one line of a place that
 * the manifest names; which rule it comes from does not matter, but `?` marks one that reports a missing timeout where
 * something else is wrong, or the other way round. README.md says how the figures are to be read.
 *
 * Exits 0 when all was scored, 1 when a scan failed or a folder is missing, 2 when it was called wrongly.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { messageOf, readManifest, runAsScript, selectCases, sidesOf, UsageError } from './layout.mjs';

/** @typedef {import('./layout.mjs').Case} Case */
/** @typedef {import('./layout.mjs').Side} Side */

/**
 * What a scan says about a file, or about some places in it.
 *
 * @typedef {'quiet' | 'info' | 'warn'} Level
 */

/**
 * The part of Leaklint's JSON output that is looked at.
 *
 * @typedef {object} Finding
 * @property {string} rule
 * @property {'error' | 'warning' | 'information'} severity
 * @property {string} file relative to the folder that Leaklint ran in
 * @property {number} line 1-based
 */

/**
 * One state of a case after its scan.
 *
 * @typedef {object} SideResult
 * @property {Side['name']} name
 * @property {'scanned' | 'absent' | 'failed'} status absent: the folder lacks the file
 * @property {string} [error] why the scan failed
 * @property {Level} level of the findings near the places
 * @property {number[]} lines the places
 * @property {number[]} foundLines those of them with a finding near
 * @property {string[]} rules of the findings near the places, `?` after those of another sort than the case
 * @property {{ info: number, warn: number }} elsewhere how many findings the rest of the file has
 */

/**
 * @typedef {object} CaseResult
 * @property {string} id
 * @property {'leak' | 'clean'} truth
 * @property {string} kind
 * @property {boolean} crossFile the leak cannot be seen without another file
 * @property {boolean} residual the fix left a leak, so that its state shows no noise
 * @property {SideResult[]} sides
 */

const DEFAULT_LEAKLINT = fileURLToPath(new URL('../../dist/leaklint.cjs', import.meta.url));
const PARALLEL_SCANS = 2;
const SCAN_TIMEOUT_MS = 120_000;
/** How far from a named place a finding may start. */
const NEAR_LINES = 1;
/** @type {readonly Level[]} from the least to the most */
const LEVELS = ['quiet', 'info', 'warn'];

/**
 * Scans one file. Throws if Leaklint fails or says something that is not its JSON.
 *
 * @param {string} leaklint
 * @param {string} file
 * @param {string} folder where Leaklint runs
 * @returns {Promise<Finding[]>} the findings in that file
 */
async function scan(leaklint, file, folder) {
  const args = [leaklint, 'scan', file, '--format', 'json', '--min-severity', 'information', '--no-cache'];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    timeout: SCAN_TIMEOUT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const ending = await new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => settle(signal ?? code));
  });
  if (ending !== 0 && ending !== 1) throw new Error(`ended with ${ending}: ${stderr.trim().slice(0, 300)}`);
  /** @type {{ version?: number, findings?: Finding[] }} */
  const report = JSON.parse(stdout);
  if (report.version !== 1 || !Array.isArray(report.findings)) throw new Error('not a version 1 report');
  return report.findings.filter((finding) => resolve(folder, finding.file) === file);
}

/**
 * @param {Finding} finding
 * @returns {Level}
 */
function levelOf(finding) {
  return finding.severity === 'information' ? 'info' : 'warn';
}

/**
 * @param {Level[]} levels
 * @returns {Level}
 */
function highest(levels) {
  return LEVELS.findLast((level) => levels.includes(level)) ?? 'quiet';
}

/**
 * Compares the findings in a file with the places that the manifest names in it.
 *
 * @param {Case} each
 * @param {Side} side
 * @param {Finding[]} findings
 * @returns {SideResult}
 */
export function judge(each, side, findings) {
  /** @type {(finding: Finding, line: number) => boolean} */
  const isNear = (finding, line) => Math.abs(finding.line - line) <= NEAR_LINES;
  const near = findings.filter((finding) => side.lines.some((line) => isNear(finding, line)));
  const elsewhere = findings.filter((finding) => !near.includes(finding)).map(levelOf);
  const aboutTimeout =
    each.truth === 'leak' ? each.lost_path === 'missing timeout' : each.kind === 'timeout-missing';
  const rules = near.map(({ rule }) => ((rule === 'missing-timeout') === aboutTimeout ? rule : `${rule}?`));
  return {
    name: side.name,
    status: 'scanned',
    level: highest(near.map(levelOf)),
    lines: side.lines,
    foundLines: side.lines.filter((line) => findings.some((finding) => isNear(finding, line))),
    rules: [...new Set(rules)].sort(),
    elsewhere: {
      info: elsewhere.filter((level) => level === 'info').length,
      warn: elsewhere.filter((level) => level === 'warn').length,
    },
  };
}

/**
 * @param {string} leaklint
 * @param {string} corpus
 * @param {Case} each
 * @param {Side} side
 * @returns {Promise<SideResult>}
 */
async function scanSide(leaklint, corpus, each, side) {
  const folder = join(corpus, each.id, side.name);
  const file = join(folder, each.path);
  if (!existsSync(file)) return { ...judge(each, side, []), status: 'absent' };
  try {
    return judge(each, side, await scan(leaklint, file, folder));
  } catch (error) {
    return { ...judge(each, side, []), status: 'failed', error: messageOf(error) };
  }
}

/**
 * Maps in the order given, with at most `limit` promises under way.
 *
 * @template T, R
 * @param {readonly T[]} items
 * @param {number} limit
 * @param {(item: T) => Promise<R>} map
 * @returns {Promise<R[]>}
 */
async function mapLimited(items, limit, map) {
  /** @type {R[]} */
  const results = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

/**
 * @param {string} leaklint
 * @param {string} corpus
 * @param {Case[]} cases
 * @returns {Promise<CaseResult[]>}
 */
async function scoreCases(leaklint, corpus, cases) {
  const scans = cases.flatMap((each) => sidesOf(each).map((side) => ({ each, side })));
  const results = await mapLimited(scans, PARALLEL_SCANS, async ({ each, side }) => ({
    each,
    result: await scanSide(leaklint, corpus, each, side),
  }));
  return cases.map((each) => ({
    id: each.id,
    truth: each.truth,
    kind: each.kind,
    crossFile: each.truth === 'leak' && each.needs_interprocedural === 'cross-file',
    residual: each.truth === 'leak' && each.after_residual,
    sides: results.filter((scanned) => scanned.each === each).map((scanned) => scanned.result),
  }));
}

/**
 * The state of a case by that name, if its file was there.
 *
 * @param {CaseResult} result
 * @param {Side['name']} name
 */
function present(result, name) {
  return result.sides.find((side) => side.name === name && side.status !== 'absent');
}

/**
 * Whether findings near the places of this state would be noise.
 *
 * @param {CaseResult} result
 * @param {SideResult} side
 */
function showsNoise(result, side) {
  return side.name !== 'before' && side.lines.length > 0 && !result.residual;
}

/**
 * How many leaks are found. A failed scan finds nothing.
 *
 * @param {CaseResult[]} results
 */
function recallOf(results) {
  const befores = results.flatMap((result) => present(result, 'before') ?? []);
  const found = befores.filter((side) => side.level !== 'quiet');
  return {
    cases: befores.length,
    found: found.length,
    foundAsWarning: found.filter((side) => side.level === 'warn').length,
    foundForAnotherReason: found.filter((side) => side.rules.every((rule) => rule.endsWith('?'))).length,
    lines: befores.reduce((sum, side) => sum + side.lines.length, 0),
    foundLines: befores.reduce((sum, side) => sum + side.foundLines.length, 0),
  };
}

/**
 * How many states without a leak get findings all the same. A failed scan counts for nothing.
 *
 * @param {CaseResult[]} results
 * @param {Side['name'][]} names
 */
function noiseOf(results, names) {
  const sides = results.flatMap((result) =>
    result.sides.filter(
      (side) => names.includes(side.name) && side.status === 'scanned' && showsNoise(result, side),
    ),
  );
  return {
    places: sides.length,
    withFinding: sides.filter((side) => side.level !== 'quiet').length,
    withWarning: sides.filter((side) => side.level === 'warn').length,
  };
}

/** @param {CaseResult[]} results */
export function summarise(results) {
  const sides = results.flatMap((result) =>
    result.sides.map((side) => ({ at: `${result.id}/${side.name}`, ...side })),
  );
  const scanned = sides.filter((side) => side.status === 'scanned');
  return {
    leaks: recallOf(results.filter((result) => !result.crossFile)),
    leaksAcrossFiles: recallOf(results.filter((result) => result.crossFile)),
    after: noiseOf(results, ['after']),
    clean: noiseOf(results, ['clean']),
    afterAndClean: noiseOf(results, ['after', 'clean']),
    elsewhere: {
      files: scanned.length,
      info: scanned.reduce((sum, side) => sum + side.elsewhere.info, 0),
      warn: scanned.reduce((sum, side) => sum + side.elsewhere.warn, 0),
    },
    absent: sides.filter((side) => side.status === 'absent').map((side) => side.at),
    failed: sides
      .filter((side) => side.status === 'failed')
      .map((side) => ({ at: side.at, error: side.error ?? '' })),
  };
}

/**
 * @param {number} part
 * @param {number} whole
 */
function share(part, whole) {
  return whole === 0 ? '0 of 0' : `${part} of ${whole} (${Math.round((100 * part) / whole)} %)`;
}

/** @param {SideResult} side */
function elsewhereText({ elsewhere: { info, warn } }) {
  return [info > 0 ? `${info} info` : '', warn > 0 ? `${warn} warn` : ''].filter(Boolean).join(' ') || '·';
}

/**
 * What a table says of one state of a case.
 *
 * @param {CaseResult} result
 * @param {SideResult} side
 */
function sideText(result, side) {
  if (side.status !== 'scanned') return side.status;
  if (side.name === 'before') return { quiet: 'missed', info: 'found', warn: 'warn' }[side.level];
  if (side.lines.length === 0) return 'gone';
  return result.residual ? `(${side.level})` : side.level;
}

/**
 * Lines up the columns of a table; the last one is left as it is.
 *
 * @param {string[][]} rows
 */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {CaseResult[]} results */
function leakTable(results) {
  const rows = results.map((result) => {
    const text = result.sides.map((side) => sideText(result, side));
    const before = result.sides[0];
    const rules = result.sides.flatMap((side) =>
      side.rules.length > 0 ? `${side.name}: ${side.rules.join(' ')}` : [],
    );
    return [
      result.id,
      text[0] ?? '',
      `${before?.foundLines.length}/${before?.lines.length}`,
      text[1] ?? '',
      result.sides.map(elsewhereText).join(' | '),
      rules.join('; '),
    ];
  });
  return table([['case', 'before', 'lines', 'after', 'elsewhere: before | after', 'rules near'], ...rows]);
}

/** @param {CaseResult[]} results */
function cleanTable(results) {
  const rows = results.flatMap((result) =>
    result.sides.map((side) => [
      result.id,
      sideText(result, side),
      elsewhereText(side),
      side.rules.join(' '),
    ]),
  );
  return table([['case', 'clean', 'elsewhere', 'rules near'], ...rows]);
}

/**
 * @param {string} what
 * @param {ReturnType<typeof recallOf>} recall
 */
function recallText(what, recall) {
  const { cases, found, foundAsWarning, foundForAnotherReason, lines, foundLines } = recall;
  return (
    `${what}: found ${share(found, cases)}, as a warning ${share(foundAsWarning, cases)}; ` +
    `for another reason only (?) ${foundForAnotherReason}; lines ${share(foundLines, lines)}`
  );
}

/**
 * @param {string} what
 * @param {ReturnType<typeof noiseOf>} noise
 */
function noiseText(what, { places, withFinding, withWarning }) {
  return `${what}: without a warning ${share(places - withWarning, places)}, with any finding ${share(withFinding, places)}`;
}

/**
 * @param {CaseResult[]} results
 * @param {ReturnType<typeof summarise>} summary
 */
function textReport(results, summary) {
  const leaks = results.filter((result) => result.truth === 'leak');
  const sections = [
    ['Leaks', leakTable(leaks.filter((result) => !result.crossFile))],
    ['Leaks across files', leakTable(leaks.filter((result) => result.crossFile))],
    ['Look-alikes', cleanTable(results.filter((result) => result.truth === 'clean'))],
  ].map(([title, body]) => `${title}\n\n${body}\n`);
  const { elsewhere, absent, failed } = summary;
  return [
    ...sections,
    recallText('Leaks', summary.leaks),
    recallText('Leaks across files', summary.leaksAcrossFiles),
    noiseText('After + clean', summary.afterAndClean),
    noiseText('  after', summary.after),
    noiseText('  clean', summary.clean),
    `Elsewhere in ${elsewhere.files} files: ${elsewhere.info} info, ${elsewhere.warn} warnings`,
    `Not laid out: ${absent.length}${absent.length > 0 ? ` (${absent.join(', ')})` : ''}`,
    `Failed scans: ${failed.length}`,
    ...failed.map(({ at, error }) => `  ${at}: ${error}`),
  ].join('\n');
}

/** @param {string[]} argv */
async function main(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      leaklint: { type: 'string', default: DEFAULT_LEAKLINT },
      json: { type: 'boolean', default: false },
      case: { type: 'string', multiple: true, default: [] },
    },
  });
  const [folder] = positionals;
  if (!folder || positionals.length > 1) throw new UsageError('name one folder that layout.mjs laid out');
  const cases = selectCases(readManifest(join(folder, 'manifest.json')), values.case);
  const leaklint = resolve(values.leaklint);
  if (!existsSync(leaklint))
    throw new UsageError(`there is no ${leaklint}: build it, or name another with --leaklint`);

  const results = await scoreCases(leaklint, realpathSync(folder), cases);
  const summary = summarise(results);
  console.log(
    values.json
      ? JSON.stringify({ version: 1, summary, cases: results }, null, 2)
      : textReport(results, summary),
  );
  return summary.absent.length + summary.failed.length > 0 ? 1 : 0;
}

await runAsScript(import.meta.url, main);
