import * as vscode from 'vscode';
import type { Server } from '../server.ts';

export type ReportFormat = 'html' | 'sarif';

/** Asks where to, and writes the report there. Does nothing if the question is cancelled. */
export async function exportReport(server: Server, format: ReportFormat): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `leaklint-report.${format}`;
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: format === 'html' ? { HTML: ['html'] } : { SARIF: ['sarif', 'json'] },
    saveLabel: vscode.l10n.t('Export'),
  });
  if (target === undefined) return;
  const { content } = await server.request('leaklint/report', { format });
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
}
