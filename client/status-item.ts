/** The item behind `{}` in the status bar: what Leaklint does, and how long the last check took. */
import * as vscode from 'vscode';
import type { Status } from '../protocol/index.ts';
import { documentSelector } from './languages.ts';
import type { Server } from './server.ts';

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem('leaklint.status', documentSelector);
  readonly #listeners: vscode.Disposable[];
  #status: Status = { state: 'idle' };

  constructor(server: Server) {
    this.#item.name = 'Leaklint';
    this.#listeners = [
      server.onStatus((status) => this.#show(status)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#show(this.#status)),
    ];
    this.#show(this.#status);
  }

  dispose(): void {
    this.#item.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #show(status: Status): void {
    this.#status = status;
    const item = this.#item;
    item.busy = status.state === 'checking' || status.state === 'scanning';
    item.severity =
      status.state === 'error'
        ? vscode.LanguageStatusSeverity.Error
        : vscode.LanguageStatusSeverity.Information;
    item.text = text(status);
    item.detail = detail(status);
    item.command =
      status.state === 'error'
        ? { command: 'leaklint.restartServer', title: vscode.l10n.t('Restart') }
        : { command: 'leaklint.showLog', title: vscode.l10n.t('Show log') };
    item.accessibilityInformation = { label: `Leaklint: ${item.text}. ${item.detail}` };
  }
}

function text(status: Status): string {
  switch (status.state) {
    case 'checking':
      return vscode.l10n.t('Checking for leaks');
    case 'scanning':
      return vscode.l10n.t('Scanning {0}/{1}', status.done ?? 0, status.total ?? 0);
    case 'error':
      return vscode.l10n.t('Leaklint has a problem');
    case 'idle':
      return vscode.workspace.isTrusted ? 'Leaklint' : vscode.l10n.t('Leaklint (restricted mode)');
  }
}

function detail(status: Status): string {
  const parts: string[] = [];
  if (status.message !== undefined) parts.push(status.message);
  if (status.lastCheck !== undefined) {
    const time = new Date(status.lastCheck).toLocaleTimeString(vscode.env.language);
    parts.push(
      vscode.l10n.t('last check at {0}, {1} ms', time, Math.round(status.lastCheckMilliseconds ?? 0)),
    );
  }
  if (status.slowest !== undefined) {
    const file = vscode.workspace.asRelativePath(vscode.Uri.parse(status.slowest.uri));
    parts.push(vscode.l10n.t('slowest file: {0}, {1} ms', file, Math.round(status.slowest.milliseconds)));
  }
  if (!vscode.workspace.isTrusted && status.state === 'idle') {
    // Said once more in words, because people wonder what a restricted mode takes away: here, nothing.
    parts.push(vscode.l10n.t('files are only read, so every check works'));
  }
  return parts.join(' · ');
}
