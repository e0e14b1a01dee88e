/** The acquisitions of a file, as the interpreted activities saw them: the seeds of the flow-insensitive view. */
import type { FileFlow, FunctionId, PlaceId, SourceRange } from '../flow/graph.ts';
import type { Activity, Duty } from '../ownership/activity.ts';

export interface Site {
  readonly duty: Duty;
  readonly function: FunctionId;
  /** Where its result lands; null for what a callback is given. */
  readonly target: PlaceId | null;
  /** Stores into fields that the interpreter followed. */
  readonly stores: readonly SourceRange[];
  /** Variables around the acquiring function that the interpreter saw it put into. */
  readonly captured: readonly { readonly place: PlaceId; readonly range: SourceRange }[];
  /** It was handed to somebody at once: returned, given to a sink that takes over. */
  readonly handedOver: boolean;
}

/** One site for each acquiring call and resource type, however often activities ran it. */
export function sitesOf(file: FileFlow, activities: readonly Activity[]): readonly Site[] {
  const sites = new Map<string, Site>();
  for (const activity of activities) {
    for (const duty of activity.duties) {
      if (duty.parameter !== null || duty.paired) continue;
      const key = `${duty.range.start}:${duty.range.end}:${duty.resource.id}`;
      const known = sites.get(key);
      const own = activity.disposals.filter((one) => one.duty === duty.id);
      const stored = own.filter((one) => one.what === 'stored');
      sites.set(key, {
        duty: known?.duty ?? duty,
        function: duty.function,
        target: targetOf(file, duty),
        stores: [
          ...(known?.stores ?? []),
          ...stored.filter((one) => one.holder?.kind === 'field').map((one) => one.range),
        ],
        captured: [
          ...(known?.captured ?? []),
          ...stored.flatMap((one) =>
            one.holder?.kind === 'captured' ? [{ place: one.holder.place, range: one.range }] : [],
          ),
        ],
        handedOver: (known?.handedOver ?? false) || own.some((one) => one.what === 'returned'),
      });
    }
  }
  return [...sites.values()];
}

function targetOf(file: FileFlow, duty: Duty): PlaceId | null {
  // A callback's parameter is acquired, not the result of the call that takes the callback.
  if (duty.key.endsWith(':p')) return null;
  for (const block of file.graph(duty.function).blocks)
    for (const step of block.steps)
      if (step.op === 'call' && step.range.start === duty.range.start && step.range.end === duty.range.end)
        return step.target;
  return null;
}
