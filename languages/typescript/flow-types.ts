/** Flow's type annotations in JavaScript, replaced by blanks so that every offset stays the same. */

import { createRequire } from 'node:module';

/** Whether types in the file would be Flow's: it is called no TypeScript. */
export function isPlainScript(path: string): boolean {
  return !/\.([mc]?ts|tsx)$/i.test(path);
}

/** Whether the file says that it holds Flow types. */
export function hasFlowPragma(text: string): boolean {
  return /@flow\b/.test(text.slice(0, 2000)) && !/@noflow\b/.test(text.slice(0, 2000));
}

/** Whether code that does not parse looks as if Flow types were the reason. */
export function smellsOfFlow(text: string): boolean {
  return /@flow\b|\bimport\s+typeof\b|\bopaque\s+type\b|\bdeclare\s+(var|export|module|opaque)\b|\{\||:\s*\?[A-Za-z{(]|\btype\s+\w+\s*=/.test(
    text,
  );
}

/** The text without Flow types; undefined where they cannot be removed. */
export function blankFlowTypes(text: string, all: boolean): string | undefined {
  try {
    const blanked = String(remover()(text, { all, pretty: false }));
    return blanked.length === text.length ? blanked : undefined;
  } catch {
    return undefined;
  }
}

type Remover = (text: string, options: { readonly all: boolean; readonly pretty: boolean }) => unknown;

let loaded: Remover | undefined;

/** Flow's parser is big, and few files need it: it is loaded when the first one does. */
function remover(): Remover {
  if (!loaded) {
    // Written so that a bundler takes the package in, and plain Node finds it too.
    const found: unknown =
      typeof require === 'function'
        ? // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
          require('flow-remove-types')
        : createRequire(import.meta.url)('flow-remove-types');
    if (!isRemover(found)) throw new TypeError('flow-remove-types exports no function');
    loaded = found;
  }
  return loaded;
}

function isRemover(value: unknown): value is Remover {
  return typeof value === 'function';
}
