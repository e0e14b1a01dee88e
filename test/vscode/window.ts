/** A window of VS Code as a person sees it: what can be pressed, typed and looked at. */
import { mkdirSync } from 'node:fs';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { paths } from './paths.ts';

/** Long enough for a busy machine; nothing waits for longer than what it waits for takes. */
const TIMEOUT = 60_000;

export class Window {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens the address and waits until the window can be used. */
  static async open(
    browser: Browser,
    url: string,
    options: { readonly language?: string } = {},
  ): Promise<Window> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
    });
    // What a language pack would say, which cannot be had here: VS Code stays English, and extensions are asked to
    // speak the language.
    if (options.language !== undefined)
      await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${options.language}'`);
    context.setDefaultTimeout(TIMEOUT);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    await page.goto(url);
    const window = new Window(page);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return window;
  }

  /** Trusts the folder, which VS Code does not by itself. */
  async trust(): Promise<void> {
    await this.page.locator('.part.banner').getByText('Manage', { exact: true }).click();
    await this.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust', exact: true })
      .click();
    await this.page.getByText('Restricted Mode', { exact: true }).waitFor({ state: 'hidden' });
    // It lies over all else.
    await this.page.locator('.monaco-modal-editor-block [aria-label^="Close"]').first().click();
    await this.page.locator('.workspace-trust-editor').waitFor({ state: 'hidden' });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Runs a command as from the palette, by its English title. */
  async command(title: string): Promise<void> {
    // The palette goes when something else takes the focus, so it is opened again then.
    await insist(async (timeout) => {
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-widget input').first();
      await input.waitFor({ timeout });
      await input.fill(`>${title}`, { timeout });
      const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
      try {
        await row.click({ timeout });
      } catch (error) {
        // What was offered when the palette opened (a scan was still running) stays so until it is opened anew.
        await this.page.keyboard.press('Escape');
        throw error;
      }
    });
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.editorText().waitFor();
  }

  /** Puts the cursor into a line, counted from 1, at its first character that is not blank. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
    await this.page.keyboard.press('Home');
  }

  /** What is underlined in the editors that are visible. */
  squiggles(level: 'warning' | 'error' = 'warning'): Locator {
    return this.page.locator(`.monaco-editor .squiggly-${level}`);
  }

  /** Rests the mouse on something, even where the text is drawn above it. */
  async pointAt(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (box === null) throw new Error('it is not visible');
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  }

  editorText(): Locator {
    return this.page.locator('.monaco-editor .view-lines').first();
  }

  /** The text of the lines that are visible, as they are drawn. */
  async visibleText(): Promise<string> {
    const text = await this.editorText().innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  /** The row of the Leaks view that shows this text. */
  leaks(text: string): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first();
  }

  /** Presses a button in the row of a finding. The row may be drawn anew meanwhile, so it is tried again. */
  async act(finding: Locator, name: string): Promise<void> {
    await insist(async (timeout) => {
      await finding.click({ timeout, position: { x: 60, y: 8 } });
      await finding.getByRole('button', { name, exact: true }).click({ timeout });
    });
  }

  /** Selects a finding and waits for a button in its row. */
  async actionOf(finding: Locator, name: string): Promise<void> {
    await insist(async (timeout) => {
      await finding.click({ timeout, position: { x: 60, y: 8 } });
      await finding.getByRole('button', { name, exact: true }).waitFor({ timeout });
    });
  }

  /** Opens the light bulb's menu at the cursor and gives the entry with this title. */
  async lightBulb(title: string): Promise<Locator> {
    const entry = this.page.locator('.action-widget').getByText(title, { exact: true });
    await insist(async (timeout) => {
      await this.page.keyboard.press('Control+.');
      // A menu that closed because something changed meanwhile is asked for again.
      await entry.waitFor({ timeout }).catch(async (error: unknown) => {
        await this.page.keyboard.press('Escape');
        throw error;
      });
    });
    return entry;
  }

  /** Chooses from the menu of the Leaks view. */
  async viewAction(title: string): Promise<void> {
    await this.page.locator('.part.sidebar').getByRole('button', { name: 'Views and More Actions' }).click();
    await this.page.locator('.monaco-menu').getByText(title, { exact: true }).click();
  }

  /** Brings the explorer to the front. */
  async showExplorer(): Promise<void> {
    // Choosing what is in front already would hide it.
    const tab = this.page.getByRole('tab', { name: 'Explorer', exact: false, selected: false });
    if ((await tab.count()) > 0) await tab.first().click();
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** The row of a file or folder in the explorer. */
  explorerFile(name: string): Locator {
    return this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  }

  /** Chooses from the menu that a right click on a file or folder of the explorer opens. */
  async explorerAction(name: string, title: string): Promise<void> {
    await this.showExplorer();
    const row = this.explorerFile(name);
    await insist(async (timeout) => {
      await row.click({ button: 'right', timeout });
      await this.page.locator('.monaco-menu').getByText(title, { exact: true }).click({ timeout });
    });
  }

  /** Answers the question where to save with what it proposes. */
  async save(name: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    // As text, because it runs in the page, whose types are not those of this program.
    await this.page.waitForFunction(
      `[...document.querySelectorAll('.quick-input-widget input')].some(({ value }) => value.endsWith('${name}'))`,
    );
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** What was copied. */
  clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  /** What the page that is open beside or instead of the code shows. */
  webview(): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .last()
      .contentFrame()
      .frameLocator('iframe#active-frame');
  }

  /** Keeps what is seen now, to be looked at by people. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(paths.screenshots, { recursive: true });
    await this.page.screenshot({ path: `${paths.screenshots}/${name}.png` });
  }
}

/** Does what a person does when a click goes astray because something moved: tries again, a few times. */
async function insist(attempt: (timeout: number) => Promise<void>): Promise<void> {
  for (let left = 5; ; left--) {
    try {
      await attempt(TIMEOUT / 6);
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
