/** Where VS Code enters. Everything is registered at once; the server starts when there is something to check. */
import * as vscode from 'vscode';
import { registerCommands } from './commands/index.ts';
import type { Context } from './context.ts';
import { isChecked } from './languages.ts';
import { LeaksView } from './leaks/view.ts';
import { LostPath } from './lost-path.ts';
import { ReportPanel } from './report/panel.ts';
import { Scanner } from './scanner.ts';
import { Server } from './server.ts';
import { StatusItem } from './status-item.ts';
import { TextPages } from './text-pages.ts';

let server: Server | undefined;

/** Called by VS Code when a file of a known language is opened, or one of the commands or the view is used. */
export function activate(extension: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Leaklint', { log: true });
  const bundle = extension.asAbsolutePath('dist/leaklint.cjs');
  const running = (server = new Server(bundle, log));
  const status = new StatusItem(running);
  const lostPath = new LostPath();
  const scanner = new Scanner(running);
  const pages = new TextPages();
  const leaks = new LeaksView(running, lostPath, log, extension.workspaceState);
  const report = new ReportPanel(running);
  const context: Context = { extension, server: running, log, lostPath, scanner, pages, leaks, report };
  extension.subscriptions.push(log, running, status, lostPath, scanner, pages, leaks, report);
  extension.subscriptions.push(...registerCommands(context), ...startWithFirstDocument(running, log));
}

/** Called by VS Code when it ends or the extension is switched off. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** Starts the server as soon as a document is open that it can check, but not before activation is over. */
function startWithFirstDocument(server: Server, log: vscode.LogOutputChannel): vscode.Disposable[] {
  const start = (): void => {
    server.start().catch((error: unknown) => {
      log.error(vscode.l10n.t('The server could not be started: {0}', String(error)));
    });
  };
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    if (isChecked(document)) start();
  });
  const first = setImmediate(() => {
    if (vscode.workspace.textDocuments.some(isChecked)) start();
  });
  return [opened, new vscode.Disposable(() => clearImmediate(first))];
}
