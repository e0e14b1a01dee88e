/**
 * Which files may call a function that a module declares: those that import the module, or the name from it, and say the
 * name. Told from the texts, and only where somebody asks.
 */
import type { ModuleHost } from '../language.ts';
import { AskedUsers } from '../shared/asked-users.ts';
import { PerHost } from '../shared/per-host.ts';
import { hasWord } from '../shared/words.ts';
import { bindingsOf } from './bindings.ts';
import { pythonImports, resolveModule } from './imports.ts';

/** The files that name it, without the one that declares it, sorted. */
export function usersOf(host: ModuleHost, path: string, name: string): readonly string[] {
  return asked
    .of(host)
    .of(path, name, () =>
      host.sources('.py').filter((each) => each !== path && isUser(host, each, path, name)),
    );
}

/** The names that other files name than before, now that the text of a file has changed. */
export function movedUsers(host: ModuleHost, path: string): ReadonlySet<string> {
  return (
    asked
      .known(host)
      ?.forget(
        ({ path: of, name, users }) => of !== path && isUser(host, path, of, name) !== users.includes(path),
      ) ?? new Set()
  );
}

const asked = new PerHost(() => new AskedUsers());

function isUser(host: ModuleHost, path: string, of: string, name: string): boolean {
  const text = host.text(path);
  if (!hasWord(text, name)) return false;
  const module = moduleName(of);
  // Somebody else may have imported the module of a package for it.
  return text.includes(`${module}.${name}`) || imports(host, path, of, text);
}

function imports(host: ModuleHost, path: string, of: string, text: string): boolean {
  const leadsThere = (specifier: string): boolean => resolveModule(host, path, specifier) === of;
  const { imported, stars } = bindingsOf(text);
  return (
    stars.some(leadsThere) ||
    [...imported.values()].some(({ module, name }) =>
      leadsThere(name === null ? module : `${module}#${name}`),
    ) ||
    pythonImports.specifiers(text).some(leadsThere)
  );
}

/** The last part of its name: that of the folder, where it is the package itself. */
function moduleName(path: string): string {
  const [, folder = '', file = ''] = /([^/]*)\/([^/]*)\.py$/.exec(path) ?? [];
  return file === '__init__' ? folder : file;
}
