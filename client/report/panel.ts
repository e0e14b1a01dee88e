/** The report in an editor tab: one panel, refreshed when it is asked for again. */
import * as vscode from 'vscode';
import type { Server } from '../server.ts';
import { webviewPage } from './page.ts';

/** The command that the places in the page run. */
const OPEN = 'leaklint.openAt';
/** Every command that the page may run. */
const COMMANDS = ['leaklint.refreshReport', 'leaklint.exportHtml', 'leaklint.exportSarif', OPEN];

export class ReportPanel implements vscode.Disposable {
  readonly #server: Server;
  #panel: vscode.WebviewPanel | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Opens the report, or brings the open one up to date and to the front. Rejects if the server cannot make it. */
  async show(): Promise<void> {
    const params = { format: 'html', openCommand: OPEN } as const;
    const { content } = await this.#server.request('leaklint/report', params);
    const panel = this.#panel ?? this.#create();
    panel.webview.html = webviewPage(content, [
      { command: 'leaklint.refreshReport', title: vscode.l10n.t('Refresh') },
      { command: 'leaklint.exportHtml', title: vscode.l10n.t('Export as HTML') },
      { command: 'leaklint.exportSarif', title: vscode.l10n.t('Export as SARIF') },
    ]);
    panel.reveal();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #create(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'leaklint.report',
      vscode.l10n.t('Leak report'),
      vscode.ViewColumn.Active,
      { enableScripts: false, enableCommandUris: COMMANDS, enableFindWidget: true, localResourceRoots: [] },
    );
    panel.onDidDispose(() => (this.#panel = undefined));
    this.#panel = panel;
    return panel;
  }
}
