/** The extension under test, and waiting for what VS Code tells by events. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const TIMEOUT = 50_000;

/** The extension as VS Code knows it. */
export function leaklint(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('leaklint.leaklint');
  assert.ok(found);
  return found;
}

/** Waits until a condition holds, looking again whenever the event fires. Fails with what is described. */
export async function until<T>(
  event: vscode.Event<T>,
  condition: () => boolean,
  describe: () => string,
): Promise<void> {
  if (condition()) return;
  let late: NodeJS.Timeout | undefined;
  let listener: vscode.Disposable | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      late = setTimeout(() => reject(new Error(`waited in vain: ${describe()}`)), TIMEOUT);
      listener = event(() => {
        if (condition()) resolve();
      });
    });
  } finally {
    clearTimeout(late);
    listener?.dispose();
  }
}

/** A file of the workspace. */
export function inWorkspace(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Our findings in a file, as `rule@line`, lines counted from 1. */
export function findingsIn(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'leaklint')
    .map(({ code, range }) => {
      const rule = typeof code === 'object' ? code.value : code;
      return `${String(rule)}@${range.start.line + 1}`;
    })
    .sort();
}

/** Waits until the findings in a file are these. */
export async function findingsBecome(uri: vscode.Uri, wanted: readonly string[]): Promise<void> {
  const text = JSON.stringify(wanted);
  await until(
    vscode.languages.onDidChangeDiagnostics,
    () => JSON.stringify(findingsIn(uri)) === text,
    () => `${uri.path} should show ${text} and shows ${JSON.stringify(findingsIn(uri))}`,
  );
}

/** Opens a file of the workspace and shows it. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(inWorkspace(path));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Replaces a text that is there once. */
export async function edit(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  assert.ok(start >= 0, `${before} is not in ${document.uri.path}`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, after);
  assert.ok(await vscode.workspace.applyEdit(change));
}
