/** The packaged extension as a person meets it: installed into a real VS Code and used in its window. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { shop } from '../workspaces.ts';
import { useWindow } from './setup.ts';

describe('a person', () => {
  const open = useWindow(shop, { trusted: true });

  it('sees a leak underlined when the file is opened, and why on hovering', async () => {
    const window = open();
    await window.openFile('report.ts');
    await window.squiggles().first().waitFor();
    await window.pointAt(window.squiggles().first());
    const hover = window.page.locator('.monaco-hover:visible');
    await hover.getByText('is not closed when the function returns early').first().waitFor();
    await window.screenshot('1-squiggle');
  });

  it('mends it from the light bulb', async () => {
    const window = open();
    await window.page.keyboard.press('Escape');
    await window.goToLine(5);
    await window.page.keyboard.press('End');
    for (let index = 0; index < 4; index++) await window.page.keyboard.press('ArrowLeft');
    const fix = await window.lightBulb('Convert to `await using`');
    await window.screenshot('2-light-bulb');
    await fix.click();
    await window.squiggles().first().waitFor({ state: 'detached' });
    assert.match(await window.visibleText(), /await using file = await open\(path, 'r'\);/);
    await window.screenshot('3-mended');
    // Back to what it was, for those who come next.
    await window.page.keyboard.press('Control+Z');
    await window.squiggles().first().waitFor();
  });

  it('scans the workspace and finds what is in files that are not open', async () => {
    const window = open();
    await window.command('Leaklint: Scan workspace for leaks');
    await window.leaks('orders.ts').waitFor();
    await window.leaks('race.ts').waitFor();
    await window.leaks('is not released when the function returns early').waitFor();
    await window.page.locator('.activitybar .badge', { hasText: '3' }).waitFor();
    await window.screenshot('4-leaks');
  });

  it('follows the path of a finding, in the view and by numbers in the editor', async () => {
    const window = open();
    const finding = window.leaks('is not released when the function returns early');
    await finding.click();
    await window.page.locator('.tab.active', { hasText: 'orders.ts' }).waitFor();
    await finding.locator('.monaco-tl-twistie').click();
    await window.leaks('3. returns here without releasing it').waitFor();
    await window.screenshot('5-path');
    await window.leaks('3. returns here without releasing it').click();
    await window.page.getByText('Ln 10,').waitFor();
  });

  it('groups by rule and by kind of resource', async () => {
    const window = open();
    await window.viewAction('Group by kind of resource');
    await window.leaks('timer').first().waitFor();
    await window.screenshot('6-by-resource');
    await window.viewAction('Group by file');
    await window.leaks('orders.ts').waitFor();
  });

  it('is offered a fix beside a finding that is looked at, but only where there is one', async () => {
    const window = open();
    const without = window.leaks('keeps running after the race is decided');
    const fixIn = (row: Locator): Locator => row.getByRole('button', { name: 'Fix', exact: true });
    await without.click();
    // The server answers in turn, so what it says of the first is known when the second shows its fix.
    const other = window.leaks('is not released when the function returns early');
    await window.actionOf(other, 'Fix');
    await without.click();
    await without.getByRole('button', { name: 'Suppress', exact: true }).waitFor();
    assert.equal(await fixIn(without).count(), 0);
    await window.screenshot('no-fix');
  });

  it('fixes a finding in the view', async () => {
    const window = open();
    const finding = window.leaks('is not released when the function returns early');
    await window.act(finding, 'Fix');
    await finding.waitFor({ state: 'detached' });
    assert.match(await window.visibleText(), /finally/);
    await window.page.keyboard.press('Control+Z');
    await finding.waitFor();
  });

  it('suppresses a finding in the view', async () => {
    const window = open();
    const finding = window.leaks('keeps running after the race is decided');
    await window.act(finding, 'Suppress');
    await finding.waitFor({ state: 'detached' });
    assert.match(await window.visibleText(), /leaklint-ignore-next-line uncleared-timer/);
    await window.page.keyboard.press('Control+Z');
    await finding.waitFor();
  });

  it('reads the report, and comes from it to the code', async () => {
    const window = open();
    await window.command('Leaklint: Show report');
    const report = window.webview();
    await report.getByText('By lost path').waitFor();
    await report.getByRole('button', { name: 'Export as SARIF' }).waitFor();
    await window.screenshot('7-report');
    await report.getByRole('link', { name: 'src/orders.ts:7:24', exact: true }).click();
    await window.page.locator('.tab.active', { hasText: 'orders.ts' }).waitFor();
    await window.page.getByText('Ln 7,').waitFor();
    await window.command('View: Close All Editors');
  });

  it('is told what is known about a resource', async () => {
    const window = open();
    await window.openFile('orders.ts');
    await window.goToLine(7);
    await window.command('Leaklint: Explain this resource');
    await window.webview().getByText('gives a pool client').waitFor();
    await window.screenshot('8-explain');
    await window.command('View: Close All Editors');
  });

  it('is told what is configured, and where', async () => {
    const window = open();
    await window.openFile('orders.ts');
    await window.command('Leaklint: Show effective configuration');
    await window.webview().getByText('minSeverity').first().waitFor();
    await window.screenshot('9-configuration');
    await window.command('View: Close All Editors');
  });

  it('sees a finding appear in another file than the one that is edited', async () => {
    const window = open();
    await window.openFile('caller.ts');
    await window.openFile('closing.ts');
    assert.match(await window.visibleText(), /closeSync\(file\)/);
    await window.goToLine(5);
    await window.page.keyboard.press('Control+Shift+K');
    await window.leaks('caller.ts').waitFor();
    await window.screenshot('10-other-file');
    await window.page.keyboard.press('Control+Z');
    await window.leaks('caller.ts').waitFor({ state: 'detached' });
  });

  it('learns from the walkthrough', async () => {
    const window = open();
    await window.command('Leaklint: Open a sample with a leak');
    await window.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await window.squiggles().first().waitFor();
    await window.screenshot('11-sample');
  });
});
