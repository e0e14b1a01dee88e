/** One window for the tests of a file; what it showed when a test failed is kept as a picture. */
import { join } from 'node:path';
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
  /** Among the files: a `.code-workspace`, which is opened instead of the folder. */
  readonly workspaceFile?: string;
}

/** What a test has to do with: the window, and what lies behind it. */
export interface Opened {
  readonly window: Window;
  readonly editor: Editor;
  /** Where the files were laid out. */
  readonly folder: string;
}

/** To be called in a `describe`. The result gives the window while tests run. */
export function useWindow(files: Readonly<Record<string, string>>, options: Options): () => Window {
  const opened = useOpened(files, options);
  return () => opened().window;
}

/** As {@link useWindow}, with the editor and the folder. */
export function useOpened(files: Readonly<Record<string, string>>, options: Options): () => Opened {
  let editor: Editor | undefined;
  let browser: Browser | undefined;
  let opened: Opened | undefined;

  before(async () => {
    editor = await Editor.start({ vsix: vsixPath });
    browser = await launchBrowser();
    const folder = workspace('shop', files);
    const target = options.workspaceFile === undefined ? folder : join(folder, options.workspaceFile);
    const window = await Window.open(browser, editor.url(target), options);
    opened = { window, editor, folder };
    if (options.trusted) await window.trust();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.title.replace(/\W+/g, '-').slice(0, 60);
    await opened?.window.screenshot(`failed-${name}`);
  });

  after(async () => {
    await browser?.close();
    await editor?.stop();
    removeWorkspaces();
  });

  return () => {
    if (opened === undefined) throw new Error('the window is not open');
    return opened;
  };
}
