/** One window for the tests of a file; what it showed when a test failed is kept as a picture. */
import type { Browser } from 'playwright-core';
import { vsixPath } from '../../tools/package.ts';
import { launchBrowser } from '../browser.ts';
import { Editor } from '../editor.ts';
import { Window } from '../window.ts';
import { removeWorkspaces, workspace } from '../workspaces.ts';

export interface Options {
  readonly trusted: boolean;
  /** The language of the editor, if it is not English. */
  readonly language?: string;
}

/** To be called in a `describe`. The result gives the window while tests run. */
export function useWindow(files: Readonly<Record<string, string>>, options: Options): () => Window {
  let editor: Editor | undefined;
  let browser: Browser | undefined;
  let window: Window | undefined;

  before(async () => {
    editor = await Editor.start({ vsix: vsixPath });
    browser = await launchBrowser();
    window = await Window.open(browser, editor.url(workspace('shop', files)), options);
    if (options.trusted) await window.trust();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.title.replace(/\W+/g, '-').slice(0, 60);
    await window?.screenshot(`failed-${name}`);
  });

  after(async () => {
    await browser?.close();
    await editor?.stop();
    removeWorkspaces();
  });

  return () => {
    if (window === undefined) throw new Error('the window is not open');
    return window;
  };
}
