/**
 * puppeteer.
 *
 * A browser is a process of its own with hundreds of megabytes, so one that an exception leaves behind is a
 * warning. Pages and contexts end with their browser, so they count only where code shows that it means to
 * close them.
 *
 * Deliberately not listed: handles of elements, which end with their page; CDP sessions, which end with
 * their target; tracing and coverage, which are states of a page.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const puppeteer: Family = {
  id: 'puppeteer',
  language: 'javascript',
  checkedAgainst: [],
  unchecked: { 'puppeteer-core': '24.43.1' },
  sameAs: { puppeteer: 'puppeteer-core' },
  resources: [
    {
      id: 'puppeteer.Browser',
      kind: 'browser',
      noun: 'browser',
      rule: 'undisposed-loop',
      cost: 'keeps a browser with all its processes running',
      types: ['puppeteer-core#Browser'],
      releases: [
        { method: 'close', awaitable: true },
        { method: 'disconnect', awaitable: true, secondary: true },
      ],
      liveness: [{ property: 'connected', held: true }],
      discipline: 'lease',
      documentation: 'https://pptr.dev/api/puppeteer.browser.close',
    },
    {
      id: 'puppeteer.BrowserContext',
      kind: 'browser',
      noun: 'browser context',
      rule: 'undisposed-loop',
      cost: 'keeps its pages open as long as the browser runs',
      types: ['puppeteer-core#BrowserContext'],
      releases: [{ method: 'close', awaitable: true }],
      liveness: [{ property: 'closed', held: false }],
      discipline: 'self-ending',
      documentation: 'https://pptr.dev/api/puppeteer.browsercontext.close',
    },
    {
      id: 'puppeteer.Page',
      kind: 'browser',
      noun: 'page',
      rule: 'undisposed-loop',
      cost: 'keeps its process as long as the browser runs',
      types: ['puppeteer-core#Page'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'self-ending',
      documentation: 'https://pptr.dev/api/puppeteer.page.close',
    },
  ],
  acquisitions: [
    {
      call: ['puppeteer-core#launch', 'puppeteer-core#connect'],
      resource: 'puppeteer.Browser',
      yields: 'promise',
    },
    {
      call: ['puppeteer-core#PuppeteerNode::launch', 'puppeteer-core#PuppeteerNode::connect'],
      resource: 'puppeteer.Browser',
      yields: 'promise',
    },
    {
      call: 'puppeteer-core#Browser::createBrowserContext',
      resource: 'puppeteer.BrowserContext',
      yields: 'promise',
      within: 'receiver',
    },
    {
      call: ['puppeteer-core#Browser::newPage', 'puppeteer-core#BrowserContext::newPage'],
      resource: 'puppeteer.Page',
      yields: 'promise',
      within: 'receiver',
    },
  ],
};
