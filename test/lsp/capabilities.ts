/** What the clients of the tests can do. */
import type { ClientCapabilities } from 'vscode-languageserver';

/** As VS Code's client. */
export const fullClient: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
    codeAction: {
      dataSupport: true,
      isPreferredSupport: true,
      documentationSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
    },
    hover: { contentFormat: ['markdown'] },
  },
  window: { workDoneProgress: true, showDocument: { support: true } },
};

/** As Neovim 0.7: findings are sent to it, edits come with the actions, nothing is registered later. */
export const pushClient: ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true, workspaceEdit: {} },
  textDocument: { publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } } },
};
