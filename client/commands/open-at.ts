import * as vscode from 'vscode';
import type { Context } from '../context.ts';

/** Opens a file at a line; the report's links do that. Anything but a URI and a line number does nothing. */
export async function openAt(_: Context, argument: unknown): Promise<void> {
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return;
  const line = 'line' in argument && typeof argument.line === 'number' ? Math.max(0, argument.line) : 0;
  if (typeof argument.uri !== 'string') return;
  const uri = vscode.Uri.parse(argument.uri);
  // The report lists files; anything else was not put there by the server.
  if (uri.scheme !== 'file') return;
  await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(line, 0, line, 0),
    viewColumn: vscode.ViewColumn.Beside,
  });
}
