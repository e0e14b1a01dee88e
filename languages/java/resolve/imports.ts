/** What the head of a file says of names: its package and its imports. */

import { child, type Node, textOf } from '../ast.ts';

/** A class or a member of one, by the package it is in. */
export interface Imported {
  readonly module: string;
  readonly path: readonly string[];
}

export interface Imports {
  /** Empty for the package without name. */
  readonly package: string;
  readonly classes: ReadonlyMap<string, Imported>;
  readonly members: ReadonlyMap<string, Imported>;
  /** `import java.io.*;` */
  readonly packages: readonly string[];
  /** `import static java.nio.file.Files.*;` */
  readonly holders: readonly Imported[];
}

/** Reads the head of a file. */
export function importsOf(text: string, root: Node): Imports {
  let packageName = '';
  const classes = new Map<string, Imported>();
  const members = new Map<string, Imported>();
  const packages: string[] = [];
  const holders: Imported[] = [];
  for (const node of root.children) {
    if (node.type === 'package_declaration') packageName = dotted(text, node);
    if (node.type !== 'import_declaration') continue;
    const name = dotted(text, node);
    if (name === '') continue;
    const isStatic = /^import\s+static\b/.test(textOf(text, node));
    const imported = splitName(name);
    const last = imported.path.at(-1);
    if (child(node, 'asterisk')) {
      if (isStatic) holders.push(imported);
      else packages.push(name);
    } else if (last !== undefined) (isStatic ? members : classes).set(last, imported);
  }
  return { package: packageName, classes, members, packages, holders };
}

function dotted(text: string, node: Node): string {
  const name = child(node, 'scoped_identifier') ?? child(node, 'identifier');
  return textOf(text, name).replace(/\s+/g, '');
}

/** Packages are written small, classes with a capital: `java.util.Map.Entry` is `Map.Entry` in `java.util`. */
export function splitName(name: string): Imported {
  const parts = name.split('.');
  const found = parts.findIndex((part) => /^\p{Lu}/u.test(part));
  const first = found < 0 ? parts.length - 1 : found;
  return { module: parts.slice(0, first).join('.'), path: parts.slice(first) };
}
