import type * as vscode from 'vscode';

/** The languages that are checked, by VS Code's identifiers. The manifest's `activationEvents` name the same. */
export const languageIds: readonly string[] = [
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
  'go',
  'java',
];

/**
 * What the server is told of. Only files on disk and new, unsaved ones: a file of a virtual file system has no
 * place where its imports and its configuration could be read.
 */
export const documentSelector: { language: string; scheme: string }[] = languageIds.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

/** Whether the server is told of this document. */
export function isChecked(document: vscode.TextDocument): boolean {
  return documentSelector.some(
    ({ language, scheme }) => document.languageId === language && document.uri.scheme === scheme,
  );
}
