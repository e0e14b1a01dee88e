/** How the server is run and what it is told of. Bundled by itself, because it is needed only when the server starts. */
import type { LogOutputChannel } from 'vscode';
import {
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node';
import { documentSelector } from './languages.ts';

/** A client that is not started yet, for the server at `bundle`, the program that is run with `lsp --stdio`. */
export function createLanguageClient(bundle: string, log: LogOutputChannel): LanguageClient {
  const module = { module: bundle, args: ['lsp'], transport: TransportKind.stdio };
  const client: LanguageClient = new LanguageClient(
    'leaklint',
    'Leaklint',
    { run: module, debug: module },
    {
      documentSelector,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // All are off unless named, and then findings would never be refreshed after a file was opened.
      diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
      errorHandler: {
        // What is written to a server that has just died fails, often several times before its end is noticed. The
        // library would give the server up for good then; its end alone decides, and brings a new one.
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => usual.closed(),
      },
    },
  );
  const usual = client.createDefaultErrorHandler();
  return client;
}
