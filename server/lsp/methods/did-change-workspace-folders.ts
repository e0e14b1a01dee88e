/** `workspace/didChangeWorkspaceFolders`: a folder was added to the window, or taken away. */
import type { Method } from '../method.ts';
import { runScan } from '../scanner.ts';
import { pathOf } from '../uris.ts';

/** To be registered only where the client says that it has such folders. */
export const didChangeWorkspaceFolders: Method = (session) => {
  session.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const paths = (folders: readonly { readonly uri: string }[]): string[] =>
      folders.flatMap(({ uri }) => pathOf(uri) ?? []);
    session.folders.change(paths(added), paths(removed));
    for (const folder of paths(removed)) session.forgetScanned(folder);
    for (const path of session.reports.paths()) if (!session.isWanted(path)) session.reports.drop(path);
    for (const { uri } of removed) session.settings.forget(uri);
    session.workspace.restructured();
    session.recheckAll();
    if (added.length > 0 && session.settings.general().scanOnStart) void runScan(session, paths(added), null);
  });
};
