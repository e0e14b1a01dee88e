/** The documents that the client holds open. */
import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { pathOf, placeOfUntitled } from './uris.ts';

export interface OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

export interface DocumentEvents {
  /** A document was opened or its text changed. */
  changed(document: OpenDocument): void;
  closed(document: OpenDocument): void;
  /** Where documents without a file are taken to be. */
  folder(): string;
  /** Something that a client should not do. */
  complain(message: string): void;
}

/** Keeps the texts of open documents by what the client tells, and passes on what changes. */
export class Documents {
  readonly #byPath = new Map<string, OpenDocument>();
  readonly #byUri = new Map<string, OpenDocument>();

  constructor(connection: Connection, events: DocumentEvents) {
    const documents = new TextDocuments({
      create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text),
      update: (document: TextDocument, changes, version) => {
        if (version > document.version) return TextDocument.update(document, changes, version);
        // Its ranges are about a text that is gone: applying it would make a text that nobody has.
        events.complain(
          `A change of ${document.uri} to version ${version} came after version ${document.version} and was dropped.`,
        );
        return document;
      },
    });
    documents.onDidChangeContent(({ document }) => {
      const { uri, languageId, version } = document;
      const known = this.#byUri.get(uri);
      if (known?.version === version) return;
      const path = known?.path ?? pathOf(uri) ?? placeOfUntitled(uri, languageId, events.folder());
      const open: OpenDocument = { uri, path, version, text: document.getText() };
      this.#byPath.set(path, open);
      this.#byUri.set(uri, open);
      events.changed(open);
    });
    documents.onDidClose(({ document }) => {
      const open = this.#byUri.get(document.uri);
      if (open === undefined) return;
      this.#byPath.delete(open.path);
      this.#byUri.delete(open.uri);
      events.closed(open);
    });
    documents.listen(connection);
  }

  at(path: string): OpenDocument | null {
    return this.#byPath.get(path) ?? null;
  }

  get(uri: string): OpenDocument | null {
    return this.#byUri.get(uri) ?? null;
  }

  all(): readonly OpenDocument[] {
    return [...this.#byPath.values()];
  }
}
