/** What menus hand to commands comes as `unknown`, and anybody may call a command with anything. */
import type { FindingItem } from '../../protocol/index.ts';

/** The finding of a node of the Leaks view, or null where the argument is something else. */
export function findingIn(argument: unknown): FindingItem | null {
  if (typeof argument !== 'object' || argument === null || !('finding' in argument)) return null;
  const { finding } = argument;
  return isFinding(finding) ? finding : null;
}

function isFinding(value: unknown): value is FindingItem {
  return typeof value === 'object' && value !== null && 'uri' in value && 'range' in value && 'rule' in value;
}
