/** What the Leaks view is made of: groups, the findings in them, and the steps of each finding's path. */
import * as vscode from 'vscode';
import type { FindingItem, PathStep } from '../../protocol/index.ts';
import { toRange } from '../ranges.ts';
import type { Group, Grouping } from './grouping.ts';

export interface GroupNode {
  readonly kind: 'group';
  readonly grouping: Grouping;
  readonly group: Group;
}

export interface FindingNode {
  readonly kind: 'finding';
  readonly grouping: Grouping;
  readonly finding: FindingItem;
}

export interface StepNode {
  readonly kind: 'step';
  readonly finding: FindingItem;
  readonly index: number;
  readonly step: PathStep;
}

export type Node = GroupNode | FindingNode | StepNode;

/** How a node is drawn. `fixable`: whether a finding has a fix, as far as that is known. */
export function treeItem(node: Node, fixable: (finding: FindingItem) => boolean): vscode.TreeItem {
  if (node.kind === 'group') return groupItem(node);
  return node.kind === 'finding' ? findingItem(node, fixable(node.finding)) : stepItem(node);
}

/** What is told of a finding on hovering. */
export function findingTooltip({ message, rule, resource, lostPath }: FindingItem): vscode.MarkdownString {
  return new vscode.MarkdownString()
    .appendText(message)
    .appendMarkdown('\n\n')
    .appendText(`${rule} · ${resource} · ${lostPath}`);
}

function groupItem({ grouping, group }: GroupNode): vscode.TreeItem {
  const isFile = grouping === 'file';
  const uri = isFile ? vscode.Uri.parse(group.key) : undefined;
  const label = uri === undefined ? group.title : (uri.path.split('/').at(-1) ?? group.title);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${grouping}:${group.key}`;
  item.contextValue = isFile ? 'group.file' : 'group';
  const count = String(group.findings.length);
  if (uri === undefined) item.description = count;
  else {
    item.description = `${folderOf(uri)} ${count}`.trimStart();
    // The file's own icon, and its colours from version control.
    item.resourceUri = uri;
    item.iconPath = vscode.ThemeIcon.File;
  }
  return item;
}

function findingItem({ grouping, finding }: FindingNode, fixable: boolean): vscode.TreeItem {
  const state =
    finding.steps.length > 0
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(firstSentence(finding.message), state);
  const uri = vscode.Uri.parse(finding.uri);
  const line = finding.range.start.line + 1;
  item.id = `${grouping}/${finding.id}`;
  item.description = grouping === 'file' ? `${line}` : `${vscode.workspace.asRelativePath(uri)}:${line}`;
  item.iconPath = icon(finding.severity);
  item.contextValue = fixable ? 'finding.fixable' : 'finding';
  item.accessibilityInformation = { label: `${finding.severity}: ${finding.message} ${item.description}` };
  item.command = openCommand(uri, finding.range);
  return item;
}

function stepItem({ finding, index, step }: StepNode): vscode.TreeItem {
  const item = new vscode.TreeItem(`${index + 1}. ${step.message}`, vscode.TreeItemCollapsibleState.None);
  const uri = vscode.Uri.parse(step.uri);
  const line = step.range.start.line + 1;
  item.id = `${finding.id}#${index}`;
  item.description = step.uri === finding.uri ? `${line}` : `${vscode.workspace.asRelativePath(uri)}:${line}`;
  item.contextValue = 'step';
  item.command = openCommand(uri, step.range);
  return item;
}

function openCommand(uri: vscode.Uri, range: FindingItem['range']): vscode.Command {
  const options: vscode.TextDocumentShowOptions = { selection: toRange(range), preserveFocus: true };
  return { command: 'vscode.open', title: vscode.l10n.t('Go to'), arguments: [uri, options] };
}

function icon(severity: FindingItem['severity']): vscode.ThemeIcon {
  // In the colours that the same findings have in the editor.
  if (severity === 'error')
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  return severity === 'warning'
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon('info', new vscode.ThemeColor('editorInfo.foreground'));
}

function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

/** Messages are written so that their first sentence stands alone. */
function firstSentence(message: string): string {
  return /^.*?[.。](?=\s|$)/s.exec(message)?.[0].replace(/[.。]$/, '') ?? message;
}
