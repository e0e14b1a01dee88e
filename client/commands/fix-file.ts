import * as vscode from 'vscode';
import type { Context } from '../context.ts';
import { applyAction, codeActions } from '../code-actions.ts';

const KIND = vscode.CodeActionKind.SourceFixAll.append('leaklint');

/** Applies every fix that keeps behaviour to the active file, in one step that can be undone. */
export async function fixFile(_: Context): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
  const [action] = await codeActions(document.uri, whole, KIND);
  if (action === undefined) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('No leak in this file has a safe fix.'), 5_000);
    return;
  }
  await applyAction(action);
}
