/** Every command of the manifest, registered; a failure is logged and told, because the user waits for it. */
import * as vscode from 'vscode';
import type { Context } from '../context.ts';
import { groupings } from '../leaks/grouping.ts';
import { exportReport } from '../report/export.ts';
import { copyDebugInformation } from './copy-debug-information.ts';
import { explain } from './explain.ts';
import { fixFile } from './fix-file.ts';
import { fixFinding } from './fix-finding.ts';
import { openAt } from './open-at.ts';
import { openSample } from './open-sample.ts';
import { scanFolder, scanWorkspace } from './scan.ts';
import { showConfiguration } from './show-configuration.ts';
import { suppressFinding } from './suppress-finding.ts';

/** `argument` is what the menu or the caller names: a file, a node of the Leaks view, or nothing. */
export type Command = (context: Context, argument: unknown) => unknown;

const commands: Readonly<Record<string, Command>> = {
  scanWorkspace,
  scanFolder,
  explain,
  fixFile,
  fixFinding,
  suppressFinding,
  showConfiguration,
  copyDebugInformation,
  openSample,
  openAt,
  cancelScan: ({ scanner }) => scanner.cancel(),
  showReport: ({ report }) => report.show(),
  refreshReport: ({ report }) => report.show(),
  exportHtml: ({ server }) => exportReport(server, 'html'),
  exportSarif: ({ server }) => exportReport(server, 'sarif'),
  restartServer: ({ server }) => server.restart(),
  showLog: ({ log }) => log.show(),
  refreshLeaks: ({ leaks }) => leaks.refresh(),
  hidePath: ({ lostPath }) => lostPath.show(undefined),
  ...Object.fromEntries(
    groupings.map((grouping) => [
      `groupBy${grouping.charAt(0).toUpperCase()}${grouping.slice(1)}`,
      ({ leaks }: Context) => leaks.group(grouping),
    ]),
  ),
};

/** Registers them as `leaklint.<name>`. */
export function registerCommands(context: Context): vscode.Disposable[] {
  return Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(`leaklint.${name}`, async (argument: unknown) => {
      try {
        await run(context, argument);
      } catch (error) {
        context.log.error(`leaklint.${name}: ${String(error)}`);
        const show = vscode.l10n.t('Show log');
        const message = error instanceof Error ? error.message : String(error);
        const chosen = await vscode.window.showErrorMessage(`Leaklint: ${message}`, show);
        if (chosen === show) context.log.show();
      }
    }),
  );
}
