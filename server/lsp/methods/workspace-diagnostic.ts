/**
 * `workspace/diagnostic`: what differs from what the client has. Where nothing does, the answer waits until
 * something changes, because clients ask again as soon as they are answered.
 */
import { DocumentDiagnosticReportKind, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { stopIfCancelled, type Method } from '../method.ts';
import { NOTHING } from '../reports.ts';
import type { Session } from '../session.ts';

/** How many documents are told of in one partial result. */
const CHUNK = 100;

export const workspaceDiagnostic: Method = (session) => {
  session.connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, _, partial) => {
    const sent = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    for (;;) {
      stopIfCancelled(token);
      const items = newsSince(session, sent);
      if (items.length > 0 && partial === undefined) return { items };
      for (let at = 0; at < items.length; at += CHUNK)
        partial?.report({ items: items.slice(at, at + CHUNK) });
      if (session.announcer.isStopped) return { items: [] };
      await session.announcer.nextChange(token);
    }
  });
};

/** Reports of files that differ from what was sent, and empty ones for those that are no longer known. */
function newsSince(session: Session, sent: Map<string, string>): WorkspaceDocumentDiagnosticReport[] {
  const news: WorkspaceDocumentDiagnosticReport[] = [];
  const known = new Set<string>();
  for (const { path, resultId, diagnostics } of session.reports.all()) {
    const uri = session.uriOf(path);
    known.add(uri);
    if ((sent.get(uri) ?? NOTHING) === resultId) continue;
    sent.set(uri, resultId);
    const version = session.documents.at(path)?.version ?? null;
    news.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...diagnostics] });
  }
  for (const uri of [...sent.keys()]) {
    if (known.has(uri)) continue;
    sent.delete(uri);
    news.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
  }
  return news;
}
