/** The packaged extension in a workspace that nobody has trusted: it only reads, so all of it works. */
import { shop } from '../workspaces.ts';
import { useWindow } from './setup.ts';

describe('in a restricted workspace', () => {
  const open = useWindow(shop, { trusted: false });

  it('files are checked', async () => {
    const window = open();
    await window.page.getByText('Restricted Mode', { exact: true }).waitFor();
    await window.openFile('report.ts');
    await window.squiggles().first().waitFor();
  });

  it('the workspace is scanned', async () => {
    const window = open();
    await window.command('Leaklint: Scan workspace for leaks');
    await window.leaks('orders.ts').waitFor();
    await window.screenshot('restricted');
  });

  it('the language status says so', async () => {
    const window = open();
    await window.page.locator('.statusbar-item[id="status.languageStatus"]').click();
    await window.page.locator('.hover-language-status', { hasText: 'Leaklint (restricted mode)' }).waitFor();
    await window.screenshot('restricted-status');
  });
});
