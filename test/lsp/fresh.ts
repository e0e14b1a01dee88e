/** What a scan by the command line's own means finds, in the words of an editor: for comparing the two. */
import type { Diagnostic } from 'vscode-languageserver';
import { Workspace } from '../../server/workspace/workspace.ts';

/** Findings of files, in order: place, rule, level, first sentence. Texts stand in for files on disk. */
export function freshFindings(
  root: string,
  texts: ReadonlyMap<string, string>,
  paths: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const workspace = new Workspace({ cwd: root, engine: null });
  for (const [path, text] of texts) workspace.sources.open(path, text);
  return new Map(
    paths.map((path) => [
      path,
      workspace
        .check(path)
        .findings.filter(({ silenced }) => silenced === null)
        .map(({ finding, start, end }) =>
          [
            `${start.line}:${start.column}-${end.line}:${end.column}`,
            finding.rule,
            finding.severity,
            finding.message.what,
          ].join(' '),
        ),
    ]),
  );
}

const levels = ['', 'error', 'warning', 'information', 'hint'];

/** The same of what an editor shows; comments that suppress nothing aside. */
export function shownFindings(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ tags }) => tags === undefined)
    .map(({ range, code, severity, message }) => {
      const { start, end } = range;
      const text = typeof message === 'string' ? message : message.value;
      const what = /^.*?[.](?= [A-Z`])/s.exec(text)?.[0] ?? text;
      return [
        `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
        String(code),
        levels[severity ?? 0],
        what,
      ].join(' ');
    });
}
