import * as vscode from 'vscode';
import type { Position } from '../../protocol/index.ts';
import type { Context } from '../context.ts';
import { findingIn } from './arguments.ts';

/** Tells what the engine sees at the cursor, or for a finding of the Leaks view: what it is and who holds it. */
export async function explain({ server, pages }: Context, argument: unknown): Promise<void> {
  const place = placeOf(argument) ?? placeOfCursor();
  if (place === null) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Put the cursor on the call that opens a resource, then ask again.'),
    );
    return;
  }
  const explanation = await server.request('leaklint/explain', place);
  const name = vscode.Uri.parse(place.uri).path.split('/').at(-1) ?? '';
  const title = vscode.l10n.t('Resource at {0}:{1}', name, place.position.line + 1);
  await pages.show(
    title,
    explanation?.markdown ??
      vscode.l10n.t(
        'There is no resource on this line that Leaklint knows. If it should be known, describe it under "catalogue" in leaklint.config.json.',
      ),
    'beside',
  );
}

interface Place {
  readonly uri: string;
  readonly position: Position;
}

function placeOf(argument: unknown): Place | null {
  const finding = findingIn(argument);
  return finding === null ? null : { uri: finding.uri, position: finding.range.start };
}

function placeOfCursor(): Place | null {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return null;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}
