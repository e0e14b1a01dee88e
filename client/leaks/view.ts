/** The Leaks view: its badge, what is grouped how, and the path that is drawn for what is selected. */
import * as vscode from 'vscode';
import type { FindingItem } from '../../protocol/index.ts';
import type { LostPath } from '../lost-path.ts';
import type { Server } from '../server.ts';
import type { Grouping } from './grouping.ts';
import type { Node } from './nodes.ts';
import { LeaksTree } from './tree.ts';

export class LeaksView implements vscode.Disposable {
  readonly #server: Server;
  readonly #log: vscode.LogOutputChannel;
  readonly #tree: LeaksTree;
  readonly #view: vscode.TreeView<Node>;
  readonly #listeners: vscode.Disposable[];

  constructor(server: Server, lostPath: LostPath, log: vscode.LogOutputChannel, grouping: Grouping = 'file') {
    this.#server = server;
    this.#log = log;
    this.#tree = new LeaksTree(grouping, () => this.#load());
    this.#view = vscode.window.createTreeView('leaklint.leaks', {
      treeDataProvider: this.#tree,
      showCollapseAll: true,
    });
    this.#listeners = [
      this.#view.onDidChangeSelection(({ selection: [node] }) => lostPath.show(findingOf(node))),
      server.onFindingsChanged(({ warnings, information }) => {
        this.#badge(warnings, information);
        this.#tree.refresh();
      }),
    ];
  }

  /** Arranges the findings anew. */
  group(grouping: Grouping): void {
    this.#tree.group(grouping);
  }

  /** Asks the server again. */
  refresh(): void {
    this.#tree.refresh();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#view.dispose();
    this.#tree.dispose();
  }

  async #load(): Promise<readonly FindingItem[]> {
    try {
      return await this.#server.request('leaklint/findings', {});
    } catch (error) {
      // The status item says that something is wrong; the view says why it is empty.
      this.#log.error(vscode.l10n.t('The findings could not be read: {0}', String(error)));
      this.#view.message = vscode.l10n.t('The findings could not be read. The log says why.');
      return [];
    }
  }

  #badge(warnings: number, information: number): void {
    this.#view.message = '';
    this.#view.badge =
      warnings === 0
        ? undefined
        : { value: warnings, tooltip: vscode.l10n.t('{0} leaks, {1} likely ones', warnings, information) };
  }
}

/** The finding that a node belongs to. */
function findingOf(node: Node | undefined): FindingItem | undefined {
  return node === undefined || node.kind === 'group' ? undefined : node.finding;
}
