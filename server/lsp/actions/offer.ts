/** Which actions are offered at a place. */
import type { CancellationToken, CodeAction, Range } from 'vscode-languageserver';
import { breathe } from '../background.ts';
import { codeActionOf, diagnosticOf, FIX_ALL, isShown, rangeOf, type ActionDraft } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import { stopIfCancelled } from '../method.ts';
import type { Session } from '../session.ts';
import type { ActionData } from './data.ts';
import { editFor } from './edit.ts';

/** @param only kinds that the client wants; null for all that belong to the light bulb */
export async function actionsAt(
  session: Session,
  document: OpenDocument,
  range: Range,
  only: readonly string[] | null,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const wants = (kind: string): boolean =>
    only === null
      ? kind === 'quickfix'
      : only.some((each) => kind === each || kind.startsWith(`${each}.`) || each === '');
  const { say } = session.workspace.locale;
  const offers: [ActionDraft, ActionData['what']][] = [];
  if (wants('quickfix')) offers.push(...(await quickFixes(session, document, range, token)));
  if (wants(FIX_ALL) && only !== null) {
    offers.push([
      { title: say('Apply all safe Leaklint fixes in this file'), kind: 'fix-all' },
      { kind: 'fix-all' },
    ]);
  }
  const lazy = session.abilities?.lazyEdits === true;
  return offers.flatMap(([draft, what]) => {
    const data: ActionData = { uri: document.uri, version: document.version, what };
    if (lazy && what.kind !== 'fix-all') return [codeActionOf(draft, { data })];
    const edit = editFor(session, document, data);
    return edit === null ? [] : [codeActionOf(draft, { edit })];
  });
}

async function quickFixes(
  session: Session,
  document: OpenDocument,
  range: Range,
  token: CancellationToken,
): Promise<[ActionDraft, ActionData['what']][]> {
  const { path, version } = document;
  const { checked } = session.report(path);
  const { say } = session.workspace.locale;
  const values = session.valuesOf(path);
  const placing = {
    lines: (file: string) => session.linesOf(file),
    uri: (file: string) => session.uriOf(file),
  };
  const offers: [ActionDraft, ActionData['what']][] = [];
  for (const placed of checked.findings) {
    if (!isShown(placed, values) || !touches(range, rangeOf(placed.start, placed.end))) continue;
    // Every fix is tried before it is offered, which takes time: whoever has moved on needs none of them.
    await breathe();
    stopIfCancelled(token);
    if (session.documents.at(path)?.version !== version) return [];
    const diagnostics = [diagnosticOf(placed, values, placing)];
    const { fingerprint, finding } = placed;
    for (const [index, { kind, title }] of session.fixes.of(document, placed).entries()) {
      offers.push([
        { title, kind: 'quickfix', preferred: index === 0, diagnostics },
        { kind: 'fix', fingerprint, fix: kind },
      ]);
    }
    offers.push(
      [
        {
          title: say('Suppress `{rule}` on this line', { rule: finding.rule }),
          kind: 'quickfix',
          diagnostics,
        },
        { kind: 'suppress-line', fingerprint },
      ],
      [
        {
          title: say('Suppress `{rule}` in this file', { rule: finding.rule }),
          kind: 'quickfix',
          diagnostics,
        },
        { kind: 'suppress-file', fingerprint },
      ],
    );
  }
  for (const { suppression, start, end, used } of checked.suppressions) {
    if (used || !touches(range, rangeOf(start, end))) continue;
    offers.push([
      { title: say('Delete this comment, which suppresses nothing'), kind: 'quickfix', preferred: true },
      { kind: 'delete-suppression', start: suppression.range.start },
    ]);
  }
  return offers;
}

function touches(left: Range, right: Range): boolean {
  return !before(left.end, right.start) && !before(right.end, left.start);
}

function before(left: Range['start'], right: Range['start']): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
