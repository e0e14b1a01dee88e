/** `leaklint/report`: all known findings in an output format of the command line. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/index.ts';
import { formatters } from '../../cli/format/index.ts';
import type { Method } from '../method.ts';
import { reportOf } from '../whole-report.ts';

type Wanted = Requests['leaklint/report'];

export const report: Method = (session) => {
  session.connection.onRequest('leaklint/report', ({ format }: Wanted['params']): Wanted['result'] => {
    const formatter = Object.entries(formatters).find(([name]) => name === format)?.[1];
    if (formatter === undefined) {
      throw new ResponseError(ErrorCodes.InvalidParams, `There is no report in the format "${format}".`);
    }
    return { content: formatter(reportOf(session), { colour: false }) };
  });
};
