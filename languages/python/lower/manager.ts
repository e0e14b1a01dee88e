/** Generators that are context managers. */
import type { PlaceId, SourceRange } from '../../../analysis/flow/graph.ts';
import type { Builder } from './builder.ts';

/**
 * Where the function is a context manager, the block of `with` runs at its `yield`, as if it were called there: it uses
 * what it is given, and what it throws comes out there.
 */
export function blockOfWith(builder: Builder, given: PlaceId, range: SourceRange): PlaceId {
  const reference = { kind: 'global', path: ['with', 'body'] } as const;
  const target = builder.temporary();
  builder.emit({
    op: 'call',
    target,
    callee: builder.reference(reference, range),
    reference,
    arguments: [{ value: given, spread: false }],
    construct: false,
    awaited: false,
    discarded: false,
    nameRange: { start: range.start, end: range.start + 'yield'.length },
    range,
  });
  return target;
}
