/** `leaklint/fixable`: whether a finding has a fix that can be applied, for whoever looks at it. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/index.ts';
import { placedOf } from '../items.ts';
import { stopIfCancelled, type Method } from '../method.ts';
import { pathOf } from '../uris.ts';

type Fixable = Requests['leaklint/fixable'];

export const fixable: Method = (session) => {
  session.connection.onRequest(
    'leaklint/fixable',
    async ({ uri, id }: Fixable['params'], token: CancellationToken): Promise<Fixable['result']> => {
      await session.ready(uri);
      stopIfCancelled(token);
      const path = session.documents.get(uri)?.path ?? pathOf(uri);
      // Where the file is no longer known there is nothing to be fixed, and asking must not make it known.
      const placed = path === null || !session.reports.knows(path) ? null : placedOf(session, path, id);
      return path !== null && placed !== null && session.fixes.of({ path }, placed).length > 0;
    },
  );
};
