/** What the name of a type means, and what a written type stands for. */

import type { ClassId, Reference, TypeReference } from '../../../analysis/flow/graph.ts';
import { field, type Maybe, textOf } from '../ast.ts';
import type { FileModel } from '../model.ts';
import { splitName } from './imports.ts';
import { isKnownClass } from './known.ts';

/** A class as a value or as a type. */
export type ClassReference = Extract<Reference, { kind: 'export' | 'class' }>;

/** What a class name means in the text of a class; undefined for a type parameter or nothing. */
export function classNamed(
  model: FileModel,
  name: string,
  within: ClassId | null,
): ClassReference | undefined {
  const [first = '', ...rest] = name.split('.');
  if (first === '') return undefined;
  const local = lookUpClass(model, first, within);
  if (local !== undefined) return insideOf(model, local, rest);
  const { imports } = model;
  const imported = imports.classes.get(first);
  if (imported) return { kind: 'export', module: imported.module, path: [...imported.path, ...rest] };
  if (/^\p{Ll}/u.test(first)) {
    if (rest.length === 0) return undefined;
    const { module, path } = splitName(name);
    return module === '' ? undefined : { kind: 'export', module, path };
  }
  // One or two capitals are what type parameters are called.
  if (/^[A-Z][A-Z0-9]?$/.test(first)) return undefined;
  const path = [first, ...rest];
  if (isKnownClass('java.lang', first)) return { kind: 'export', module: 'java.lang', path };
  const module = imports.packages.find((one) => isKnownClass(one, first)) ?? imports.package;
  return { kind: 'export', module, path };
}

/** A class of the file by its simple name: nested ones first, inherited ones too, then those around. */
function lookUpClass(model: FileModel, name: string, within: ClassId | null): ClassId | undefined {
  for (let id = within; id !== null; id = model.classes[id]?.outer ?? null) {
    const entry = model.classes[id];
    if (!entry) break;
    if (entry.name === name) return id;
    const nested = entry.classes.get(name);
    if (nested !== undefined) return nested;
    const above = entry.info.superclass;
    const inherited = above?.kind === 'class' ? model.classes[above.class]?.classes.get(name) : undefined;
    if (inherited !== undefined) return inherited;
  }
  return model.topLevel.get(name);
}

function insideOf(model: FileModel, id: ClassId, rest: readonly string[]): ClassReference | undefined {
  let current = id;
  for (const name of rest) {
    const next = model.classes[current]?.classes.get(name);
    if (next === undefined) return undefined;
    current = next;
  }
  return { kind: 'class', class: current };
}

/** Types whose last parameter is what they hold. */
const CONTAINERS =
  /^(?:Array|Linked|Concurrent|CopyOnWrite|Hash|LinkedHash|Tree|Priority|Blocking|Navigable|Sorted|Immutable|Weak|Identity|Enum)*(?:List|Set|Map|Queue|Deque|Collection|Iterable|Iterator|Vector|Stack|Array)$/;

/** What a written type stands for, as far as it names something. */
export function typeOf(model: FileModel, node: Maybe, within: ClassId | null): TypeReference | undefined {
  switch (node?.type) {
    case 'type_identifier':
    case 'identifier':
    case 'scoped_type_identifier':
    case 'scoped_identifier': {
      const name = textOf(model.text, node)
        .replace(/@\w+\s*/g, '')
        .replace(/\s+/g, '');
      if (name === 'var') return undefined;
      const meant = classNamed(model, name, within);
      return meant !== undefined && isAnything(meant) ? undefined : meant;
    }
    case 'generic_type': {
      const [base, parameters] = node.children;
      const last = parameters?.children.at(-1);
      const name = textOf(model.text, base).split('.').at(-1) ?? '';
      if (!CONTAINERS.test(name)) return typeOf(model, base, within);
      const of = typeOf(model, last, within);
      return of && { kind: 'container', of };
    }
    case 'array_type': {
      const of = typeOf(model, field(node, 'element'), within);
      return of && { kind: 'container', of };
    }
    case 'wildcard':
      return typeOf(model, node.children.at(-1), within);
    case 'annotated_type':
      return typeOf(model, node.children.at(-1), within);
    default:
      return undefined;
  }
}

/** That something is an `Object` says nothing of it; a cast will say what it is. */
function isAnything(type: ClassReference): boolean {
  return type.kind === 'export' && type.module === 'java.lang' && type.path.join('.') === 'Object';
}
