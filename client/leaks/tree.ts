/** The data of the Leaks view: asks the server for its findings when the view is looked at. */
import * as vscode from 'vscode';
import type { FindingItem } from '../../protocol/index.ts';
import { grouped, type Grouping } from './grouping.ts';
import { treeItem, type Node } from './nodes.ts';

export class LeaksTree implements vscode.TreeDataProvider<Node> {
  readonly #load: () => Promise<readonly FindingItem[]>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  #grouping: Grouping;
  #findings: Promise<readonly FindingItem[]> | undefined;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(grouping: Grouping, load: () => Promise<readonly FindingItem[]>) {
    this.#grouping = grouping;
    this.#load = load;
  }

  /** Drops what is known; the view asks again if it is visible. */
  refresh(): void {
    this.#findings = undefined;
    this.#changed.fire(undefined);
  }

  group(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      const grouping = this.#grouping;
      this.#findings ??= this.#load();
      const findings = await this.#findings;
      return grouped(findings, grouping).map((group) => ({ kind: 'group', grouping, group }));
    }
    if (node.kind === 'group') {
      const { grouping } = node;
      return node.group.findings.map((finding) => ({ kind: 'finding', grouping, finding }));
    }
    if (node.kind === 'step') return [];
    const { finding } = node;
    return finding.steps.map((step, index) => ({ kind: 'step', finding, index, step }));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
