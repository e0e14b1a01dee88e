/** `leaklint/debugInformation`: what a report of a defect should say, without anything of the files' contents. */
import { arch, platform, release } from 'node:os';
import type { Requests } from '../../../protocol/index.ts';
import { buildId, version } from '../../workspace/build-id.ts';
import { megabytes } from '../memory.ts';
import type { Method } from '../method.ts';

export const debugInformation: Method = (session) => {
  session.connection.onRequest(
    'leaklint/debugInformation',
    (): Requests['leaklint/debugInformation']['result'] => {
      const { reports, documents, background, memory, log, status, folders, abilities } = session;
      const { count, last } = log.crashes;
      const { slowest, state } = status.current;
      const counts = session.announcer.counts(null);
      const lines: [string, string | number][] = [
        ['Leaklint', `${version} (${buildId ?? 'from source'})`],
        ['Node.js', process.version],
        ['System', `${platform()} ${release()} ${arch()}`],
        ['State', state],
        ['Folders', folders.paths.length],
        ['Files known', reports.paths().length],
        ['Documents open', documents.all().length],
        ['Files waiting', background.size],
        ['Findings', `${counts.warnings} warnings, ${counts.information} of information`],
        ['Memory', `${Math.round(megabytes())} MB of heap, caches dropped ${memory.dropped} times`],
        ['Slowest check', slowest === undefined ? 'none' : `${slowest.milliseconds} ms`],
        ['Defects met', last === null ? 0 : `${count}, the last: ${last}`],
        ['Settings', JSON.stringify(session.settings.general())],
        ['Client', JSON.stringify(abilities)],
      ];
      return { text: `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n` };
    },
  );
};
