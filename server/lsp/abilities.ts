/** What the client can do, as far as it changes what the server does. */
import type { InitializeParams } from 'vscode-languageserver';

export interface Abilities {
  /** It asks for findings; else they are sent to it. */
  readonly pull: boolean;
  readonly refresh: boolean;
  readonly configuration: boolean;
  readonly configurationChanges: boolean;
  readonly watchedFiles: boolean;
  readonly folders: boolean;
  readonly progress: boolean;
  /** It asks for the edit of a code action when it is chosen. */
  readonly lazyEdits: boolean;
  readonly versionedEdits: boolean;
  readonly documentation: boolean;
  readonly showDocument: boolean;
}

export function abilitiesOf({ capabilities }: InitializeParams): Abilities {
  const { textDocument, workspace, window } = capabilities;
  return {
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    lazyEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    documentation: textDocument?.codeAction?.documentationSupport === true,
    showDocument: window?.showDocument?.support === true,
  };
}
