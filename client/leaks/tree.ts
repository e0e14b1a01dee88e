/** The data of the Leaks view: asks the server for its findings when the view is looked at. */
import * as vscode from 'vscode';
import type { FindingItem } from '../../protocol/index.ts';
import { grouped, type Grouping } from './grouping.ts';
import { findingTooltip, treeItem, type Node } from './nodes.ts';

/** What the tree asks of the server. */
export interface Source {
  load(): Promise<readonly FindingItem[]>;
  /** Whether a finding has a fix, which may have to be tried. Never rejects. */
  isFixable(finding: FindingItem): Promise<boolean>;
}

export class LeaksTree implements vscode.TreeDataProvider<Node> {
  readonly #source: Source;
  /** Of those that the server had not tried yet. */
  #fixable = new Map<FindingItem, boolean>();
  #lookedAt: string | undefined;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  #grouping: Grouping;
  #findings: Promise<readonly FindingItem[]> | undefined;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(grouping: Grouping, source: Source) {
    this.#grouping = grouping;
    this.#source = source;
  }

  /** Drops what is known; the view asks again if it is visible. */
  refresh(): void {
    this.#findings = undefined;
    this.#fixable = new Map();
    this.#changed.fire(undefined);
  }

  group(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node, (finding) => this.#fixable.get(finding) ?? finding.fixable === true);
  }

  /** Called when the mouse rests on a node. */
  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    if (node.kind !== 'finding') return item;
    item.tooltip = findingTooltip(node.finding);
    void this.tryFixes(node);
    return item;
  }

  /** Offers the fix beside a finding that somebody looks at, if it has one. Trying all of them would take too long. */
  async tryFixes(node: Node | undefined): Promise<void> {
    if (node?.kind !== 'finding') return;
    this.#lookedAt = node.finding.id;
    if (node.finding.fixable !== null) return;
    const known = this.#fixable;
    if (known.has(node.finding)) return;
    known.set(node.finding, false);
    if (!(await this.#source.isFixable(node.finding))) return;
    known.set(node.finding, true);
    // The findings may be others meanwhile.
    if (known === this.#fixable) this.#changed.fire(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      const grouping = this.#grouping;
      this.#findings ??= this.#source.load();
      const findings = await this.#findings;
      return grouped(findings, grouping).map((group) => ({ kind: 'group', grouping, group }));
    }
    if (node.kind === 'group') {
      const { grouping } = node;
      const nodes = node.group.findings.map((finding) => ({ kind: 'finding' as const, grouping, finding }));
      // The one that was looked at is still selected.
      void this.tryFixes(nodes.find(({ finding }) => finding.id === this.#lookedAt));
      return nodes;
    }
    if (node.kind === 'step') return [];
    const { finding } = node;
    return finding.steps.map((step, index) => ({ kind: 'step', finding, index, step }));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
