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

  /** Shows a page, rendered: in the place of the editor, or beside it. One of the same title is replaced. */
  async show(title: string, markdown: string, place: 'here' | 'beside'): Promise<void> {
    // The title is what the tab shows, so nothing in it may look like a folder.
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll('/', '∕')}.md` });
    this.#texts.set(uri.path, markdown);
    this.#changed.fire(uri);
    const command = place === 'here' ? 'markdown.showPreview' : 'markdown.showPreviewToSide';
    await vscode.commands.executeCommand(command, uri);
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
