/** Addresses of documents and paths of files. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Endings by the identifier of a language, for documents that have no file yet. */
const endings: Readonly<Record<string, string>> = {
  typescript: '.ts',
  typescriptreact: '.tsx',
  javascript: '.js',
  javascriptreact: '.jsx',
  python: '.py',
  go: '.go',
  java: '.java',
};

/** The path of a `file:` URI; null for any other. */
export function pathOf(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    // A host name, or an escaped slash: no file here.
    return null;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/**
 * Where a document that has no file is taken to be: in a folder of its own below `folder`, so that the
 * configuration there holds and no file is meant.
 */
export function placeOfUntitled(uri: string, languageId: string, folder: string): string {
  const name = uri.replace(/^[^:]*:/, '').replace(/[^\w.-]+/g, '_');
  const ending = endings[languageId] ?? '';
  return join(folder, '.leaklint-untitled', name.endsWith(ending) ? name : name + ending);
}
