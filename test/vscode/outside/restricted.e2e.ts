/** The packaged extension in a workspace that nobody has trusted yet. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { Editor } from '../editor.ts';
import { vsixPath } from '../../tools/package.ts';
import { Window } from '../window.ts';
import { removeWorkspaces, shop, workspace } from '../workspaces.ts';

describe('in a restricted workspace', () => {
  let editor: Editor;
  let browser: Browser;
  let window: Window;

  before(async () => {
    editor = await Editor.start({ vsix: vsixPath });
    browser = await launchBrowser();
    window = await Window.open(browser, editor.url(workspace('shop', shop)));
  });

  after(async () => {
    await browser.close();
    await editor.stop();
    removeWorkspaces();
  });

  it('the view is offered', async () => {
    await window.page.getByText('Restricted Mode', { exact: true }).waitFor();
    await window.page.getByRole('tab', { name: 'Leaklint' }).waitFor();
    await window.screenshot('restricted');
  });
});
