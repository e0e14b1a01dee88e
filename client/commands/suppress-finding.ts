import * as vscode from 'vscode';
import { actionsFor, applyAction, doesWhat } from '../code-actions.ts';
import type { Context } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { ActionKind } from '../../protocol/index.ts';
import { findingIn } from './arguments.ts';

/** Writes a comment that silences one finding of the Leaks view on its line, and shows it. */
export async function suppressFinding({ server }: Context, argument: unknown): Promise<void> {
  const finding = findingIn(argument);
  if (finding === null) return;
  const actions = await actionsFor(server, finding);
  const suppress = actions.find(({ data }) => doesWhat(data) === ('suppress-line' satisfies ActionKind));
  if (suppress === undefined)
    throw new Error(vscode.l10n.t('There is nothing to suppress here any more. Try a new scan.'));
  const uri = vscode.Uri.parse(finding.uri);
  await vscode.window.showTextDocument(uri, { selection: toRange(finding.range) });
  await applyAction(server, suppress);
}
