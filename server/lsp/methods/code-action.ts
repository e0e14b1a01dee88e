/** `textDocument/codeAction`: fixes for the findings at a place, comments that suppress them, and all safe fixes of a file. */
import { actionsAt } from '../actions/offer.ts';
import { stopIfCancelled, type Method } from '../method.ts';

export const codeAction: Method = (session) => {
  session.connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    await session.ready(textDocument.uri);
    stopIfCancelled(token);
    const document = session.documents.get(textDocument.uri);
    if (document === null || !session.valuesOf(document.path).enable) return [];
    return actionsAt(session, document, range, context.only ?? null, token);
  });
};
