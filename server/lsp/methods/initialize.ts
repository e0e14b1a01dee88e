/** `initialize`: what the client can do, which folders it has open, and what is offered to it. */
import { TextDocumentSyncKind, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import { localeFor } from '../../../rules/locale.ts';
import { version } from '../../workspace/build-id.ts';
import { fixesPage } from '../../workspace/rule-page.ts';
import { abilitiesOf } from '../abilities.ts';
import { ABOUT_FIXES, FIX_ALL, fixesDocumentation, SOURCE } from '../convert.ts';
import type { Method } from '../method.ts';
import { pathOf } from '../uris.ts';

export const initialize: Method = (session) => {
  session.connection.onInitialize((params): InitializeResult => {
    const abilities = abilitiesOf(params);
    session.abilities = abilities;
    session.workspace.locale = localeFor(params.locale);
    session.folders.set(foldersOf(params));
    session.settings.start(abilities.configuration, params.initializationOptions);
    const { say } = session.workspace.locale;
    // The page is opened by the client itself, as a document.
    const documented = abilities.documentation && abilities.showDocument && fixesPage() !== null;
    return {
      serverInfo: { name: 'leaklint', version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        hoverProvider: true,
        codeActionProvider: {
          codeActionKinds: ['quickfix', FIX_ALL],
          resolveProvider: true,
          ...(documented && {
            documentation: fixesDocumentation(say('What Leaklint makes sure of before it offers a fix')),
          }),
        },
        ...(documented && { executeCommandProvider: { commands: [ABOUT_FIXES] } }),
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
