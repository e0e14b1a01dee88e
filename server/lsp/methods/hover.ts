/** `textDocument/hover`: what a resource is and who has it, or what a comment suppresses. */
import type { Method } from '../method.ts';
import { stopIfCancelled } from '../method.ts';
import { hoverOf, offsetOf, rangeIn, rangeOf } from '../convert.ts';
import { resourceAt, suppressionAt } from '../explanation.ts';

export const hover: Method = (session) => {
  session.connection.onHover(async ({ textDocument, position }, token) => {
    await session.ready(textDocument.uri);
    stopIfCancelled(token);
    const path = session.documents.get(textDocument.uri)?.path;
    const lines = path === undefined ? null : session.linesOf(path);
    if (path === undefined || lines === null || !session.valuesOf(path).enable) return null;
    const offset = offsetOf(lines, position);
    const suppression = suppressionAt(session, path, offset);
    if (suppression !== null)
      return hoverOf(suppression.markdown, rangeOf(suppression.start, suppression.end));
    const resource = resourceAt(session, path, offset);
    return resource === null ? null : hoverOf(resource.markdown, rangeIn(lines, resource.range));
  });
};
