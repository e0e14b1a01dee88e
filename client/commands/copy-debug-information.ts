import * as vscode from 'vscode';
import type { Context } from '../context.ts';

/** Copies what somebody needs who looks into a problem: versions and counts, no names or contents of files. */
export async function copyDebugInformation({ server, extension }: Context): Promise<void> {
  const manifest: unknown = extension.extension.packageJSON;
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '?';
  const here = [
    `Leaklint ${String(version)}`,
    `${vscode.env.appName} ${vscode.version} (${vscode.env.appHost}${vscode.env.remoteName === undefined ? '' : `, ${vscode.env.remoteName}`})`,
    `${process.platform} ${process.arch}, extension host: Node.js ${process.version}`,
    `workspace: ${vscode.workspace.workspaceFolders?.length ?? 0} folders, ${vscode.workspace.isTrusted ? 'trusted' : 'restricted'}`,
  ];
  const there = await server.request('leaklint/debugInformation', {}).then(
    ({ text }) => text,
    (error: unknown) => `The server did not answer: ${String(error)}`,
  );
  await vscode.env.clipboard.writeText([...here, '', there].join('\n'));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Debug information is in the clipboard.'), 5_000);
}
