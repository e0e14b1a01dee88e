/** `textDocument/diagnostic`: the findings of one document as it is now. */
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { breathe } from '../background.ts';
import { stopIfCancelled, type Method } from '../method.ts';
import { pathOf } from '../uris.ts';

export const documentDiagnostic: Method = (session) => {
  session.connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    await session.ready(textDocument.uri);
    // Whoever types fast has sent the next change, and taken this question back, already.
    await breathe();
    stopIfCancelled(token);
    const open = session.documents.get(textDocument.uri);
    const path = open?.path ?? pathOf(textDocument.uri);
    if (path === null) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { resultId, diagnostics } = session.report(path);
    session.announcer.pulled(path, open?.version ?? null, resultId);
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...diagnostics] };
  });
};
