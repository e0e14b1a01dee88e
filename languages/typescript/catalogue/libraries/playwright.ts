/**
 * Playwright.
 *
 * A browser is a process of its own with hundreds of megabytes, so one that an exception leaves behind is a
 * warning. Pages and contexts end with their browser, so they count only where code shows that it means to
 * close them.
 *
 * Deliberately not listed: the fixtures of `@playwright/test`, which it closes itself; elements and handles,
 * which end with their page; tracing and coverage, which are states of a page.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

const cost = 'keeps a browser with all its processes running';
const engines = ['chromium', 'firefox', 'webkit'];
const launchers = engines.map((engine) => `playwright-core#${engine}`);

/** The calls of an engine, by name and by type. */
function ofEngines(method: string): string[] {
  return [...launchers.map((engine) => `${engine}.${method}`), `playwright-core#BrowserType::${method}`];
}

export const playwright: Family = {
  id: 'playwright',
  language: 'javascript',
  checkedAgainst: ['playwright-core'],
  sameAs: {
    playwright: 'playwright-core',
    '@playwright/test': 'playwright-core',
    'playwright-chromium': 'playwright-core',
    'playwright-firefox': 'playwright-core',
    'playwright-webkit': 'playwright-core',
    patchright: 'playwright-core',
  },
  resources: [
    {
      id: 'playwright.Browser',
      kind: 'browser',
      noun: 'browser',
      rule: 'undisposed-loop',
      cost,
      types: ['playwright-core#Browser'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'lease',
      documentation: 'https://playwright.dev/docs/api/class-browser#browser-close',
    },
    {
      id: 'playwright.BrowserServer',
      kind: 'browser',
      noun: 'browser server',
      rule: 'undisposed-loop',
      cost,
      types: ['playwright-core#BrowserServer'],
      releases: [
        { method: 'close', awaitable: true },
        { method: 'kill', awaitable: true, secondary: true },
      ],
      discipline: 'lease',
      documentation: 'https://playwright.dev/docs/api/class-browserserver#browser-server-close',
    },
    {
      id: 'playwright.PersistentContext',
      kind: 'browser',
      noun: 'browser',
      rule: 'undisposed-loop',
      cost,
      extends: ['playwright.BrowserContext'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'lease',
      documentation:
        'https://playwright.dev/docs/api/class-browsertype#browser-type-launch-persistent-context',
    },
    {
      id: 'playwright.BrowserContext',
      kind: 'browser',
      noun: 'browser context',
      rule: 'undisposed-loop',
      cost: 'keeps its pages open as long as the browser runs',
      types: ['playwright-core#BrowserContext'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'self-ending',
      documentation: 'https://playwright.dev/docs/api/class-browsercontext#browser-context-close',
    },
    {
      id: 'playwright.Page',
      kind: 'browser',
      noun: 'page',
      rule: 'undisposed-loop',
      cost: 'keeps its process as long as the browser runs',
      types: ['playwright-core#Page'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'self-ending',
      documentation: 'https://playwright.dev/docs/api/class-page#page-close',
    },
    {
      id: 'playwright.Application',
      kind: 'browser',
      noun: 'application',
      rule: 'undisposed-loop',
      cost: 'keeps the application running',
      types: ['playwright-core#ElectronApplication'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'lease',
      documentation: 'https://playwright.dev/docs/api/class-electronapplication#electron-application-close',
    },
    {
      id: 'playwright.APIRequestContext',
      kind: 'client',
      noun: 'request context',
      rule: 'client-per-call',
      cost: 'keeps the bodies of all its responses in memory',
      types: ['playwright-core#APIRequestContext'],
      releases: [{ method: 'dispose', awaitable: true }],
      discipline: 'shared',
      documentation: 'https://playwright.dev/docs/api/class-apirequestcontext#api-request-context-dispose',
    },
  ],
  acquisitions: [
    {
      call: ['launch', 'connect', 'connectOverCDP'].flatMap(ofEngines),
      resource: 'playwright.Browser',
      yields: 'promise',
    },
    { call: ofEngines('launchServer'), resource: 'playwright.BrowserServer', yields: 'promise' },
    {
      call: ofEngines('launchPersistentContext'),
      resource: 'playwright.PersistentContext',
      yields: 'promise',
    },
    {
      call: 'playwright-core#Browser::newContext',
      resource: 'playwright.BrowserContext',
      yields: 'promise',
      within: 'receiver',
    },
    {
      call: ['playwright-core#Browser::newPage', 'playwright-core#BrowserContext::newPage'],
      resource: 'playwright.Page',
      yields: 'promise',
      within: 'receiver',
    },
    { call: 'playwright-core#_electron.launch', resource: 'playwright.Application', yields: 'promise' },
    {
      call: ['playwright-core#request.newContext', 'playwright-core#APIRequest::newContext'],
      resource: 'playwright.APIRequestContext',
      yields: 'promise',
    },
  ],
};
