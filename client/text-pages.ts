/** Pages of Markdown that are shown without being files: explanations and the effective configuration. */
import * as vscode from 'vscode';

const SCHEME = 'leaklint';

export class TextPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  #registrations: readonly vscode.Disposable[] | undefined;
  #shown = 0;

  /** Shows a page, rendered: in the place of the editor, or beside it. A preview that is there is used again. */
  async show(title: string, markdown: string, place: 'here' | 'beside'): Promise<void> {
    this.#registrations ??= this.#register();
    // The title is what the tab shows, so nothing in it may look like a folder. Each page has an address of its own:
    // VS Code keeps the text of an address for a while after nobody shows it any more, and would show the old one.
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${title.replaceAll('/', '∕')}.md`,
      query: String(++this.#shown),
    });
    this.#texts.set(uri.toString(), markdown);
    const command = place === 'here' ? 'markdown.showPreview' : 'markdown.showPreviewToSide';
    await vscode.commands.executeCommand(command, uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    for (const each of this.#registrations ?? []) each.dispose();
  }

  /** Only when the first page is shown: activation does not wait for it. */
  #register(): readonly vscode.Disposable[] {
    return [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#texts.delete(uri.toString());
      }),
    ];
  }
}
