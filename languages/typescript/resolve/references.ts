/** Small questions about references. */

import type { Reference } from '../../../analysis/flow/graph.ts';

const WINDOWS = new Set(['globalThis', 'window', 'self', 'global']);

/** What `of.key` denotes. */
export function memberOf(of: Reference | undefined, key: string): Reference | undefined {
  switch (of?.kind) {
    case 'export':
      return { ...of, path: [...of.path, key] };
    case 'global':
      return { ...of, path: of.path.length === 1 && isWindow(of) ? [key] : [...of.path, key] };
    case 'choice': {
      const members = of.of.map((one) => memberOf(one, key));
      return members.every((member) => member !== undefined) ? choiceOf(members) : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a reference is the global object itself. */
export function isWindow(reference: Reference | undefined): boolean {
  return reference?.kind === 'global' && reference.path.length === 1 && WINDOWS.has(reference.path[0] ?? '');
}

/** One of several references; equal ones count once. Undefined for none. */
export function choiceOf(references: readonly Reference[]): Reference | undefined {
  const flat = references.flatMap((one) => (one.kind === 'choice' ? one.of : [one]));
  const unique = new Map(flat.map((one) => [JSON.stringify(one), one]));
  const [first] = unique.values();
  return unique.size < 2 ? first : { kind: 'choice', of: [...unique.values()] };
}

/** Whether a reference is this export of a module, by name or through the default export. */
export function isExportOf(reference: Reference | undefined, module: string, name: string): boolean {
  if (reference?.kind !== 'export' || reference.module !== module) return false;
  const path = reference.path[0] === 'default' ? reference.path.slice(1) : reference.path;
  return path.length === 1 && path[0] === name;
}
