import * as vscode from 'vscode';
import { actionsAt, applyAction } from '../code-actions.ts';
import type { Context } from '../context.ts';

/** Applies every fix that keeps behaviour to the active file, in one step that can be undone. */
export async function fixFile({ server }: Context): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const start = { line: 0, character: 0 };
  const whole = { start, end: { line: document.lineCount, character: 0 } };
  const [action] = await actionsAt(server, document.uri, whole, 'source.fixAll.leaklint');
  if (action === undefined)
    vscode.window.setStatusBarMessage(vscode.l10n.t('No leak in this file has a safe fix.'), 5_000);
  else await applyAction(server, action);
}
