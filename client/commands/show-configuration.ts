import * as vscode from 'vscode';
import type { Context } from '../context.ts';

/** Lists every setting as it is in force for the active file, and where its value comes from. */
export async function showConfiguration({ server, pages }: Context, argument: unknown): Promise<void> {
  const uri =
    argument instanceof vscode.Uri
      ? argument
      : (vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri);
  if (uri === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Open a file first: the configuration depends on where it lies.'),
    );
    return;
  }
  const { settings, problems } = await server.request('leaklint/effectiveConfiguration', {
    uri: uri.toString(),
  });
  const t = vscode.l10n.t;
  const lines = [
    `# ${t('Effective configuration')}`,
    '',
    t('For {0}', `\`${vscode.workspace.asRelativePath(uri)}\``),
    '',
    ...(problems.length === 0 ? [] : [...problems.map((problem) => `- **${cell(problem)}**`), '']),
    `| ${t('Setting')} | ${t('Value')} | ${t('From')} |`,
    '| --- | --- | --- |',
    ...settings.map(
      ({ name, value, source }) =>
        `| \`${cell(name)}\` | \`${cell(value)}\` | ${cell(sourceWords(source))} |`,
    ),
  ];
  await pages.show(t('Effective configuration'), lines.join('\n'), 'here');
}

/** Where a value comes from: a path is the same in every language. */
function sourceWords(source: string): string {
  if (source === 'default') return vscode.l10n.t('default');
  return source === 'editor settings' ? vscode.l10n.t('editor settings') : source;
}

/** Text that cannot end a cell of a Markdown table. */
function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
}
