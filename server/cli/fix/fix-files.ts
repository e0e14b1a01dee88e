/** `--fix` and `--fix-dry-run`: applies safe fixes until none is left. */
import { createTwoFilesPatch } from 'diff';
import { writeAtomically } from '../../workspace/atomic.ts';
import type { CheckedFile, PlacedFinding } from '../../workspace/check.ts';
import { reasonOf } from '../../workspace/filesystem.ts';
import type { Notice } from '../../workspace/notice.ts';
import { relativePath } from '../../workspace/paths.ts';
import type { Source } from '../../workspace/sources.ts';
import { decode, encode } from '../../workspace/text.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { applyEdits, compatible } from './apply.ts';

/** More rounds than this mean that fixes undo one another. */
const MOST_ROUNDS = 10;

export interface FixedFile {
  readonly path: string;
  readonly before: Source;
  readonly after: Source;
  readonly applied: number;
}

/** Fixes one file in memory. Null if there is nothing to fix. */
export function fixFile(
  workspace: Workspace,
  checked: CheckedFile,
  shown: (finding: PlacedFinding) => boolean,
): { readonly fixed: FixedFile; readonly checked: CheckedFile } | null {
  const before = workspace.sources.read(checked.path);
  // Writing a file back whose bytes are no UTF-8 would change the rest of it.
  if ('unread' in before || before.lossy) return null;
  let current = checked;
  let applied = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const source = workspace.sources.read(current.path);
    if ('unread' in source) break;
    const wanted = current.findings
      .filter((each) => each.silenced === null && shown(each))
      .flatMap((each) =>
        workspace
          .fixes(each)
          .filter((fix) => fix.safe)
          .slice(0, 1),
      );
    const fixes = compatible(wanted);
    if (fixes.length === 0) break;
    const text = applyEdits(
      source.text,
      fixes.flatMap((fix) => fix.edits),
    );
    if (text === source.text) break;
    workspace.sources.put(current.path, text, source.byteOrderMark);
    current = workspace.check(current.path);
    applied += fixes.length;
  }
  const after = workspace.sources.read(checked.path);
  if (applied === 0 || 'unread' in after) return null;
  return { fixed: { path: checked.path, before, after, applied }, checked: current };
}

/** Writes the fixed files; one that was changed by somebody else meanwhile is left alone. */
export function writeFixed(workspace: Workspace, files: readonly FixedFile[]): readonly Notice[] {
  return files.flatMap(({ path, before, after }): Notice[] => {
    try {
      if (decode(workspace.fs.read(path)).text !== before.text) {
        return [
          {
            kind: 'skipped',
            file: path,
            message:
              'This file was changed while it was checked, so it was not fixed. Run the command again.',
          },
        ];
      }
      writeAtomically(path, encode(after));
      return [];
    } catch (error) {
      return [
        {
          kind: 'unreadable',
          file: path,
          message: `The fixed file could not be written (${reasonOf(error)}). It is as it was.`,
        },
      ];
    }
  });
}

/** What would change, as a unified diff that `git apply` takes. */
export function diffOf(cwd: string, files: readonly FixedFile[]): string {
  return files
    .map(({ path, before, after }) => {
      const name = relativePath(cwd, path);
      return createTwoFilesPatch(`a/${name}`, `b/${name}`, before.text, after.text, undefined, undefined, {
        headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
      });
    })
    .join('');
}
