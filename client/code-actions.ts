/** The server's code actions, for commands that apply them without the light bulb. */
import * as vscode from 'vscode';
import type { CodeAction, CodeActionParams, LanguageClient } from 'vscode-languageclient/node';
import type { FindingItem, Range } from '../protocol/index.ts';
import type { Server } from './server.ts';

/**
 * The actions that the server offers for one finding, in its order. VS Code's own list of actions would not say
 * which finding an action is for.
 */
export async function actionsFor(server: Server, finding: FindingItem): Promise<CodeAction[]> {
  const actions = await actionsAt(server, vscode.Uri.parse(finding.uri), finding.range, 'quickfix');
  return actions.filter(({ diagnostics = [] }) =>
    diagnostics.some(({ code, range }) => code === finding.rule && isSame(range, finding.range)),
  );
}

/** The actions of a kind at a range. The file is opened if it is not, because the server answers for open files. */
export async function actionsAt(
  server: Server,
  uri: vscode.Uri,
  range: Range,
  kind: string,
): Promise<CodeAction[]> {
  const document = await vscode.workspace.openTextDocument(uri);
  const client = await server.client();
  const params: CodeActionParams = {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range,
    context: { diagnostics: [], only: [kind] },
  };
  return (await client.sendRequest<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
}

/** What an action of our server does, as its data says; null for any other. */
export function doesWhat(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('what' in data)) return null;
  const { what } = data;
  if (typeof what !== 'object' || what === null || !('kind' in what)) return null;
  return typeof what.kind === 'string' ? what.kind : null;
}

/** Does what choosing the action from the light bulb would do. Throws if it does not fit any more. */
export async function applyAction(server: Server, action: CodeAction): Promise<void> {
  const client = await server.client();
  const edit = await editOf(client, action);
  if (edit === undefined || !(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('The file has changed meanwhile. Try again.'));
}

async function editOf(client: LanguageClient, action: CodeAction): Promise<vscode.WorkspaceEdit | undefined> {
  // Edits are computed when they are wanted: most actions are looked at and not chosen.
  const resolved =
    action.edit === undefined ? await client.sendRequest<CodeAction>('codeAction/resolve', action) : action;
  return client.protocol2CodeConverter.asWorkspaceEdit(resolved.edit);
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
