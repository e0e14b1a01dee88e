/** Which file of the project an import names. Packages are none: nothing below node_modules is ever read. */
import { dirname, join, resolve } from 'node:path';
import type { Listing } from './listing.ts';
import type { CompilerFacts } from './tsconfig.ts';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** TypeScript sources are imported under the name of what they compile to. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The file, or null where the specifier names a package or nothing. */
export function resolveModule(
  listing: Listing,
  from: string,
  specifier: string,
  compiler: CompilerFacts | null,
): string | null {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return fileAt(listing, resolve(dirname(from), specifier));
  if (specifier.startsWith('/') || compiler === null) return null;
  const mapped = byPaths(listing, specifier, compiler);
  if (mapped !== null) return mapped;
  return compiler.baseUrl === null ? null : fileAt(listing, join(compiler.baseUrl, specifier));
}

/** A file at the path itself, with an extension added, or as the index of a folder. */
function fileAt(listing: Listing, path: string): string | null {
  const extension = EXTENSIONS.find((each) => path.endsWith(each));
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    const source = (SOURCES_OF[extension] ?? []).map((each) => stem + each);
    const found = [path, ...source].find((each) => listing.isFile(each));
    if (found !== undefined) return found;
  }
  for (const each of EXTENSIONS) if (listing.isFile(path + each)) return path + each;
  if (!listing.isFolder(path)) return null;
  for (const each of EXTENSIONS) {
    const index = join(path, `index${each}`);
    if (listing.isFile(index)) return index;
  }
  return null;
}

/** The pattern with the longest fixed beginning wins, as in the compiler. */
function byPaths(listing: Listing, specifier: string, compiler: CompilerFacts): string | null {
  let best: { readonly star: string; readonly targets: readonly string[]; readonly length: number } | null =
    null;
  for (const [pattern, targets] of compiler.paths) {
    const at = pattern.indexOf('*');
    if (at < 0) {
      if (pattern === specifier) return firstFile(listing, targets, '', compiler.pathsBase);
      continue;
    }
    const [head, tail] = [pattern.slice(0, at), pattern.slice(at + 1)];
    const fits =
      specifier.length >= head.length + tail.length && specifier.startsWith(head) && specifier.endsWith(tail);
    if (!fits || (best !== null && best.length >= head.length)) continue;
    best = {
      star: specifier.slice(head.length, specifier.length - tail.length),
      targets,
      length: head.length,
    };
  }
  return best === null ? null : firstFile(listing, best.targets, best.star, compiler.pathsBase);
}

function firstFile(listing: Listing, targets: readonly string[], star: string, base: string): string | null {
  for (const target of targets) {
    const found = fileAt(
      listing,
      resolve(
        base,
        target.replace('*', () => star),
      ),
    );
    if (found !== null) return found;
  }
  return null;
}
