/** `leaklint/explain`: what the engine sees on a line, and why it is or is not reported. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/index.ts';
import { explainLine } from '../explanation.ts';
import { stopIfCancelled, type Method } from '../method.ts';
import { pathOf } from '../uris.ts';

type Explain = Requests['leaklint/explain'];

export const explain: Method = (session) => {
  session.connection.onRequest(
    'leaklint/explain',
    async (params: Explain['params'], token: CancellationToken): Promise<Explain['result']> => {
      await session.ready(params.uri);
      stopIfCancelled(token);
      const path = session.documents.get(params.uri)?.path ?? pathOf(params.uri);
      if (path === null) return null;
      const markdown = explainLine(session, path, params.position.line + 1);
      return markdown === null ? null : { markdown };
    },
  );
};
