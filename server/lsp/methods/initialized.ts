/** `initialized`: asks for settings, and to be told of what changes on disk. */
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { sourceEndings } from '../../workspace/skip.ts';
import type { Method } from '../method.ts';
import { didChangeWorkspaceFolders } from './did-change-workspace-folders.ts';
import { runScan } from '../scanner.ts';

const CREATE_OR_DELETE = 5;
const CHANGE = 2;

const code = [...sourceEndings].map((ending) => ending.slice(1)).join(',');

export const initialized: Method = (session) => {
  session.connection.onInitialized(async () => {
    const { abilities, connection, settings } = session;
    if (abilities?.configurationChanges === true) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'leaklint' });
    }
    if (abilities?.watchedFiles === true) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          // Of a folder that comes or goes, only the folder itself is told.
          { globPattern: '**/*', kind: CREATE_OR_DELETE },
          // Code, configurations, what they extend, compiler options and packages, ignore files.
          { globPattern: `**/*.{${code},json}`, kind: CHANGE },
          { globPattern: '**/.gitignore', kind: CHANGE },
        ],
      });
    }
    if (abilities?.folders === true) didChangeWorkspaceFolders(session);
    await settings.ready('');
    if (settings.general().scanOnStart) await runScan(session, session.folders.paths, null);
  });
};
