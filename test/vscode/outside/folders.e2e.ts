/** The packaged extension over several folders, with a configuration each. */
import assert from 'node:assert/strict';
import { race, report } from '../workspaces.ts';
import { useOpened } from './setup.ts';

const files = {
  'two.code-workspace': '{ "folders": [{ "path": "api" }, { "path": "jobs" }] }\n',
  'api/report.ts': report,
  'api/src/race.ts': race,
  'api/leaklint.config.json': '{ "rules": { "unclosed-file": "off" } }\n',
  'jobs/nightly.ts': report,
  'jobs/leaklint.config.json': '{ "rules": { "unclosed-file": "error" } }\n',
};

describe('in a workspace of two folders', () => {
  const open = useOpened(files, { trusted: true, workspaceFile: 'two.code-workspace' });

  it('a folder is scanned from the explorer, and nothing beside it', async () => {
    const { window } = open();
    await window.explorerAction('jobs', 'Scan folder for leaks');
    await window.leaks('nightly.ts').waitFor();
    await window.screenshot('folder-scanned');
    assert.equal(await window.leaks('race.ts').count(), 0);
  });

  it('all are scanned, each by its own configuration', async () => {
    const { window } = open();
    await window.command('Leaklint: Scan workspace for leaks');
    await window.leaks('race.ts').waitFor();
    await window.leaks('nightly.ts').waitFor();
    assert.equal(await window.leaks('report.ts').count(), 0);
    await window.openFile('nightly.ts');
    await window.squiggles('error').first().waitFor();
    await window.screenshot('folders');
  });

  it('what is configured is told of the folder that the file is in', async () => {
    const { window, folder } = open();
    for (const [file, at, level] of [
      ['nightly.ts', 'jobs', '"error"'],
      ['report.ts', 'api', '"off"'],
    ] as const) {
      await window.openFile(file);
      await window.command('Leaklint: Show effective configuration');
      const row = window.webview().getByRole('row', { name: 'rules.unclosed-file' });
      await row.getByText(level, { exact: true }).waitFor();
      await row.getByText(`${folder}/${at}/leaklint.config.json`).waitFor();
      await window.screenshot(`folders-configuration-${at}`);
      await window.command('View: Close All Editors');
    }
  });

  it('one server serves all of them', () => {
    assert.equal(open().editor.servers().length, 1);
  });
});
