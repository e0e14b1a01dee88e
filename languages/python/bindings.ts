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
  // The same name is imported by many, and many are imported from one module.
  const known = new Map<string, Binding | null>();
  let own: OwnNames | null = null;
  return {
    imported,
    stars,
    passedOn(name) {
      let binding = known.get(name);
      if (binding === undefined)
        known.set(name, (binding = passedOn((own ??= ownNames(text)), imported, name)));
      return binding;
    },
  };
}

/** What a module gives names to by itself, in all its functions and classes too. */
interface OwnNames {
  readonly text: string;
  readonly defined: ReadonlyMap<string, readonly Place[]>;
  readonly assigned: ReadonlyMap<string, readonly Place[]>;
}

/** A line, and how far it is indented. */
interface Place {
  readonly line: number;
  readonly indent: number;
  /** Where what is assigned begins. */
  readonly value: number;
}

const OWN = /^([ \t]*)(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*=(?!=)[ \t]*)/gm;

function ownNames(text: string): OwnNames {
  const defined = new Map<string, Place[]>();
  const assigned = new Map<string, Place[]>();
  for (const match of text.matchAll(OWN)) {
    const { 0: all, 1: indent = '', 2: definition, 3: variable = '', index } = match;
    const [names, name] = definition === undefined ? [assigned, variable] : [defined, definition];
    const place = { line: index, indent: indent.length, value: index + all.length };
    const places = names.get(name);
    if (places === undefined) names.set(name, [place]);
    else places.push(place);
  }
  return { text, defined, assigned };
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
function passedOn(own: OwnNames, imported: ReadonlyMap<string, Binding>, name: string): Binding | null {
  const binding = imported.get(name);
  if (binding === undefined && !own.assigned.has(name)) return null;
  const assigned = assignedTo(own, name);
  if (assigned === null || isDefined(own, name)) return null;
  const [first] = assigned;
  if (binding !== undefined || first === undefined) return first === undefined ? (binding ?? null) : null;
  // An alias: `urlopen = urllib.request.urlopen`. The first of several, as with imports.
  const [root = '', ...rest] = first.split('.');
  const of = imported.get(root);
  if (of === undefined) return null;
  return { module: of.module, name: [...(of.name === null ? [] : [of.name]), ...rest].join('.') };
}

function isDefined({ text, defined }: OwnNames, name: string): boolean {
  return (defined.get(name) ?? []).some(({ line, indent }) => indent === 0 || !isInside(text, line, indent));
}

/** The names, with dots, that the module assigns to a name; null where it assigns something else. `None` says nothing. */
function assignedTo({ text, assigned }: OwnNames, name: string): readonly string[] | null {
  const found: string[] = [];
  for (const { line, indent, value } of assigned.get(name) ?? []) {
    if (indent > 0 && isInside(text, line, indent)) continue;
    const plain = /[^\n#]*/y;
    plain.lastIndex = value;
    const said = (plain.exec(text)?.[0] ?? '').trim();
    if (said === 'None') continue;
    if (!/^[A-Za-z_]\w*(?:\.\w+)*$/.test(said)) return null;
    found.push(said);
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
