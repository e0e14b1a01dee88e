/** The Leaks view: its badge, what is grouped how, and the path that is drawn for what is selected. */
import * as vscode from 'vscode';
import type { FindingItem } from '../../protocol/index.ts';
import type { LostPath } from '../lost-path.ts';
import type { Server } from '../server.ts';
import { isGrouping, type Grouping } from './grouping.ts';
import type { Node } from './nodes.ts';
import { LeaksTree } from './tree.ts';

/** The name under which the grouping is remembered for a workspace. */
const GROUPING = 'leaks.grouping';

export class LeaksView implements vscode.Disposable {
  readonly #server: Server;
  readonly #lostPath: LostPath;
  readonly #log: vscode.LogOutputChannel;
  readonly #tree: LeaksTree;
  readonly #view: vscode.TreeView<Node>;
  readonly #listeners: vscode.Disposable[];

  readonly #memory: vscode.Memento;

  /** `memory` keeps the grouping for the next time. */
  constructor(server: Server, lostPath: LostPath, log: vscode.LogOutputChannel, memory: vscode.Memento) {
    this.#memory = memory;
    this.#server = server;
    this.#lostPath = lostPath;
    this.#log = log;
    const grouping: unknown = memory.get(GROUPING);
    this.#tree = new LeaksTree(isGrouping(grouping) ? grouping : 'file', {
      load: () => this.#load(),
      isFixable: (finding) => this.#isFixable(finding),
    });
    this.#view = vscode.window.createTreeView('leaklint.leaks', {
      treeDataProvider: this.#tree,
      showCollapseAll: true,
    });
    this.#listeners = [
      this.#view.onDidChangeSelection(({ selection: [node] }) => {
        lostPath.show(findingOf(node));
        void this.#tree.tryFixes(node);
      }),
      server.onFindingsChanged(({ warnings, information }) => {
        this.#count(warnings, information);
        this.#tree.refresh();
      }),
    ];
  }

  /** Arranges the findings anew. */
  async group(grouping: Grouping): Promise<void> {
    this.#tree.group(grouping);
    await this.#memory.update(GROUPING, grouping);
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
      const findings = await this.#server.request('leaklint/findings', {});
      this.#lostPath.follow(findings);
      return findings;
    } catch (error) {
      // The status item says that something is wrong; the view says why it is empty.
      this.#log.error(vscode.l10n.t('The findings could not be read: {0}', String(error)));
      this.#view.message = vscode.l10n.t('The findings could not be read. The log says why.');
      return [];
    }
  }

  async #isFixable({ uri, id }: FindingItem): Promise<boolean> {
    try {
      return await this.#server.request('leaklint/fixable', { uri, id });
    } catch (error) {
      this.#log.warn(vscode.l10n.t('Whether there is a fix could not be found out: {0}', String(error)));
      return false;
    }
  }

  /** What is likely but not certain is told of, but does not call for attention. */
  #count(warnings: number, information: number): void {
    const counts = vscode.l10n.t('Leaks: {0}, likely: {1}', warnings, information);
    this.#view.message = '';
    this.#view.description = warnings + information === 0 ? '' : counts;
    this.#view.badge = warnings === 0 ? undefined : { value: warnings, tooltip: counts };
  }
}

/** The finding that a node belongs to. */
function findingOf(node: Node | undefined): FindingItem | undefined {
  return node === undefined || node.kind === 'group' ? undefined : node.finding;
}
