/** Blocks that are entered by what a call gives, and give it back when they are left: `with open(path) as file`. */
import type { Acquisition, ResourceType } from './model.ts';

/** Whether such a block gives back what the call acquires: all of it, and it does not merely end a transaction. */
export function isGivenBackByBlock(
  { yields, part }: Acquisition,
  resource: Pick<ResourceType, 'scoped'> | undefined,
): boolean {
  return (yields === 'result' || yields === 'promise') && part === undefined && resource?.scoped !== false;
}
