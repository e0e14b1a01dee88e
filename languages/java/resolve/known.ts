/** Classes that are known by package: those of `java.lang`, and those that the catalogue names. */

import { parseSelector } from '../../../analysis/catalogue/selector.ts';
import { javaFamilies } from '../catalogue/index.ts';

const LANG =
  'AutoCloseable Boolean Byte Character CharSequence Class ClassLoader Cloneable Comparable Double Enum Error Exception Float Integer InterruptedException Iterable Long Math Number Object Process ProcessBuilder ProcessHandle Readable Record Runnable Runtime RuntimeException Short StackTraceElement StrictMath String StringBuffer StringBuilder System Thread ThreadGroup ThreadLocal Throwable Void';

let known: ReadonlyMap<string, ReadonlySet<string>> | null = null;

/** Whether a package holds a class of that name, as far as anybody has said so. */
export function isKnownClass(module: string, name: string): boolean {
  known ??= gather();
  return known.get(module)?.has(name) ?? false;
}

function gather(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>([['java.lang', new Set(LANG.split(' '))]]);
  const add = (selector: string): void => {
    if (!selector.includes('#')) return;
    const { module, path } = parseSelector(selector);
    const names = found.get(module) ?? new Set();
    if (path[0] !== undefined) names.add(path[0]);
    found.set(module, names);
  };
  for (const family of javaFamilies) {
    for (const resource of family.resources ?? []) for (const type of resource.types ?? []) add(type);
    for (const type of Object.keys(family.supertypes ?? {})) add(type);
    for (const entries of [family.acquisitions, family.sinks, family.behaviours, family.deadlines])
      for (const { call } of entries ?? []) for (const one of [call].flat()) add(one);
    for (const one of [...(family.starts ?? []), ...Object.entries(family.runners ?? {}).flat(2)]) add(one);
  }
  return found;
}
