/** One finding on the page: what, why, what to do, and the path through the code. */
import type { Say, Severity } from '../../../../rules/rule.ts';
import { relativePath } from '../../../workspace/paths.ts';
import type { Report, ReportedFinding } from '../report.ts';
import { excerptOf, type Spot } from './excerpt.ts';
import { markup, type Markup } from './markup.ts';

/** Addresses of places for those who can open them; null for places that are to be plain text. */
export type PlaceLink = (path: string, line: number, column: number) => string | null;

function severityWord(severity: Severity, say: Say): string {
  switch (severity) {
    case 'error':
      return say('Error');
    case 'warning':
      return say('Warning');
    case 'information':
      return say('Information');
    case 'hint':
      return say('Hint');
  }
}

/** The finding as an article, with the fragment that lists link to. */
export function findingArticle(report: Report, each: ReportedFinding, id: string, link: PlaceLink): Markup {
  const { finding, start, path, fixes } = each;
  const { what, why, action } = finding.message;
  const fix = fixes[0];
  const { say } = report.locale;
  return markup`<article id="${id}" aria-labelledby="${id}-what">
    <h3 id="${id}-what">
      <span class="level ${finding.severity}">${severityWord(finding.severity, say)}</span> ${prose(what)}
    </h3>
    <p class="where">
      ${place(report, path, start.line, start.column, link)} <span class="rule">${finding.rule}</span>
    </p>
    <dl>
      <dt>${say('Why')}</dt>
      <dd>${prose(why)}</dd>
      <dt>${say('Do')}</dt>
      <dd>${prose(action)}</dd>
      ${
        fix === undefined
          ? null
          : markup`<dt>${say('Fix')}</dt>
              <dd>${prose(fix.title)}</dd>`
      }
    </dl>
    ${excerpts(report, each, link)}
  </article> `;
}

/** Message text: what stands between backticks is code. */
export function prose(text: string): Markup {
  const parts = text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
  return markup`${parts}`;
}

/** The code of the finding's own file, then that of other files which the path leads through. */
function excerpts(report: Report, { path, finding }: ReportedFinding, link: PlaceLink): readonly Markup[] {
  const byFile = new Map<string, Spot[]>([[path, [{ range: finding.range, note: null }]]]);
  for (const [index, step] of finding.path.entries()) {
    const file = step.file ?? path;
    const spot: Spot = { range: step.range, note: { number: index + 1, text: prose(step.message) } };
    byFile.set(file, [...(byFile.get(file) ?? []), spot]);
  }
  return [...byFile].flatMap(([file, spots]) => {
    const lines = report.lines(file);
    if (lines === null) return [];
    const first = lines.position(spots[0]?.range.start ?? 0);
    const heading =
      file === path
        ? null
        : markup`<p class="where">${place(report, file, first.line, first.column, link)}</p>`;
    return [
      markup`${heading}${excerptOf(lines, spots, report.locale.say('Code of {file}', { file: relativePath(report.cwd, file) }))}`,
    ];
  });
}

function place(report: Report, path: string, line: number, column: number, link: PlaceLink): Markup {
  const text = `${relativePath(report.cwd, path)}:${String(line)}:${String(column)}`;
  const href = link(path, line, column);
  return href === null ? markup`${text}` : markup`<a href="${href}">${text}</a>`;
}
