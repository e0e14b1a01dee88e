/** Calls that return only where something is so: what tests insist on (`require.Error(t, err)`). */
import { assume } from './conditions.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';
import type { State } from './state.ts';

/** Whether the call does not return on this path; where it may, what it insists on is known from here on. */
export function isEndOfPath({ run, frame }: Walk, state: State, { entries, step }: Call): boolean {
  for (const { behaviours } of entries)
    for (const { insists } of behaviours) {
      const place = insists === undefined ? undefined : step.arguments[insists.argument]?.value;
      if (insists === undefined || place === undefined) continue;
      const isNull = { kind: 'equals', place, literal: null, loose: true } as const;
      if (!assume(run, frame, state, isNull, insists.on === 'null')) return true;
    }
  return false;
}
