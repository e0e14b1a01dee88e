/** Progress that the server starts, because editors send no token of their own for what takes long. */
import type { Session } from './session.ts';

export interface ScanProgress {
  report(done: number, total: number): void;
  isCancelled(): boolean;
  end(): void;
}

const none: ScanProgress = { report: () => undefined, isCancelled: () => false, end: () => undefined };

/** Shows nothing where the client cannot. */
export async function startProgress({ abilities, connection, workspace }: Session): Promise<ScanProgress> {
  const { say } = workspace.locale;
  if (abilities?.progress !== true) return none;
  try {
    const reporter = await connection.window.createWorkDoneProgress();
    reporter.begin(say('Leaklint: looking for leaks'), 0, '', true);
    let shown = 0;
    return {
      report(done, total) {
        const percent = Math.floor((done / Math.max(1, total)) * 100);
        if (percent === shown) return;
        shown = percent;
        reporter.report(
          percent,
          say('{done} of {total} files', { done: String(done), total: String(total) }),
        );
      },
      isCancelled: () => reporter.token.isCancellationRequested,
      end: () => reporter.done(),
    };
  } catch {
    // A client that refuses sees no progress, and the scan runs all the same.
    return none;
  }
}
