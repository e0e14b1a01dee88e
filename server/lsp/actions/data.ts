/** What an action remembers until it is chosen. */
import type { ActionKind } from '../../../protocol/index.ts';
import type { FixKind } from '../../../rules/rule.ts';

export interface ActionData {
  readonly uri: string;
  /** The version of the document that it was offered for. */
  readonly version: number;
  readonly what:
    | { readonly kind: 'fix' & ActionKind; readonly fingerprint: string; readonly fix: FixKind }
    | { readonly kind: ('suppress-line' | 'suppress-file') & ActionKind; readonly fingerprint: string }
    | { readonly kind: 'delete-suppression' & ActionKind; readonly start: number }
    | { readonly kind: 'fix-all' & ActionKind };
}

/** Clients hand back what they were given, so only its form is looked at. */
export function isActionData(value: unknown): value is ActionData {
  return (
    typeof value === 'object' && value !== null && 'uri' in value && 'version' in value && 'what' in value
  );
}
