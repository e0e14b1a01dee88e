/** Quick fixes as the light bulb offers them, for commands that apply them without it. */
import * as vscode from 'vscode';

/** How many actions are asked for their edits; more than are ever offered at one place. */
const RESOLVED = 50;

/** The server's actions of a kind at a range, with their edits. The file is opened if it is not. */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  await vscode.workspace.openTextDocument(uri);
  const actions: unknown = await vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
    RESOLVED,
  );
  if (!Array.isArray(actions)) return [];
  return actions.filter(
    (action): action is vscode.CodeAction =>
      action instanceof vscode.CodeAction && action.kind !== undefined && kind.contains(action.kind),
  );
}

/** Does what choosing the action from the light bulb would do. Throws if the edit does not fit any more. */
export async function applyAction({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined && !(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('The file has changed meanwhile. Try again.'));
  if (command === undefined) return;
  const parameters: readonly unknown[] = command.arguments ?? [];
  await vscode.commands.executeCommand(command.command, ...parameters);
}
