/** The edit of an action, made from the findings of the document as it is now. */
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../../../rules/rule.ts';
import { commentEdit, deleteCommentEdit } from '../../workspace/suppress.ts';
import { workspaceEditOf } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import type { Session } from '../session.ts';
import type { ActionData } from './data.ts';

/** Null where the finding is gone, or nothing is to be changed. */
export function editFor(
  session: Session,
  document: OpenDocument,
  { what }: ActionData,
): WorkspaceEdit | null {
  const edits = editsFor(session, document, what);
  const lines = session.linesOf(document.path);
  if (edits.length === 0 || lines === null) return null;
  return workspaceEditOf({ ...document, lines }, edits, session.abilities?.versionedEdits === true);
}

function editsFor(session: Session, document: OpenDocument, what: ActionData['what']): readonly TextEdit[] {
  if (what.kind === 'fix-all') return session.fixes.all(document);
  const { checked } = session.report(document.path);
  if (what.kind === 'delete-suppression') {
    const comment = checked.suppressions.find(({ suppression }) => suppression.range.start === what.start);
    return comment === undefined ? [] : [deleteCommentEdit(document.text, comment.suppression)];
  }
  const placed = checked.findings.find(({ fingerprint }) => fingerprint === what.fingerprint);
  if (placed === undefined) return [];
  if (what.kind === 'fix') {
    return session.fixes.of(document, placed).find(({ kind }) => kind === what.fix)?.edits ?? [];
  }
  const scope = what.kind === 'suppress-file' ? 'file' : 'line';
  const suppressions = checked.suppressions.map(({ suppression }) => suppression);
  return [commentEdit(document, placed.finding, suppressions, scope)];
}
