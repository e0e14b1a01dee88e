/** Numbers in the editors along the path on which a resource is lost, for the finding that is selected. */
import * as vscode from 'vscode';
import type { FindingItem, PathStep } from '../protocol/index.ts';
import { toRange } from './ranges.ts';

export class LostPath implements vscode.Disposable {
  /** Made when a path is drawn first: activation does not wait for what most sessions never need. */
  #numbers: vscode.TextEditorDecorationType | undefined;
  #listener: vscode.Disposable | undefined;
  #finding: FindingItem | undefined;

  /** Draws the path of a finding instead of what was drawn before; nothing if there is none. */
  show(finding: FindingItem | undefined): void {
    this.#finding = finding;
    if (finding !== undefined)
      this.#listener ??= vscode.window.onDidChangeVisibleTextEditors(() => this.#draw());
    this.#draw();
  }

  /** Follows the finding to where it is now, and draws nothing any more when it is gone. */
  follow(findings: readonly FindingItem[]): void {
    const id = this.#finding?.id;
    if (id !== undefined) this.show(findings.find((finding) => finding.id === id));
  }

  dispose(): void {
    this.#listener?.dispose();
    this.#numbers?.dispose();
  }

  #draw(): void {
    if (this.#finding === undefined && this.#numbers === undefined) return;
    const numbers = (this.#numbers ??= numbersType());
    const steps = (this.#finding?.steps ?? []).map((step, index) => ({ step, index }));
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const here = steps.filter(({ step }) => vscode.Uri.parse(step.uri).toString() === uri);
      editor.setDecorations(
        numbers,
        here.map(({ step, index }) => decoration(step, index)),
      );
    }
  }
}

function numbersType(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    borderRadius: '3px',
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
}

function decoration(step: PathStep, index: number): vscode.DecorationOptions {
  return {
    range: toRange(step.range),
    hoverMessage: new vscode.MarkdownString().appendText(`${index + 1}. ${step.message}`),
    renderOptions: {
      before: {
        contentText: String(index + 1),
        color: new vscode.ThemeColor('badge.foreground'),
        backgroundColor: new vscode.ThemeColor('badge.background'),
        fontWeight: 'bold',
        margin: '0 0.3em 0 0',
        // There is no property for a rounded shape; what follows the semicolon is taken over as it is.
        textDecoration: 'none; border-radius: 0.7em; padding: 0 0.4em; font-size: 0.85em',
      },
    },
  };
}
