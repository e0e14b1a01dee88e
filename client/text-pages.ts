/** Pages of Markdown that are shown without being files: explanations and the effective configuration. */
import * as vscode from 'vscode';

const SCHEME = 'leaklint';

export class TextPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  readonly #closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === SCHEME) this.#texts.delete(uri.path);
  });
  readonly onDidChange = this.#changed.event;

  /** Shows a page beside the editor, rendered. One of the same title is replaced. */
  async show(title: string, markdown: string): Promise<void> {
    // The title is what the tab shows, so nothing in it may look like a folder.
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll('/', '∕')}.md` });
    this.#texts.set(uri.path, markdown);
    this.#changed.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? '';
  }

  dispose(): void {
    this.#registration.dispose();
    this.#closed.dispose();
    this.#changed.dispose();
  }
}
