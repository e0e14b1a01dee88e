/** The findings counted by what they have in common, each count opening into a list of links. */
import { dirname } from 'node:path';
import { relativePath } from '../../../workspace/paths.ts';
import { kindWords } from '../../../workspace/kind-words.ts';
import { lostPathWords } from '../../../workspace/lost-path-words.ts';
import type { Report, ReportedFinding } from '../report.ts';
import { prose } from './finding.ts';
import { markup, type Markup } from './markup.ts';

/** A finding and the fragment that shows it. */
export interface Numbered {
  readonly each: ReportedFinding;
  readonly id: string;
}

/** Three ways to look at the same findings: by what is lost, by where, by how. */
export function overview(report: Report, findings: readonly Numbered[]): Markup {
  const { locale } = report;
  const { say } = locale;
  return markup`<div class="groups">
    ${section(report, say('By kind'), 'kind', findings, ({ each }) => locale.capital(kindWords(each.finding.kind, locale)))}
    ${section(report, say('By folder'), 'folder', findings, ({ each }) => relativePath(report.cwd, dirname(each.path)) || '.')}
    ${section(report, say('By lost path'), 'path', findings, ({ each }) => locale.capital(lostPathWords(each.finding.lostPath, locale)))}
  </div> `;
}

function section(
  report: Report,
  title: string,
  id: string,
  findings: readonly Numbered[],
  keyOf: (finding: Numbered) => string,
): Markup {
  const groups = new Map<string, Numbered[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [finding]);
    else members.push(finding);
  }
  const sorted = [...groups].sort(
    ([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : a > b ? 1 : 0),
  );
  const most = sorted[0]?.[1].length ?? 1;
  const heading = `by-${id}`;
  return markup`<section aria-labelledby="${heading}">
    <h2 id="${heading}">${title}</h2>
    <ul>
      ${sorted.map(([name, members]) => group(report, name, members, most))}
    </ul>
  </section>`;
}

function group(report: Report, name: string, members: readonly Numbered[], most: number): Markup {
  const share = Math.max(1, Math.round((100 * members.length) / most));
  const links = members.map(
    ({ each, id }) =>
      markup`<li>
        <a href="#${id}">${relativePath(report.cwd, each.path)}:${each.start.line}</a>
        ${prose(each.finding.message.what)}
      </li> `,
  );
  // Bars are drawings, because the page's policy forbids styles in elements; the number beside them says the same.
  return markup`<li>
    <details>
      <summary>
        <span class="name">${name}</span> <span class="count">${members.length}</span
        ><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
          <rect width="${share}" height="1" />
        </svg>
      </summary>
      <ul>
        ${links}
      </ul>
    </details>
  </li> `;
}
