/** The report as a webview shows it: the server's page with a bar of commands above, held by a strict policy. */
import { createHash } from 'node:crypto';

export interface Action {
  /** A command without arguments that the page may run. */
  readonly command: string;
  readonly title: string;
}

/**
 * Takes the server's HTML, which stands alone, and gives what goes into the webview. Scripts, pictures and
 * everything from outside are forbidden; of styles only those are allowed that are in the page now. Commands are
 * links, so the page works by keyboard and without any script.
 */
export function webviewPage(html: string, actions: readonly Action[]): string {
  const links = actions
    .map(
      ({ command, title }) => `<a role="button" href="command:${encodeURI(command)}">${escaped(title)}</a>`,
    )
    .join(' ');
  // The page's own policy allows its own style only, and policies cannot be widened by another.
  const own = html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/i, '');
  const styled = insertedAfter(own, /<head[^>]*>/i, `<style>${STYLE}</style>`);
  const policy = `<meta http-equiv="Content-Security-Policy" content="${policyFor(styled)}">`;
  return insertedAfter(
    insertedAfter(styled, /<head[^>]*>/i, policy),
    /<body[^>]*>/i,
    `<nav class="leaklint-actions">${links}</nav>`,
  );
}

const STYLE = `
.leaklint-actions { padding: 0 0 1rem; display: flex; gap: 0.5rem; flex-wrap: wrap; }
.leaklint-actions a { padding: 0.25rem 0.7rem; border-radius: 2px; text-decoration: none;
  color: var(--vscode-button-foreground); background: var(--vscode-button-background);
  border: 1px solid var(--vscode-button-border, transparent); }
.leaklint-actions a:hover { background: var(--vscode-button-hoverBackground); }
.leaklint-actions a:focus { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;

function policyFor(html: string): string {
  const hashes = [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/gi)].map(
    ([, style = '']) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  );
  return `default-src 'none'; style-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'`;
}

function insertedAfter(html: string, tag: RegExp, addition: string): string {
  const match = tag.exec(html);
  if (match === null) return addition + html;
  const end = match.index + match[0].length;
  return html.slice(0, end) + addition + html.slice(end);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
