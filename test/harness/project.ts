/** A project in memory: files by path, lowered when asked for, with the whole built-in catalogue. */
import { posix } from 'node:path';
import type { Project } from '../../analysis/analyse.ts';
import { compileCatalogue } from '../../analysis/catalogue/index.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { javascriptFamilies } from '../../languages/typescript/catalogue/index.ts';
import { lowerTypeScript } from '../../languages/typescript/lower.ts';

/** Compiled once: no test changes it. */
export const catalogue = compileCatalogue(javascriptFamilies);

export function memoryProject(texts: ReadonlyMap<string, string>): Project {
  const flows = new Map<string, FileFlow>();
  return {
    catalogue,
    resolve(from, specifier) {
      if (!specifier.startsWith('.')) return null;
      return candidates(posix.join(posix.dirname(from), specifier)).find((path) => texts.has(path)) ?? null;
    },
    file(path) {
      const text = texts.get(path);
      if (text === undefined) return null;
      const flow = flows.get(path) ?? lowerTypeScript({ path, text });
      flows.set(path, flow);
      return flow;
    },
  };
}

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** Where a relative import may lead: the file as named, its TypeScript source, with an extension, a folder's index. */
function candidates(path: string): string[] {
  return [
    path,
    path.replace(/\.([cm]?)js$/, '.$1ts'),
    ...extensions.map((extension) => path + extension),
    ...extensions.map((extension) => `${path}/index${extension}`),
  ];
}
