/** Texts that a class or a module keeps in a variable which is written once: `private static final String URL = "…"`. */
import type { FileFlow, PlaceId, Step } from '../flow/graph.ts';

/** Whether the variable holds one and the same text at all times, and the part is in that. */
export function constantHasText(file: FileFlow, place: PlaceId, part: string): boolean {
  const info = file.places[place];
  if (info?.kind !== 'variable' || info.writes !== 1 || info.declaration === 'parameter') return false;
  for (const { id, kind } of file.functions) {
    // What is written elsewhere is there only when that has run.
    if (kind !== 'module' && kind !== 'static-block') continue;
    const steps = file.graph(id).blocks.flatMap((block) => block.steps);
    if (steps.some((step) => step.op === 'copy' && step.target === place))
      return holdsText(steps, place, part, new Set());
  }
  return false;
}

/** Whether what is computed for the place in these steps has the text in it, or is put together with one that has. */
function holdsText(steps: readonly Step[], place: PlaceId, part: string, seen: Set<PlaceId>): boolean {
  if (seen.has(place)) return false;
  seen.add(place);
  return steps.some((step) => {
    if (!('target' in step) || step.target !== place) return false;
    if (step.op === 'literal') return typeof step.value === 'string' && step.value.includes(part);
    if (step.op === 'copy') return holdsText(steps, step.source, part, seen);
    return (
      step.op === 'operation' &&
      step.operator === '+' &&
      step.operands.some((operand) => holdsText(steps, operand, part, seen))
    );
  });
}
