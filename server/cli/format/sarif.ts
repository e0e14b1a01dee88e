/** `--format sarif`: SARIF 2.1.0, for code scanning services and editors. */
import { pathToFileURL } from 'node:url';
import type * as Sarif from 'sarif';
import type { Fix, Severity } from '../../../rules/rule.ts';
import { rules } from '../../../rules/index.ts';
import type { SourceRange } from '../../../analysis/flow/graph.ts';
import { version } from '../../workspace/build-id.ts';
import type { Notice } from '../../workspace/notice.ts';
import { isInside, relativePath } from '../../workspace/paths.ts';
import { ruleHelp } from '../rule-help.ts';
import type { Report, ReportedFinding } from './report.ts';

const ROOT = '%SRCROOT%';

export function formatSarif(report: Report): string {
  const log: Sarif.Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'leaklint', version, semanticVersion: version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { uri: `${pathToFileURL(report.cwd).href.replace(/\/$/, '')}/` } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.notices.map((each) => notificationOf(report, each)),
          },
        ],
        results: report.findings.map((each) => resultOf(report, each)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ id, title }: (typeof rules)[number]): Sarif.ReportingDescriptor {
  const markdown = ruleHelp(id);
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    help: { text: markdown ?? title, ...(markdown === null ? {} : { markdown }) },
    defaultConfiguration: { level: 'warning' },
  };
}

function resultOf(report: Report, each: ReportedFinding): Sarif.Result {
  const { finding, path, fingerprint, fixes } = each;
  const { what, why, action } = finding.message;
  const steps = finding.path.map((step) => locationOf(report, step.file ?? path, step.range, step.message));
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex((rule) => rule.id === finding.rule),
    level: levelOf(finding.severity),
    message: { text: `${what} ${why} ${action}` },
    locations: [locationOf(report, path, finding.range)],
    partialFingerprints: { 'leaklint/v1': fingerprint },
    ...(steps.length === 0
      ? {}
      : { codeFlows: [{ threadFlows: [{ locations: steps.map((location) => ({ location })) }] }] }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(report, path, fix)) }),
    properties: { kind: finding.kind, lostPath: finding.lostPath, evidence: finding.loss.evidence },
  };
}

function locationOf(report: Report, path: string, range: SourceRange, message?: string): Sarif.Location {
  return {
    physicalLocation: { artifactLocation: artifactOf(report, path), region: regionOf(report, path, range) },
    ...(message === undefined ? {} : { message: { text: message } }),
  };
}

function fixOf(report: Report, path: string, fix: Fix): Sarif.Fix {
  const replacements = fix.edits.map(({ range, text }) => ({
    deletedRegion: regionOf(report, path, range),
    insertedContent: { text },
  }));
  return {
    description: { text: fix.title },
    artifactChanges: [{ artifactLocation: artifactOf(report, path), replacements }],
  };
}

function regionOf(report: Report, path: string, range: SourceRange): Sarif.Region {
  const lines = report.lines(path);
  if (lines === null) return { startLine: 1 };
  const [start, end] = [lines.position(range.start), lines.position(range.end)];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifactOf(report: Report, path: string): Sarif.ArtifactLocation {
  if (!isInside(report.cwd, path)) return { uri: pathToFileURL(path).href };
  const uri = relativePath(report.cwd, path).split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: ROOT };
}

function notificationOf(report: Report, { kind, file, line, column, message }: Notice): Sarif.Notification {
  if (file === undefined) return { level: 'note', descriptor: { id: kind }, message: { text: message } };
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    level: kind === 'given-up' || kind === 'unreadable' ? 'warning' : 'note',
    descriptor: { id: kind },
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(report, file), ...region } }],
  };
}

function levelOf(severity: Severity): Sarif.Result.level {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}
