import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium } from './install.ts';

/** Debian's Chromium without a screen; it asks nobody for anything. */
export function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: chromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
