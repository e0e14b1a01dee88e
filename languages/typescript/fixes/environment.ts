/** What the compiler and the runtime of a project can do, as far as a fix depends on it. */

export interface FixEnvironment {
  /** The ECMAScript target of the project's compiler options: `es2022`, `esnext`. */
  readonly target: string | undefined;
  /** The compiler's `lib`, as written. */
  readonly lib: readonly string[] | undefined;
  /** The oldest runtime that the code must run on: `20`, `18.18.0`, `>=20.19`. */
  readonly nodeVersion: string;
  readonly typescriptVersion?: string;
  readonly moduleKind: 'esm' | 'cjs' | 'unknown';
  readonly isTypeScript: boolean;
}

/** Whether a version is at least another one. Ranges count by the first version that they name. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = numbersOf(version);
  const want = numbersOf(wanted);
  if (have.length === 0) return false;
  for (const [index, part] of want.entries()) {
    const own = have[index] ?? 0;
    if (own !== part) return own > part;
  }
  return true;
}

/** Node versions that run `using` as it is written. */
const NATIVE_USING = '24.0.0';
/** Node versions that have `Symbol.dispose`, which compiled `using` needs. */
const DISPOSE_SYMBOL = '20.0.0';
/** The compiler that learnt `using`. */
const COMPILER_WITH_USING = '5.2.0';

/** Whether `using` may be written in this file: the compiler takes it and the result runs. */
export function hasUsing(environment: FixEnvironment): boolean {
  const { nodeVersion, typescriptVersion } = environment;
  if (!environment.isTypeScript) return isAtLeast(nodeVersion, NATIVE_USING);
  if (!isAtLeast(nodeVersion, DISPOSE_SYMBOL)) return false;
  // Where nobody knows the compiler's version, naming the library of disposables shows that it is new enough.
  if (typescriptVersion !== undefined && !isAtLeast(typescriptVersion, COMPILER_WITH_USING)) return false;
  if (environment.target?.toLowerCase() === 'esnext' && !isAtLeast(nodeVersion, NATIVE_USING)) {
    // The compiler hands `using` through, so the runtime has to know it.
    return false;
  }
  return knowsDisposables(environment);
}

function knowsDisposables({ target, lib, typescriptVersion, nodeVersion }: FixEnvironment): boolean {
  if (lib) {
    const names = lib.map((name) =>
      name
        .toLowerCase()
        .replace(/^lib\./, '')
        .replace(/\.d\.ts$/, ''),
    );
    if (names.includes('esnext.disposable')) return true;
    return (
      names.includes('esnext') && (typescriptVersion !== undefined || isAtLeast(nodeVersion, DISPOSE_SYMBOL))
    );
  }
  return target?.toLowerCase() === 'esnext';
}

/** Whether the project compiles to, or runs, at least this edition of the language. */
export function hasEdition(
  { target, nodeVersion, isTypeScript }: FixEnvironment,
  year: number,
  node: string,
): boolean {
  if (!isTypeScript || target === undefined) return isAtLeast(nodeVersion, node);
  const own = /^es(\d{4})$/i.exec(target)?.[1];
  if (own !== undefined) return Number(own) >= year;
  return target.toLowerCase() === 'esnext';
}

/** Whether `await` may stand outside of functions. */
export function hasTopLevelAwait(environment: FixEnvironment): boolean {
  return environment.moduleKind === 'esm' && hasEdition(environment, 2022, '14.8.0');
}

/** Whether a class is disposable in the runtime: it has the symbol since a version, and the runtime is no older. */
export function isDisposable(since: string | undefined, { nodeVersion }: FixEnvironment): boolean {
  return since !== undefined && isAtLeast(nodeVersion, since);
}

function numbersOf(version: string): readonly number[] {
  const found = /\d+(?:\.\d+){0,2}/.exec(version)?.[0];
  return found === undefined ? [] : found.split('.').map(Number);
}
