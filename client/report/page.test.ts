import assert from 'node:assert/strict';
import { webviewPage } from './page.ts';

const html = `<!doctype html><html><head><title>R</title>
  <meta http-equiv="Content-Security-Policy" content="style-src &#39;sha256-x&#39;" />
  <style>p { margin: 0 }</style></head><body class="x"><h1>R</h1></body></html>`;
const page = webviewPage(html, [{ command: 'leaklint.exportHtml', title: 'Export <HTML>' }]);
const policy = /<head><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1] ?? '';

describe('the report in a webview', () => {
  it('has one policy, before anything else in the head', () => {
    assert.match(policy, /^default-src 'none';/);
    assert.equal(page.match(/Content-Security-Policy/g)?.length, 1);
  });

  it('allows no script, and of styles the two that are in the page', () => {
    assert.doesNotMatch(policy, /script-src|unsafe/);
    assert.equal(policy.match(/'sha256-[\w+/=]{44}'/g)?.length, 2);
  });

  it('begins with the commands, as links that a keyboard reaches', () => {
    assert.match(page, /<body class="x"><nav[^>]*><a role="button" href="command:leaklint\.exportHtml">/);
    assert.ok(page.includes('Export &lt;HTML>'));
  });

  it('keeps the rest', () => {
    assert.ok(page.endsWith('</nav><h1>R</h1></body></html>'));
  });

  it('takes text that is no page', () => {
    assert.match(webviewPage('oops', []), /Content-Security-Policy.*oops$/s);
  });
});
