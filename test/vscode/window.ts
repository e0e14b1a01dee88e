/** A window of VS Code as a person sees it: what can be pressed, typed and looked at. */
import { mkdirSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
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
    options: { readonly locale?: string } = {},
  ): Promise<Window> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...(options.locale === undefined ? {} : { locale: options.locale }),
    });
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
    await this.page.getByRole('button', { name: 'Manage' }).first().click();
    await this.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust', exact: true })
      .click();
    await this.page.getByText('Restricted Mode', { exact: true }).waitFor({ state: 'hidden' });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Runs a command as from the palette, by its English title. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
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
  squiggles(): Locator {
    return this.page.locator('.monaco-editor .squiggly-warning');
  }

  editorText(): Locator {
    return this.page.locator('.monaco-editor .view-lines').first();
  }

  /** The text of the lines that are visible, as they are drawn. */
  async visibleText(): Promise<string> {
    const text = await this.editorText().innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  /** Rows of the Leaks view. */
  leaks(): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row');
  }

  /** Keeps what is seen now, to be looked at by people. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(paths.screenshots, { recursive: true });
    await this.page.screenshot({ path: `${paths.screenshots}/${name}.png` });
  }
}
