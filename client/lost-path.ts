/** Numbers in the editors along the path on which a resource is lost, for the finding that is selected. */
import * as vscode from 'vscode';
import type { FindingItem, PathStep } from '../protocol/index.ts';
import { toRange } from './ranges.ts';

export class LostPath implements vscode.Disposable {
  readonly #numbers = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    borderRadius: '3px',
    overviewRulerColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  readonly #listener = vscode.window.onDidChangeVisibleTextEditors(() => this.#draw());
  #finding: FindingItem | undefined;

  /** Draws the path of a finding instead of what was drawn before; nothing if there is none. */
  show(finding: FindingItem | undefined): void {
    this.#finding = finding;
    this.#draw();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#numbers.dispose();
  }

  #draw(): void {
    const steps = (this.#finding?.steps ?? []).map((step, index) => ({ step, index }));
    for (const editor of vscode.window.visibleTextEditors) {
      const uri = editor.document.uri.toString();
      const here = steps.filter(({ step }) => vscode.Uri.parse(step.uri).toString() === uri);
      editor.setDecorations(
        this.#numbers,
        here.map(({ step, index }) => decoration(step, index)),
      );
    }
  }
}

function decoration(step: PathStep, index: number): vscode.DecorationOptions {
  return {
    range: toRange(step.range),
    hoverMessage: new vscode.MarkdownString().appendText(`${index + 1}. ${step.message}`),
    renderOptions: {
      before: {
        contentText: circled(index + 1),
        color: new vscode.ThemeColor('editorWarning.foreground'),
        fontWeight: 'bold',
        margin: '0 0.3em 0 0',
      },
    },
  };
}

/** ❶ … ❿; Unicode has black circles with numbers up to ten only, then brackets do. */
function circled(number: number): string {
  return number <= 10 ? String.fromCodePoint(0x2775 + number) : `(${number})`;
}
