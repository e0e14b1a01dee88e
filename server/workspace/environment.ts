/** What the compiler and the runtime of a file's project can do: decides which fixes are offered. */
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import type { FileSystem } from './filesystem.ts';
import { upwards } from './paths.ts';
import { decode } from './text.ts';

export interface PackageFacts {
  /** `engines.node`. */
  readonly node: string | null;
  /** The version of the compiler that is asked for. */
  readonly typescript: string | null;
  readonly type: 'module' | 'commonjs' | null;
}

/** Reads each `package.json` once. */
export class Packages {
  readonly #fs: FileSystem;
  readonly #byFolder = new Map<string, PackageFacts | null>();

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  /**
   * The nearest value of each fact upwards, not beyond the root: in a monorepo the compiler is often named at
   * the top alone. The kind of modules counts from the nearest file only, as in Node.
   */
  of(path: string, root: string): PackageFacts {
    const found: PackageFacts[] = [];
    for (const folder of upwards(dirname(path))) {
      const own = this.#read(folder);
      if (own !== null) found.push(own);
      if (folder === root) break;
    }
    return {
      node: found.find(({ node }) => node !== null)?.node ?? null,
      typescript: found.find(({ typescript }) => typescript !== null)?.typescript ?? null,
      type: found[0]?.type ?? null,
    };
  }

  /** Reads everything anew when next asked. */
  forget(): void {
    this.#byFolder.clear();
  }

  #read(folder: string): PackageFacts | null {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const path = join(folder, 'package.json');
    let facts: PackageFacts | null = null;
    if (this.#fs.info(path)?.kind === 'file') {
      try {
        facts = factsIn(parse(decode(this.#fs.read(path)).text));
      } catch {
        // A package.json that cannot be read says nothing.
      }
    }
    this.#byFolder.set(folder, facts);
    return facts;
  }
}

/** How modules are written in a file: its ending decides, then its text, then its package. */
export function moduleKindOf(
  path: string,
  text: string,
  type: PackageFacts['type'],
): 'esm' | 'cjs' | 'unknown' {
  if (/\.m[jt]s$/.test(path)) return 'esm';
  if (/\.c[jt]s$/.test(path)) return 'cjs';
  if (/^\s*(?:import\s[^(]*from\s*['"]|import\s*['"]|export\s)/m.test(text)) return 'esm';
  if (/\brequire\(\s*['"]|\bmodule\.exports\b/.test(text)) return 'cjs';
  if (type !== null) return type === 'module' ? 'esm' : 'cjs';
  return 'unknown';
}

function factsIn(content: unknown): PackageFacts {
  const engines = memberOf(content, 'engines');
  const typescript =
    memberOf(memberOf(content, 'devDependencies'), 'typescript') ??
    memberOf(memberOf(content, 'dependencies'), 'typescript');
  const type = memberOf(content, 'type');
  return {
    node: textOf(memberOf(engines, 'node')),
    typescript: textOf(typescript),
    type: type === 'module' ? 'module' : type === 'commonjs' ? 'commonjs' : null,
  };
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && /\d/.test(value) ? value : null;
}
