/** What the imports of a module bind, found without parsing it: others import it from there under the same names. */
import type { Binding, Bindings } from '../language.ts';
import { moduleNamed } from './vendored.ts';

const STATEMENT =
  /^[ \t]*(?:from[ \t]+(?<from>\.*[\w.]*)[ \t]+import\b[ \t]*(?<items>\([^)]*|(?:[^\n\\]|\\\r?\n)*)|import[ \t]+(?<modules>[\w., \t]+))/gm;

export function bindingsOf(text: string): Bindings {
  const imported = new Map<string, Binding>();
  const stars: string[] = [];
  // Where several imports bind a name, it is the first of them, as where the module is parsed.
  const bind = (name: string, binding: Binding): void => {
    if (name !== '' && !imported.has(name)) imported.set(name, binding);
  };
  for (const { groups } of text.matchAll(STATEMENT)) {
    const { from, items = '', modules = '' } = groups ?? {};
    if (from === undefined) {
      for (const { name, bound } of listed(modules)) {
        const [first = name] = name.split('.');
        if (bound === name) bind(first, { module: first, name: null });
        else bind(bound, { module: name, name: null });
      }
    } else if (items.trimStart().startsWith('*')) stars.push(from);
    else for (const { name, bound } of listed(items)) bind(bound, { module: moduleNamed(from), name });
  }
  // The same name is imported by many.
  const known = new Map<string, Binding | null>();
  return {
    imported,
    stars,
    passedOn(name) {
      let binding = known.get(name);
      if (binding === undefined) known.set(name, (binding = passedOn(text, imported, name)));
      return binding;
    },
  };
}

interface Item {
  readonly name: string;
  readonly bound: string;
}

/** `a, b as c`, perhaps in parentheses over several lines, with comments. */
function listed(items: string): Item[] {
  return items
    .replace(/#[^\n]*/g, '')
    .replace(/[()\\]/g, ' ')
    .split(',')
    .flatMap((item) => {
      const [, name, bound = name] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?/.exec(item) ?? [];
      return name === undefined || bound === undefined ? [] : [{ name, bound }];
    });
}

/** What others get who import the name: nothing that is known where the module defines it as well. */
function passedOn(text: string, imported: ReadonlyMap<string, Binding>, name: string): Binding | null {
  const binding = imported.get(name);
  // Of most names the module is where they are from. This is asked for each import of each file.
  if (!text.includes(`${name} =`)) return binding === undefined || isDefined(text, name) ? null : binding;
  const assigned = assignedTo(text, name);
  if (assigned === null || isDefined(text, name)) return null;
  const [first] = assigned;
  if (binding !== undefined || first === undefined) return first === undefined ? (binding ?? null) : null;
  // An alias: `urlopen = urllib.request.urlopen`. The first of several, as with imports.
  const [root = '', ...rest] = first.split('.');
  const of = imported.get(root);
  if (of === undefined) return null;
  return { module: of.module, name: [...(of.name === null ? [] : [of.name]), ...rest].join('.') };
}

function isDefined(text: string, name: string): boolean {
  const definition = new RegExp(`^([ \\t]*)(?:async[ \\t]+)?(?:def|class)[ \\t]+${name}\\b`, 'gm');
  for (const { index, 1: indent = '' } of text.matchAll(definition))
    if (indent === '' || !isInside(text, index, indent.length)) return true;
  return false;
}

/** The names, with dots, that the module assigns to a name; null where it assigns something else. `None` says nothing. */
function assignedTo(text: string, name: string): readonly string[] | null {
  const found: string[] = [];
  const assignment = new RegExp(`^([ \\t]*)${name}[ \\t]*=(?!=)[ \\t]*([^\\n#]*)`, 'gm');
  for (const { index, 1: indent = '', 2: value = '' } of text.matchAll(assignment)) {
    if (indent !== '' && isInside(text, index, indent.length)) continue;
    const plain = value.trim();
    if (plain === 'None') continue;
    if (!/^[A-Za-z_]\w*(?:\.\w+)*$/.test(plain)) return null;
    found.push(plain);
  }
  return found;
}

/** Whether the line belongs to a function or class, and not merely to a branch of what the module does. */
function isInside(text: string, at: number, indent: number): boolean {
  let depth = indent;
  for (let end = at; end > 0 && depth > 0;) {
    const start = text.lastIndexOf('\n', end - 2) + 1;
    const line = text.slice(start, end - 1);
    end = start;
    const own = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (line.trim() === '' || own >= depth) continue;
    if (/^[ \t]*(?:async[ \t]+def|def|class)\b/.test(line)) return true;
    depth = own;
  }
  return false;
}
