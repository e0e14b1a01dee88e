/** What a place holds before anything in the activity has written it. */
import type { FunctionId, PlaceId, TypeReference } from '../flow/graph.ts';
import type { Frame } from './activity.ts';
import type { Interpreter } from './interpreter.ts';
import { variableType } from './static-types.ts';
import type { ValueId } from './values.ts';

/**
 * Imports, globals, local functions and classes denote what they denote; parameters and variables of
 * functions outside the activity are unknown, but typed where the source says so.
 */
export function initialValue(run: Interpreter, frame: Frame, place: PlaceId): ValueId {
  const { values, file } = run.activity;
  const info = file.places[place];
  if (info === undefined) return values.intern('none', { kind: 'unknown' }).id;
  switch (info.kind) {
    case 'variable': {
      const type = info.type ?? null;
      if (info.reference?.kind === 'function')
        return values.intern(`fn:${place}`, { kind: 'closure', function: info.reference.function }, { place })
          .id;
      if (info.reference !== undefined)
        return values.intern(
          `ref:${place}`,
          { kind: 'reference', reference: info.reference },
          { type, place },
        ).id;
      return values.intern(
        `var:${place}`,
        { kind: 'unknown' },
        { type: type ?? variableType(run.catalogue, file, place), place },
      ).id;
    }
    case 'global':
      if (info.name === 'undefined') return values.literal(undefined).id;
      return values.intern(`glob:${info.name}`, {
        kind: 'reference',
        reference: { kind: 'global', path: [info.name] },
      }).id;
    case 'this':
      return values.intern(
        `this:${place}`,
        { kind: 'this' },
        { type: classType(run, frame, info.declaredIn) },
      ).id;
    case 'temporary':
      return values.intern(`temp:${place}`, { kind: 'unknown' }).id;
  }
}

/** The class of a receiver: that of its function, be it one around the frame's. */
function classType(run: Interpreter, frame: Frame, declaredIn: FunctionId): TypeReference | null {
  const own = run.activity.file.functions[declaredIn]?.ownerClass ?? null;
  if (own !== null) return { kind: 'class', class: own };
  let current: Frame | null = frame;
  while (current !== null) {
    if (current.function.ownerClass !== null) return { kind: 'class', class: current.function.ownerClass };
    current = current.caller;
  }
  return null;
}
