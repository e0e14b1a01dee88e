/**
 * `--format html`: a page for people that stands alone. Nothing in it runs and nothing is fetched: its policy
 * allows one style sheet, by its hash. What can be opened and closed is `details`, so keyboards and screen
 * readers work as they do everywhere.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { version } from '../../../workspace/build-id.ts';
import { relativePath } from '../../../workspace/paths.ts';
import type { Report } from '../report.ts';
import { findingArticle, type PlaceLink } from './finding.ts';
import { overview, type Numbered } from './groups.ts';
import { markup, verbatim, type Markup } from './markup.ts';
import { style } from './style.ts';

export type { PlaceLink } from './finding.ts';

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** The page. `link` gives places an address that whoever shows the page can open; without it they are plain text. */
export function formatHtml(report: Report, options: { readonly link?: PlaceLink } = {}): string {
  const { link = () => null } = options;
  const findings = report.findings.map((each, index): Numbered => ({ each, id: `f${String(index + 1)}` }));
  const { locale } = report;
  const { say } = locale;
  const title = say('Leaks in {name}', { name: basename(report.cwd) || report.cwd });
  return markup`<!doctype html>
    <html lang="${locale.id}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="Leaklint ${version}" />
        <title>${title}</title>
        <style>${verbatim(style)}</style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          ${totals(report)}
        </header>
        <main>
          ${findings.length === 0 ? markup`<p>${say('No leaks found.')}</p>` : overview(report, findings)}
          ${byFile(report, findings, link)} ${notices(report)}
        </main>
      </body>
    </html> `.text;
}

function totals({ summary, locale: { say } }: Report): Markup {
  const counts: readonly (readonly [count: number, noun: string, always: boolean])[] = [
    [summary.errors, summary.errors === 1 ? say('error') : say('errors'), false],
    [summary.warnings, summary.warnings === 1 ? say('warning') : say('warnings'), true],
    [summary.information, say('information'), false],
    [summary.hints, summary.hints === 1 ? say('hint') : say('hints'), false],
    [summary.files, summary.files === 1 ? say('file checked') : say('files checked'), true],
    [summary.suppressed, say('suppressed'), false],
    [summary.baseline, say('in the baseline'), false],
    [summary.givenUp, say('given up'), false],
  ];
  const shown = counts.filter(([count, , always]) => always || count > 0);
  return markup`<ul class="totals">
    ${shown.map(([count, noun]) => markup`<li><b>${count}</b> ${noun}</li>`)}
  </ul>`;
}

/** The findings under their files, in the order of the report. */
function byFile(report: Report, findings: readonly Numbered[], link: PlaceLink): readonly Markup[] {
  const files = new Map<string, Numbered[]>();
  for (const numbered of findings) {
    const { path } = numbered.each;
    files.set(path, [...(files.get(path) ?? []), numbered]);
  }
  return [...files].map(
    ([path, members]) =>
      markup`<section class="file">
        <h2>${relativePath(report.cwd, path)}</h2>
        ${members.map(({ each, id }) => findingArticle(report, each, id, link))}
      </section> `,
  );
}

/** What was not checked, or has no effect. */
function notices({ notices: said, cwd, locale: { say } }: Report): Markup | null {
  if (said.length === 0) return null;
  const items = said.map(({ file, line, message }) => {
    const place =
      file === undefined ? '' : `${relativePath(cwd, file)}${line === undefined ? '' : `:${String(line)}`}: `;
    return markup`<li>${place}${message}</li> `;
  });
  return markup`<section class="file">
    <h2>${say('Notes on this run')}</h2>
    <ul class="notices">
      ${items}
    </ul>
  </section>`;
}
