/** `leaklint/report`: all known findings in an output format of the command line. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Requests } from '../../../protocol/index.ts';
import { formatHtml, type PlaceLink } from '../../cli/format/html/index.ts';
import { formatters } from '../../cli/format/index.ts';
import type { Method } from '../method.ts';
import type { Session } from '../session.ts';
import { reportOf } from '../whole-report.ts';

type Wanted = Requests['leaklint/report'];

export const report: Method = (session) => {
  session.connection.onRequest('leaklint/report', (params: Wanted['params']): Wanted['result'] => {
    const { format, openCommand } = params;
    if (format === 'html' && openCommand !== undefined) {
      return { content: formatHtml(reportOf(session), { link: commandLink(session, openCommand) }) };
    }
    const formatter = Object.entries(formatters).find(([name]) => name === format)?.[1];
    if (formatter === undefined) {
      throw new ResponseError(ErrorCodes.InvalidParams, `There is no report in the format "${format}".`);
    }
    return { content: formatter(reportOf(session), { colour: false }) };
  });
};

/** Addresses that run a command of the editor, which opens the place. */
function commandLink(session: Session, command: string): PlaceLink {
  return (path, line) => {
    const place = { uri: session.uriOf(path), line: line - 1 };
    return `command:${command}?${encodeURIComponent(JSON.stringify([place]))}`;
  };
}
