/** From what the engine says to what the protocol says. The only place that builds protocol types. */
import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  MarkupKind,
  type CodeAction,
  type CodeActionKindDocumentation,
  type Diagnostic,
  type Hover,
  type Range,
  type TextEdit as ProtocolEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { SourceRange } from '../../analysis/flow/graph.ts';
import type { Severity, TextEdit } from '../../rules/rule.ts';
import type { CheckedFile, PlacedFinding } from '../workspace/check.ts';
import type { CannotRun } from '../workspace/notice.ts';
import { ConfigError } from '../workspace/config/read.ts';
import { rulePage } from '../workspace/rule-page.ts';
import type { LineMap, Position } from '../workspace/text.ts';
import type { Values } from './settings.ts';
import { uriOf } from './uris.ts';

export const SOURCE = 'leaklint';
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.leaklint`;
/** The command that shows the page about fixes. */
export const ABOUT_FIXES = 'leaklint.aboutFixes';
/** The code of the hint on a comment that suppresses nothing. */
export const UNUSED_SUPPRESSION = 'unused-suppression';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
const ranks: readonly Severity[] = ['hint', 'information', 'warning', 'error'];

/** What is needed to place things: lines by path, addresses by path. */
export interface Placing {
  lines(path: string): LineMap | null;
  uri(path: string): string;
}

/** What the menu of code actions links to. */
export function fixesDocumentation(title: string): CodeActionKindDocumentation[] {
  return [{ kind: CodeActionKind.QuickFix, command: { title, command: ABOUT_FIXES } }];
}

export function rangeOf(start: Position, end: Position): Range {
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

export function rangeIn(lines: LineMap, range: SourceRange): Range {
  return rangeOf(lines.position(range.start), lines.position(range.end));
}

/** The offset of a protocol position; beyond the end of its line it is that end. */
export function offsetOf(lines: LineMap, { line, character }: Range['start']): number {
  const start = lines.start(line + 1);
  return Math.min(start + character, start + lines.line(line + 1).length);
}

/** Whether a finding is shown in the editor. */
export function isShown({ finding, silenced }: PlacedFinding, { minimumSeverity }: Values): boolean {
  return silenced === null && ranks.indexOf(finding.severity) >= ranks.indexOf(minimumSeverity);
}

/** What a file has to show: its findings, and the comments that suppress nothing. */
export function diagnosticsOf(checked: CheckedFile, values: Values, placing: Placing): Diagnostic[] {
  if (!values.enable) return [];
  const found = checked.findings
    .filter((each) => isShown(each, values))
    .map((each) => diagnosticOf(each, values, placing));
  return [...found, ...suppressionDiagnostics(checked)];
}

export function diagnosticOf(placed: PlacedFinding, values: Values, placing: Placing): Diagnostic {
  const { finding, start, end } = placed;
  const { what, why, action } = finding.message;
  const shown = finding.severity === 'information' ? values.informationAs : finding.severity;
  const page = rulePage(finding.rule);
  return {
    range: rangeOf(start, end),
    severity: severities[shown],
    code: finding.rule,
    ...(page === null ? {} : { codeDescription: { href: page } }),
    source: SOURCE,
    message: `${what} ${why} ${action}`,
    relatedInformation: finding.path.flatMap((step) => {
      const path = step.file ?? finding.file;
      const lines = placing.lines(path);
      if (lines === null) return [];
      return [
        { location: { uri: placing.uri(path), range: rangeIn(lines, step.range) }, message: step.message },
      ];
    }),
    data: { fingerprint: placed.fingerprint },
  };
}

function suppressionDiagnostics({ suppressions, notices }: CheckedFile): Diagnostic[] {
  return notices.flatMap((notice): Diagnostic[] => {
    const at = suppressions.find(
      ({ start }) =>
        notice.kind === 'suppression' && start.line === notice.line && start.column === notice.column,
    );
    if (at === undefined) return [];
    return [
      {
        range: rangeOf(at.start, at.end),
        severity: DiagnosticSeverity.Hint,
        code: UNUSED_SUPPRESSION,
        source: SOURCE,
        message: notice.message,
        tags: [DiagnosticTag.Unnecessary],
      },
    ];
  });
}

/** What is wrong with configurations and baselines, by the URI of the file that is to be mended. */
export function problemDiagnostics(problems: readonly CannotRun[]): ReadonlyMap<string, Diagnostic[]> {
  const byUri = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    const single = { file: problem.file, line: 1, column: 1, message: problem.message };
    for (const { file, line, column, message } of problem instanceof ConfigError
      ? problem.problems
      : [single]) {
      if (file === null) continue;
      const at = { line: line - 1, character: column - 1 };
      const known = byUri.get(uriOf(file)) ?? [];
      byUri.set(uriOf(file), known);
      known.push({
        range: { start: at, end: { line: at.line, character: at.character + 1 } },
        severity: DiagnosticSeverity.Error,
        source: SOURCE,
        message,
      });
    }
  }
  return byUri;
}

/** A document that is to be edited: its version is given where an editor holds it. */
export interface EditedDocument {
  readonly uri: string;
  readonly version: number | null;
  readonly text: string;
  readonly lines: LineMap;
}

/** Edits of one document. Inserted lines end as the lines of the document do. */
export function workspaceEditOf(
  { uri, version, text, lines }: EditedDocument,
  edits: readonly TextEdit[],
  versioned: boolean,
): WorkspaceEdit {
  const first = text.indexOf('\n');
  const lineEnd = first > 0 && text.charCodeAt(first - 1) === 13 ? '\r\n' : '\n';
  const converted = edits.map((edit): ProtocolEdit => ({
    range: rangeIn(lines, edit.range),
    newText: edit.text.replace(/\r?\n/g, lineEnd),
  }));
  if (!versioned) return { changes: { [uri]: converted } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: converted }] };
}

/** A code action before its edit. */
export interface ActionDraft {
  readonly title: string;
  readonly kind: 'quickfix' | 'fix-all';
  readonly preferred?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
}

export function codeActionOf(
  { title, kind, preferred, diagnostics }: ActionDraft,
  rest: { readonly edit: WorkspaceEdit } | { readonly data: unknown },
): CodeAction {
  return {
    title,
    kind: kind === 'fix-all' ? FIX_ALL : CodeActionKind.QuickFix,
    ...(diagnostics === undefined ? {} : { diagnostics: [...diagnostics] }),
    ...(preferred === true ? { isPreferred: true } : {}),
    ...rest,
  };
}

export function hoverOf(markdown: string, range: Range): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range };
}
