/**
 * Things that whoever was given them gives out again: the group of a bootstrap, the statement of its rows. Where a file
 * ends what it has asked for in this way, whoever gave it need not.
 */
import type { ResourceType } from '../catalogue/model.ts';
import type { FileFlow } from '../flow/graph.ts';
import { originsOf } from './origins.ts';
import { sitesOf } from './sites.ts';

/** Whether the file releases what one of the methods, asked without arguments, gives. */
export function isEndedWhenAskedBack(
  file: FileFlow,
  methods: readonly string[],
  { releases }: ResourceType,
): boolean {
  return sitesOf(file).calls.some(
    ({ step }) =>
      step.receiver !== undefined &&
      releases.some((one) => 'method' in one && one.method === step.method) &&
      originsOf(file, step.receiver).some(
        (origin) =>
          origin.kind === 'call' &&
          origin.site.step.receiver !== undefined &&
          origin.site.step.arguments.length === 0 &&
          methods.includes(origin.site.step.method ?? ''),
      ),
  );
}
