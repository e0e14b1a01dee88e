import type * as vscode from 'vscode';
import type { LeaksView } from './leaks/view.ts';
import type { LostPath } from './lost-path.ts';
import type { ReportPanel } from './report/panel.ts';
import type { Scanner } from './scanner.ts';
import type { Server } from './server.ts';
import type { TextPages } from './text-pages.ts';

/** What commands work with. */
export interface Context {
  readonly extension: vscode.ExtensionContext;
  readonly server: Server;
  readonly log: vscode.LogOutputChannel;
  readonly lostPath: LostPath;
  readonly scanner: Scanner;
  readonly pages: TextPages;
  readonly leaks: LeaksView;
  readonly report: ReportPanel;
}
