import assert from 'node:assert/strict';
import { webviewPage } from './page.ts';

const html = '<!doctype html><html><head><title>R</title></head><body class="x"><h1>R</h1></body></html>';
const page = webviewPage(html, [{ command: 'leaklint.exportHtml', title: 'Export <HTML>' }], 'https://here');

describe('the report in a webview', () => {
  it('is held by a policy that comes before anything else in the head', () => {
    const policy = /<head><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1];
    assert.match(policy ?? '', /^default-src 'none';/);
    assert.doesNotMatch(policy ?? '', /script-src/);
  });

  it('begins with the commands, as links that a keyboard reaches', () => {
    assert.match(page, /<body class="x"><nav[^>]*><a role="button" href="command:leaklint\.exportHtml">/);
    assert.ok(page.includes('Export &lt;HTML>'));
  });

  it('keeps the rest', () => {
    assert.ok(page.endsWith('</nav><h1>R</h1></body></html>'));
  });

  it('takes text that is no page', () => {
    assert.match(webviewPage('oops', [], ''), /Content-Security-Policy.*oops$/s);
  });
});
