/** The lines of code around the stations of a finding, with what happens there written beside them. */
import type { SourceRange } from '../../../../analysis/flow/graph.ts';
import type { LineMap } from '../../../workspace/text.ts';
import { cutLine } from '../cut-line.ts';
import { markup, type Markup } from './markup.ts';

/** A place that is shown: the squiggle, or a numbered station of the path. */
export interface Spot {
  readonly range: SourceRange;
  /** What is written beside the line; null for the squiggle itself. */
  readonly note: { readonly number: number; readonly text: Markup } | null;
}

/** Lines shown above and below each place. */
const AROUND = 2;

/** One file's part of a finding. `label` names it to those who cannot see the frame. */
export function excerptOf(lines: LineMap, spots: readonly Spot[], label: string): Markup {
  const byLine = new Map<number, Spot[]>();
  for (const spot of spots) {
    const { line } = lines.position(spot.range.start);
    byLine.set(line, [...(byLine.get(line) ?? []), spot]);
  }
  const shown = shownLines([...byLine.keys()], lines.lines);
  const rows = shown.map((line, index) => {
    const gap = index > 0 && shown[index - 1] !== line - 1 ? markup`<span class="gap">⋯</span>` : null;
    return markup`${gap}${rowOf(lines, line, byLine.get(line) ?? [])}`;
  });
  // It may be wider than the page, so it can be reached and scrolled by keyboard.
  return markup`<pre tabindex="0" role="group" aria-label="${label}"><code>${rows}</code></pre>`;
}

/** The lines around these, in order and each once. */
function shownLines(wanted: readonly number[], last: number): readonly number[] {
  const shown = new Set<number>();
  for (const line of wanted) {
    for (let near = Math.max(1, line - AROUND); near <= Math.min(last, line + AROUND); near++)
      shown.add(near);
  }
  // A gap of one line takes as much room as the line.
  for (const line of [...shown]) if (shown.has(line + 2)) shown.add(line + 1);
  return [...shown].sort((a, b) => a - b);
}

function rowOf(lines: LineMap, line: number, spots: readonly Spot[]): Markup {
  const notes = spots.flatMap(({ note }) =>
    note === null ? [] : [markup`<span class="note"><b>${note.number}</b> ${note.text}</span>`],
  );
  const hit = spots.length > 0 ? ' hit' : '';
  return markup`<span class="row${hit}"><span class="number">${line}</span><span class="text">${textOf(lines, line, spots)}</span>${notes}</span>`;
}

function textOf(lines: LineMap, line: number, spots: readonly Spot[]): Markup {
  const text = lines.line(line);
  const squiggle = spots.find(({ note }) => note === null)?.range;
  const marked = squiggle ?? spots[0]?.range;
  const start = lines.start(line);
  const from = marked === undefined ? 0 : Math.min(marked.start - start, text.length);
  const to = marked === undefined ? 0 : Math.min(marked.end - start, text.length);
  const part = cutLine(text, from, to);
  if (squiggle === undefined) return markup`${part.text}`;
  const { text: shown } = part;
  return markup`${shown.slice(0, part.from)}<mark>${shown.slice(part.from, part.to)}</mark>${shown.slice(part.to)}`;
}
