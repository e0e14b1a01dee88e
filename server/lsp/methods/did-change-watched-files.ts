/** `workspace/didChangeWatchedFiles`: files changed, came or went on disk. */
import { basename } from 'node:path';
import { FileChangeType } from 'vscode-languageserver';
import { BASELINE_NAME } from '../../workspace/baseline.ts';
import { CONFIG_NAME } from '../../workspace/config/model.ts';
import { isSourceName } from '../../workspace/skip.ts';
import type { Method } from '../method.ts';
import type { Session } from '../session.ts';
import { pathOf } from '../uris.ts';

export const didChangeWatchedFiles: Method = (session) => {
  session.connection.onDidChangeWatchedFiles(({ changes }) => {
    const changed: string[] = [];
    const created: string[] = [];
    const deleted: string[] = [];
    let reconfigured = false;
    let restructured = false;
    for (const { uri, type } of changes) {
      const path = pathOf(uri);
      if (path === null) continue;
      if (isConfiguration(session, path)) reconfigured = true;
      else if (decidesImports(path)) restructured = true;
      else if (type === FileChangeType.Deleted) deleted.push(path);
      else if (type === FileChangeType.Created) created.push(path);
      else if (isSourceName(path)) changed.push(path);
    }
    const gone = deleted.flatMap((path) => knownBelow(session, path));
    for (const path of gone) if (session.documents.at(path) === null) session.reports.drop(path);
    const touched = [...changed, ...created, ...deleted, ...gone];
    const affected = new Set(session.workspace.changed(touched));
    // What did not exist may have been what an import meant, and what is gone may have been one.
    const structure = restructured || created.some((path) => matters(session, path)) || deleted.length > 0;
    if (structure) for (const path of session.workspace.restructured()) affected.add(path);
    if (reconfigured) session.workspace.reconfigured();
    // New ignore files and configurations change which files count, too.
    if (restructured || reconfigured) session.recheckAll();
    else session.recheck([...affected, ...created.flatMap((path) => session.wantedBelow(path))]);
  });
};

/** Whether something that came is code, or may hold some. */
function matters(session: Session, path: string): boolean {
  return isSourceName(path) || session.fs.info(path)?.kind === 'directory';
}

function isConfiguration(session: Session, path: string): boolean {
  const name = basename(path);
  return name === CONFIG_NAME || name === BASELINE_NAME || session.workspace.configs.uses(path);
}

/** Ignore files, compiler options and packages: what counts, where imports lead, which fixes can be offered. */
function decidesImports(path: string): boolean {
  return /^(?:\.gitignore|package\.json|[tj]sconfig(?:\..*)?\.json)$/.test(basename(path));
}

/** The known files at or below a path that is gone. */
function knownBelow(session: Session, path: string): string[] {
  return session.reports.paths().filter((each) => each === path || each.startsWith(`${path}/`));
}
