import * as vscode from 'vscode';
import { applyAction, codeActions } from '../code-actions.ts';
import type { Context } from '../context.ts';
import { toRange } from '../ranges.ts';
import { findingIn } from './arguments.ts';

/** Writes a comment that silences one finding of the Leaks view on its line, and shows it. */
export async function suppressFinding(_: Context, argument: unknown): Promise<void> {
  const finding = findingIn(argument);
  if (finding === null) return;
  const uri = vscode.Uri.parse(finding.uri);
  const range = toRange(finding.range);
  const actions = await codeActions(uri, range, vscode.CodeActionKind.QuickFix);
  const suppress = actions.find(
    (action) => /suppress|ignore/i.test(action.title) && action.title.includes(finding.rule),
  );
  if (suppress === undefined)
    throw new Error(vscode.l10n.t('There is nothing to suppress here any more. Try a new scan.'));
  await vscode.window.showTextDocument(uri, { selection: range });
  await applyAction(suppress);
}
