import * as vscode from 'vscode';
import { actionsFor, applyAction } from '../code-actions.ts';
import type { Context } from '../context.ts';
import { toRange } from '../ranges.ts';
import { findingIn } from './arguments.ts';

/** Applies the fix that the light bulb prefers for a finding of the Leaks view, and shows what it did. */
export async function fixFinding({ server }: Context, argument: unknown): Promise<void> {
  const finding = findingIn(argument);
  if (finding === null) return;
  const actions = await actionsFor(server, finding);
  const fix = actions.find(({ isPreferred }) => isPreferred === true);
  if (fix === undefined)
    throw new Error(vscode.l10n.t('There is no fix for this finding that would compile here.'));
  const uri = vscode.Uri.parse(finding.uri);
  await vscode.window.showTextDocument(uri, { selection: toRange(finding.range) });
  await applyAction(server, fix);
}
