import * as vscode from 'vscode';
import type { Context } from '../context.ts';

/** Scans every folder of the workspace and shows what was found in the Leaks view. */
export async function scanWorkspace(context: Context): Promise<void> {
  await scan(context);
}

/** Scans what lies below a folder of the explorer; without one, the user is asked for it. */
export async function scanFolder(context: Context, argument: unknown): Promise<void> {
  const folder = argument instanceof vscode.Uri ? argument : await askForFolder();
  if (folder !== undefined) await scan(context, folder);
}

async function scan({ scanner, log }: Context, folder?: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('leaklint.leaks.focus');
  const result = await scanner.scan(folder);
  if (result === null || result.cancelled) {
    log.info(vscode.l10n.t('The scan was cancelled.'));
    return;
  }
  const { files, warnings, information, milliseconds } = result;
  log.info(
    vscode.l10n.t(
      'Scanned {0} files in {1} ms. Leaks: {2}, likely: {3}',
      files,
      Math.round(milliseconds),
      warnings,
      information,
    ),
  );
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    ...(folder === undefined ? {} : { defaultUri: folder }),
    openLabel: vscode.l10n.t('Scan for leaks'),
  });
  return chosen?.[0];
}
