/** `initialize`: what the client can do, which folders it has open, and what is offered to it. */
import { TextDocumentSyncKind, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import { localeFor } from '../../../rules/locale.ts';
import { version } from '../../workspace/build-id.ts';
import { abilitiesOf } from '../abilities.ts';
import { FIX_ALL, SOURCE } from '../convert.ts';
import type { Method } from '../method.ts';
import { pathOf } from '../uris.ts';

export const initialize: Method = (session) => {
  session.connection.onInitialize((params): InitializeResult => {
    const abilities = abilitiesOf(params);
    session.abilities = abilities;
    session.workspace.locale = localeFor(params.locale);
    session.folders.set(foldersOf(params));
    session.settings.start(abilities.configuration, params.initializationOptions);
    return {
      serverInfo: { name: 'leaklint', version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL], resolveProvider: true },
        ...(abilities.pull
          ? {
              diagnosticProvider: {
                identifier: SOURCE,
                interFileDependencies: true,
                workspaceDiagnostics: true,
              },
            }
          : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
};

function foldersOf(params: InitializeParams): string[] {
  const folders = params.workspaceFolders?.map(({ uri }) => uri);
  // Older clients know of one folder only.
  const single: unknown = Object.entries(params).find(([name]) => name === 'rootUri')?.[1];
  const uris = folders ?? (typeof single === 'string' ? [single] : []);
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}
