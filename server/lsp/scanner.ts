/** Scans: all files below some paths, file by file, with progress, until done or cancelled. */
import type { CancellationToken } from 'vscode-languageserver';
import type { ScanResult } from '../../protocol/index.ts';
import { breathe, Slices } from './background.ts';
import { startProgress } from './progress.ts';
import type { Session } from './session.ts';
import { uriOf } from './uris.ts';

/** @param token of the request, if a request asked for it */
export async function runScan(
  session: Session,
  paths: readonly string[],
  token: CancellationToken | null,
): Promise<ScanResult> {
  const started = performance.now();
  const progress = await startProgress(session);
  const cancelled = (): boolean => token?.isCancellationRequested === true || progress.isCancelled();
  session.status.forgetSlowest();
  let done = 0;
  let total = 0;
  try {
    session.status.set({ state: 'scanning', done, total });
    await breathe();
    // Nothing may be open yet, so nothing has asked what is set for the window and for each folder.
    await Promise.all(['', ...session.folders.paths.map(uriOf)].map((uri) => session.settings.ready(uri)));
    const files = session.discover(paths);
    await session.workspace.prepare(files);
    total = files.length;
    const slices = new Slices();
    for (const path of files) {
      await slices.next();
      if (cancelled()) break;
      session.reports.get(path);
      done++;
      progress.report(done, total);
      session.status.set({ state: 'scanning', done, total });
    }
  } finally {
    progress.end();
    // What is found is kept; most of the files that it took are not looked at again.
    session.workspace.shed();
    session.announcer.settled();
    session.status.set({ state: 'idle' });
  }
  const { warnings, information } = session.announcer.counts(paths);
  return {
    files: done,
    warnings,
    information,
    milliseconds: Math.round(performance.now() - started),
    cancelled: cancelled(),
  };
}
