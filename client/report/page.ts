/** The report as a webview shows it: the server's page, held by a strict policy, with a bar of commands above. */

export interface Action {
  /** A command without arguments that the page may run. */
  readonly command: string;
  readonly title: string;
}

/**
 * Takes the server's HTML, which stands alone, and gives what goes into the webview. Scripts, pictures and
 * everything from outside are forbidden; styles only as they are written in the page. Commands are links, so the
 * page works by keyboard and without any script.
 */
export function webviewPage(html: string, actions: readonly Action[], cspSource: string): string {
  const policy = `default-src 'none'; style-src ${cspSource} 'unsafe-inline'`;
  const links = actions
    .map(
      ({ command, title }) => `<a role="button" href="command:${encodeURI(command)}">${escaped(title)}</a>`,
    )
    .join(' ');
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${STYLE}</style>`;
  return insertedAfter(
    insertedAfter(html, /<head[^>]*>/i, head),
    /<body[^>]*>/i,
    `<nav class="leaklint-actions">${links}</nav>`,
  );
}

const STYLE = `
.leaklint-actions { padding: 0.6rem 0; display: flex; gap: 0.5rem; flex-wrap: wrap; }
.leaklint-actions a { padding: 0.25rem 0.7rem; border-radius: 2px; text-decoration: none;
  color: var(--vscode-button-foreground); background: var(--vscode-button-background);
  border: 1px solid var(--vscode-button-border, transparent); }
.leaklint-actions a:hover { background: var(--vscode-button-hoverBackground); }
.leaklint-actions a:focus { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;

function insertedAfter(html: string, tag: RegExp, addition: string): string {
  const match = tag.exec(html);
  if (match === null) return addition + html;
  const end = match.index + match[0].length;
  return html.slice(0, end) + addition + html.slice(end);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
