/** What the engine sees at a place, in Markdown: for hovers and for «Explain this resource». */
import type { Explanation } from '../../analysis/explain.ts';
import type { SourceRange } from '../../analysis/flow/graph.ts';
import type { Locale } from '../../rules/locale.ts';
import { ruleTitle } from '../workspace/engine.ts';
import type { PlacedFinding, PlacedSuppression } from '../workspace/check.ts';
import { explain } from '../workspace/engine.ts';
import {
  aboutWords,
  levelWords,
  silenceWords,
  stepWords,
  unfinishedWords,
} from '../workspace/explain-words.ts';
import { givenUpWords } from '../workspace/given-up.ts';
import { CannotRun } from '../workspace/notice.ts';
import { rulePage } from '../workspace/rule-page.ts';
import type { LineMap, Position } from '../workspace/text.ts';
import type { Session } from './session.ts';

interface Seen {
  readonly resources: readonly Explanation[];
  readonly text: string;
  readonly lines: LineMap;
}

/** All that is seen to be opened on a line (from 1); null if nothing is. */
export function explainLine(session: Session, path: string, line: number): string | null {
  const seen = seenIn(session, path);
  if (seen === null) return null;
  const { lines } = seen;
  const { locale } = session.workspace;
  const { checked } = session.report(path);
  const found = checked.findings.filter(({ start }) => start.line === line);
  const here = seen.resources.filter(({ acquisition }) => lines.position(acquisition.start).line === line);
  const unexplained = found.filter(
    ({ finding }) => !here.some(({ acquisition }) => acquisition.start === finding.range.start),
  );
  const givenUp = checked.givenUp.filter(
    ({ range }) => lines.position(range.start).line <= line && lines.position(range.end).line >= line,
  );
  const blocks = [
    ...here.map((each) => resourceText(each, found, lines, locale)),
    ...unexplained.map((each) => `**\`${each.finding.loss.callee}\`**\n\n${reportedAs(each, locale)}`),
    ...givenUp.map((each) => unfinishedWords(givenUpWords(each, locale), locale)),
  ];
  return blocks.length === 0 ? null : blocks.join('\n\n---\n\n');
}

/** The resource whose opening, or whose variable there, the offset is in. */
export function resourceAt(
  session: Session,
  path: string,
  offset: number,
): { readonly markdown: string; readonly range: SourceRange } | null {
  const seen = seenIn(session, path);
  if (seen === null) return null;
  const { resources, text, lines } = seen;
  // The innermost one, where one call is an argument of another.
  const hit = resources
    .map((each) => ({ each, range: opening(text, each.acquisition) }))
    .filter(({ range }) => range.start <= offset && offset <= range.end)
    .at(-1);
  if (hit === undefined) return null;
  const { findings } = session.report(path).checked;
  const page = rulePage(hit.each.rule);
  const { locale } = session.workspace;
  const more = page === null ? '' : `\n\n[${ruleTitle(hit.each.rule, locale)}](${page})`;
  return { markdown: resourceText(hit.each, findings, lines, locale) + more, range: hit.range };
}

/** The comment that suppresses at an offset, and what it silences. */
export function suppressionAt(
  session: Session,
  path: string,
  offset: number,
): { readonly markdown: string; readonly start: Position; readonly end: Position } | null {
  const { suppressions, findings } = session.report(path).checked;
  const at = suppressions.find(
    ({ suppression }) => suppression.range.start <= offset && offset <= suppression.range.end,
  );
  if (at === undefined) return null;
  return { markdown: suppressionText(at, findings, session.workspace.locale), start: at.start, end: at.end };
}

function suppressionText(
  { suppression, used }: PlacedSuppression,
  findings: readonly PlacedFinding[],
  { say }: Locale,
): string {
  const silenced = findings.filter(
    (each) => typeof each.silenced === 'object' && each.silenced?.range.start === suppression.range.start,
  );
  const where =
    suppression.scope === 'file'
      ? say('in this file')
      : suppression.scope === 'line'
        ? say('on this line')
        : say('on the next line of code');
  const rules =
    suppression.rules.length === 0
      ? say('all findings')
      : suppression.rules.map((rule) => `\`${rule}\``).join(say(', '));
  const reason =
    suppression.reason === null ? '' : `\n\n${say('Reason: {reason}', { reason: suppression.reason })}`;
  if (!used) {
    const idle = say('Suppresses {rules} {where}, but there is no such finding. Delete this comment.', {
      rules,
      where,
    });
    return idle + reason;
  }
  const list = silenced.map(
    ({ finding, start }) =>
      `- ${say('line {line}, `{rule}`: {what}', { line: String(start.line), rule: finding.rule, what: finding.message.what })}`,
  );
  return [say('Suppresses {rules} {where}:', { rules, where }), '', ...list].join('\n') + reason;
}

function seenIn(session: Session, path: string): Seen | null {
  try {
    if (!session.folders.covers(session.workspace, path)) return null;
    const source = session.workspace.sources.read(path);
    const lines = session.linesOf(path);
    if ('unread' in source || lines === null) return null;
    const { project, gate } = session.workspace.scopeOf(path);
    if (!gate.passes(path)) return null;
    return { resources: explain(project, path), text: source.text, lines };
  } catch (error) {
    // A broken configuration is told of in its own file.
    if (!(error instanceof CannotRun)) session.log.crash(path, error);
    return null;
  }
}

/** From the variable that is set, or the beginning of the call, to its parenthesis: what is about this resource alone. */
function opening(text: string, { start, end }: SourceRange): SourceRange {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const assigned = /[\w$.#]+\s*(?::[^=;]+)?=\s*(?:await\s+)?$/.exec(before);
  const parenthesis = text.slice(start, end).search(/[(\n]/);
  return {
    start: start - (assigned === null ? 0 : assigned[0].length),
    end: parenthesis < 0 ? end : start + parenthesis,
  };
}

function resourceText(
  each: Explanation,
  findings: readonly PlacedFinding[],
  lines: LineMap,
  locale: Locale,
): string {
  const about = aboutWords(each, `**\`${each.callee}\`**`, locale);
  const steps = each.steps.map((step) => {
    const line = String(lines.position(step.range.start).line);
    return `- ${locale.say('line {line}: {what}', { line, what: stepWords(step, locale) })}`;
  });
  const found = findings.find(({ finding }) => finding.range.start === each.acquisition.start);
  const parts = [
    about.join(' '),
    ...(steps.length === 0 ? [] : [steps.join('\n')]),
    verdict(each, found, locale),
  ];
  return parts.join('\n\n');
}

function verdict(each: Explanation, found: PlacedFinding | undefined, locale: Locale): string {
  if (found !== undefined) return reportedAs(found, locale);
  if (each.loss === null) return silenceWords(each.silence, locale);
  return locale.say(
    'Not reported: the level of its rule, or another finding on the same call, leaves it out.',
  );
}

function reportedAs({ finding, silenced }: PlacedFinding, locale: Locale): string {
  const { say } = locale;
  const { what, why, action } = finding.message;
  if (silenced === null) return `${levelWords(finding.severity, locale)} ${what} ${why} ${action}`;
  if (silenced === 'baseline') return `${say('Not reported, because it is in the baseline:')} ${what}`;
  const { reason } = silenced;
  const because =
    reason === null
      ? say('Not reported, because a comment suppresses it:')
      : say('Not reported, because a comment suppresses it ({reason}):', { reason });
  return `${because} ${what}`;
}
