import * as vscode from 'vscode';
import type { Context } from '../context.ts';

/** Opens a new, unsaved file with a leak to mend; the walkthrough begins with it. */
export async function openSample({ extension }: Context): Promise<void> {
  const uri = vscode.Uri.joinPath(extension.extensionUri, 'client', 'media', 'sample.txt');
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
  await vscode.window.showTextDocument(document);
}
