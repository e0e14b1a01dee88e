/** `leaklint/scan`: all folders, or what lies below one address. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/index.ts';
import type { Method } from '../method.ts';
import { runScan } from '../scanner.ts';
import { pathOf } from '../uris.ts';

type Scan = Requests['leaklint/scan'];

export const scan: Method = (session) => {
  session.connection.onRequest(
    'leaklint/scan',
    async (params: Scan['params'], token: CancellationToken): Promise<Scan['result']> => {
      const { folders, cwd } = session;
      const path = params.uri === undefined ? null : pathOf(params.uri);
      const paths = path === null ? folders.paths : [path];
      return runScan(session, paths.length === 0 ? [cwd] : paths, token);
    },
  );
};
