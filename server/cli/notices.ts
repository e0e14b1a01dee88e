/** Notices for people, on standard error. */
import type { Notice } from '../workspace/notice.ts';
import { relativePath } from '../workspace/paths.ts';
import type { Io } from './io.ts';

/** More than these of one kind are only counted: they must not bury the findings. */
const MOST_OF_A_KIND = 10;

export function writeNotices(io: Io, notices: readonly Notice[]): void {
  const shown = new Map<string, number>();
  for (const notice of notices) {
    const count = (shown.get(notice.kind) ?? 0) + 1;
    shown.set(notice.kind, count);
    if (count > MOST_OF_A_KIND) continue;
    const place = notice.line === undefined ? '' : `:${String(notice.line)}:${String(notice.column ?? 1)}`;
    const file = notice.file === undefined ? '' : `${relativePath(io.cwd, notice.file)}${place}: `;
    io.stderr.write(`note: ${file}${notice.message}\n`);
  }
  for (const [kind, count] of shown) {
    if (count <= MOST_OF_A_KIND) continue;
    io.stderr.write(
      `note: ${String(count - MOST_OF_A_KIND)} more of this kind (${kind}); --format json lists them all.\n`,
    );
  }
}
