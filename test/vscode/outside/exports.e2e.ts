/** What the packaged extension gives away on request: the report as a file, and what a report of a defect needs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shop } from '../workspaces.ts';
import { useOpened } from './setup.ts';

describe('what is taken along', () => {
  const open = useOpened(shop, { trusted: true });

  before(async () => {
    const { window } = open();
    await window.command('Leaklint: Scan workspace for leaks');
    await window.leaks('orders.ts').waitFor();
    await window.leaks('race.ts').waitFor();
  });

  it('the report as a page that stands alone', async () => {
    const { window, folder } = open();
    await window.command('Leaklint: Show report');
    await window.webview().getByRole('button', { name: 'Export as HTML' }).click();
    await window.save('leaklint-report.html');
    await window.showExplorer();
    await window.explorerFile('leaklint-report.html').waitFor();
    const page = readFileSync(join(folder, 'leaklint-report.html'), 'utf8');
    assert.match(page, /^<!doctype html>/i);
    assert.match(page, /src\/orders\.ts/);
    // The page that is shown has links that only VS Code understands.
    assert.doesNotMatch(page, /command:/);
    await window.screenshot('exported');
  });

  it('the report for other programs', async () => {
    const { window, folder } = open();
    await window.webview().getByRole('button', { name: 'Export as SARIF' }).click();
    await window.save('leaklint-report.sarif');
    await window.explorerFile('leaklint-report.sarif').waitFor();
    const log: unknown = JSON.parse(readFileSync(join(folder, 'leaklint-report.sarif'), 'utf8'));
    assert.ok(typeof log === 'object' && log !== null && 'version' in log);
    assert.equal(log.version, '2.1.0');
    const text = JSON.stringify(log);
    for (const rule of ['unreleased-connection', 'missing-timeout', 'uncleared-timer'])
      assert.ok(text.includes(`"ruleId":"${rule}"`), rule);
  });

  it('what a report of a defect needs, without a word of the code', async () => {
    const { window, folder } = open();
    await window.command('Leaklint: Copy debug information');
    await window.page.getByText('Debug information is in the clipboard.').first().waitFor();
    const text = await window.clipboard();
    for (const line of [
      /^Leaklint \d+\.\d+\.\d+$/m,
      /^workspace: 1 folders, trusted$/m,
      /^Files known: 5$/m,
      /^Findings: 3 warnings/m,
      /^State: idle$/m,
    ])
      assert.match(text, line);
    assert.ok(!text.includes(folder));
    assert.doesNotMatch(text, /orders|moveOrder|report\.ts/);
  });
});
