import * as vscode from 'vscode';
import { applyAction, codeActions } from '../code-actions.ts';
import type { Context } from '../context.ts';
import { toRange } from '../ranges.ts';
import { findingIn } from './arguments.ts';

/** Applies the fix that the light bulb prefers for a finding of the Leaks view, and shows what it did. */
export async function fixFinding(_: Context, argument: unknown): Promise<void> {
  const finding = findingIn(argument);
  if (finding === null) return;
  const uri = vscode.Uri.parse(finding.uri);
  const range = toRange(finding.range);
  const actions = await codeActions(uri, range, vscode.CodeActionKind.QuickFix);
  const fixes = actions.filter((action) =>
    action.diagnostics?.some(({ code }) => ruleOf(code) === finding.rule),
  );
  const fix = fixes.find(({ isPreferred }) => isPreferred === true);
  if (fix === undefined)
    throw new Error(vscode.l10n.t('There is no fix for this finding any more. Try a new scan.'));
  await vscode.window.showTextDocument(uri, { selection: range });
  await applyAction(fix);
}

function ruleOf(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}
