import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cleanUpAfterEach, cli, LEAK, temporaryProject, type Tree } from '../../../../test/tools/temp.ts';
import { english } from '../../../../rules/locale.ts';
import { LineMap } from '../../../workspace/text.ts';
import type { Io } from '../../io.ts';
import { runScan } from '../../scan-run.ts';
import { excerptOf } from './excerpt.ts';
import { prose } from './finding.ts';
import { formatHtml } from './index.ts';
import { markup } from './markup.ts';

async function page(tree: Tree, ...args: readonly string[]): Promise<string> {
  const root = temporaryProject({ '.git/HEAD': '', ...tree });
  return (await cli(root, ['scan', '--format', 'html', '--no-cache', ...args])).stdout;
}

const emptyReport = {
  locale: english,
  cwd: '/project',
  findings: [],
  notices: [],
  summary: {
    files: 1,
    parsed: 0,
    errors: 0,
    warnings: 0,
    information: 0,
    hints: 0,
    suppressed: 0,
    baseline: 0,
    givenUp: 0,
    milliseconds: 1,
  },
  lines: () => null,
};

describe('the HTML report', () => {
  cleanUpAfterEach();

  it('allows nothing but its own style sheet', async () => {
    const text = await page({ 'a.ts': LEAK });
    const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(text)?.[1];
    assert.equal(
      policy,
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
    assert.doesNotMatch(text, /<script|<img|<link|<iframe|\sstyle=|\son\w+=/i);
    assert.doesNotMatch(style, /url\(|@import/);
  });

  it('counts by kind, by folder and by lost path, and every count leads to its findings', async () => {
    const text = await page({ 'sub/a.ts': LEAK, 'sub/b.ts': LEAK, 'c.ts': LEAK });
    assert.match(text, /<b>3<\/b> warnings/);
    const groups = [...text.matchAll(/class="name">([^<]*)<\/span>\s*<span class="count">(\d+)</g)];
    assert.deepEqual(
      groups.map(([, name, count]) => `${name!} ${count!}`),
      ['File 3', 'sub 2', '. 1', 'On an early return 3'],
    );
    const links = [...text.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id!);
    assert.equal(links.length, 9);
    for (const id of links) assert.ok(text.includes(`<article id="${id}"`), id);
  });

  it('shows each finding with its message, its code and its path', async () => {
    const text = await page({ 'a.ts': LEAK });
    assert.match(text, /<h3 id="f1-what">\s*<span class="level warning">Warning<\/span> The file/);
    assert.match(text, />a\.ts:3:14 <|a\.ts:3:14\s/);
    assert.ok(text.includes('const fd = <mark>openSync(path, &#39;r&#39;)</mark>;'));
    const notes = [...text.matchAll(/class="note"><b>(\d)<\/b> (.*?)<\/span>/g)].map(
      ([, number, note]) => `${number!} ${note!}`,
    );
    assert.deepEqual(notes.slice(0, 1), ['1 opened here']);
    assert.match(notes.at(-1)!, /returns here/);
    assert.match(text, /<dt>Fix<\/dt>/);
  });

  it('lets no text of the project become markup', async () => {
    const evil = '</code></pre><script>alert(1)</script>';
    const text = await page({
      'a<b>&"\'.ts': LEAK.replace('\n  const fd', `\n  // ${evil}\u202E\u0000\n  const fd`),
    });
    assert.ok(text.includes('a&lt;b&gt;&amp;&quot;&#39;.ts'));
    assert.ok(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;\\u202e'));
    assert.doesNotMatch(text, /<script|\u202E|\u0000/);
  });

  it('says so where nothing is found, and what was not checked', async () => {
    const text = await page({ 'a.ts': '// leaklint-ignore-next-line unclosed-file\n\n' });
    assert.match(text, /No leaks found/);
    assert.match(text, /<h2>Notes on this run<\/h2>[^]*<li>\s*a\.ts:1: /);
    assert.doesNotMatch(formatHtml(emptyReport), /class="notices"/);
  });

  it('links places where somebody can open them', async () => {
    const root = temporaryProject({ '.git/HEAD': '', 'a.ts': LEAK });
    const { report } = await runScan(silentIo(root), {
      paths: [root],
      changedSince: null,
      stdinPath: null,
      rules: null,
      minSeverity: null,
      configPath: null,
      cache: false,
      fix: 'none',
      withFixes: 'none',
    });
    const link = (path: string, line: number, column: number): string =>
      `command:open?${encodeURIComponent(JSON.stringify([path, line, column]))}`;
    const wanted = link(join(root, 'a.ts'), 3, 14).replaceAll("'", '&#39;');
    assert.ok(formatHtml(report, { link }).includes(`<a href="${wanted}">a.ts:3:14</a>`));
    assert.doesNotMatch(formatHtml(report), /<a href="[^#]/);
  });

  it('keeps the lines around each place and leaves out the rest', () => {
    const lines = new LineMap(
      Array.from({ length: 30 }, (_, index) => `line${String(index + 1)};`).join('\n'),
    );
    const at = (line: number) => ({ start: lines.start(line), end: lines.start(line) + 4 });
    const shown = (...wanted: readonly number[]) =>
      [
        ...excerptOf(
          lines,
          wanted.map((line) => ({ range: at(line), note: null })),
          'x',
        ).text.matchAll(/class="number">(\d+)<|class="gap"/g),
      ].map(([, number]) => number ?? '…');
    assert.deepEqual(shown(1), ['1', '2', '3']);
    assert.deepEqual(shown(10, 20), ['8', '9', '10', '11', '12', '…', '18', '19', '20', '21', '22']);
    assert.deepEqual(shown(10, 16), ['8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18']);
  });

  it('escapes texts, and only texts', () => {
    assert.equal(
      markup`<a b="${'"<&>\''}">${1}${markup`<i>`}${null}</a>`.text,
      '<a b="&quot;&lt;&amp;&gt;&#39;">1<i></a>',
    );
    assert.equal(markup`${'a\uD800b😀'}`.text, 'a\uFFFDb😀');
    assert.equal(prose('Close `<fd>` now').text, 'Close <code>&lt;fd&gt;</code> now');
  });
});

function silentIo(cwd: string): Io {
  const output = { isTerminal: false, columns: null, write: () => undefined };
  return { cwd, env: {}, stdout: output, stderr: output, stdin: () => '' };
}
