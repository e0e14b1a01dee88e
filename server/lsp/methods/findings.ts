/** `leaklint/findings`: all findings that are known now. */
import type { Requests } from '../../../protocol/index.ts';
import { findingItems } from '../items.ts';
import type { Method } from '../method.ts';

export const findings: Method = (session) => {
  session.connection.onRequest('leaklint/findings', (): Requests['leaklint/findings']['result'] =>
    findingItems(session),
  );
};
