/** A project in memory: files by path, lowered when asked for, with the whole built-in catalogue. */
import { posix } from 'node:path';
import type { Project } from '../../analysis/analyse.ts';
import { compileCatalogue, type Catalogue } from '../../analysis/catalogue/index.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { languageOf, languages } from '../../languages/index.ts';
import type { Language, ModuleHost } from '../../languages/language.ts';
import { loadGrammar } from '../../languages/tree-sitter/loader.ts';
import { readWasm } from '../../server/workspace/grammars.ts';
import { Passing } from '../../server/workspace/passing.ts';

// Tests lower files of any language without waiting.
await Promise.all(
  languages.flatMap(({ grammar }) => (grammar === null ? [] : [loadGrammar(grammar, readWasm)])),
);

/** Compiled once for each language: no test changes them. */
const catalogues = new Map<Language, Catalogue>();

function catalogueOf(language: Language): Catalogue {
  let catalogue = catalogues.get(language);
  if (catalogue === undefined) catalogues.set(language, (catalogue = compileCatalogue(language.families)));
  return catalogue;
}

/** The files are taken to be of one language, that of the first which is no JavaScript. */
export function memoryProject(texts: ReadonlyMap<string, string>): Project {
  const flows = new Map<string, FileFlow | null>();
  const paths = [...texts.keys()];
  const language = languageOf(paths.find((path) => languageOf(path).id !== 'javascript') ?? '');
  const { imports } = language;
  const host = hostOf(texts);
  const project: Project = {
    catalogue: catalogueOf(language),
    resolve(from, specifier, name) {
      if (imports.resolve !== undefined) {
        const wanted = imports.byName === true && name !== undefined ? `${specifier}#${name}` : specifier;
        return imports.resolve(host, from, wanted);
      }
      if (!specifier.startsWith('.')) return null;
      return candidates(posix.join(posix.dirname(from), specifier)).find((path) => texts.has(path)) ?? null;
    },
    file(path) {
      const text = texts.get(path);
      if (text === undefined) return null;
      const flow = flows.get(path) ?? languageOf(path).lower({ path, text }, passing.namesFor(path));
      flows.set(path, flow);
      return flow;
    },
    isClosed: (path) => imports.isClosed?.(host, path) === true,
    ...(imports.users !== undefined && {
      user: (path: string, name: string, index: number) => imports.users?.(host, path, name)[index] ?? null,
    }),
  };
  const passing = new Passing({
    resolve: (from, specifier) => project.resolve(from, specifier),
    text: (path) => host.text(path),
  });
  return project;
}

function hostOf(texts: ReadonlyMap<string, string>): ModuleHost {
  return {
    root: '/src',
    isFile: (path) => texts.has(path),
    isFolder: (path) => [...texts.keys()].some((each) => each.startsWith(`${path}/`)),
    files: (folder) =>
      [...texts.keys()].filter((each) => posix.dirname(each) === folder).map((each) => posix.basename(each)),
    sources: (ending) => [...texts.keys()].filter((each) => each.endsWith(ending)).sort(),
    text: (path) => texts.get(path) ?? '',
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
