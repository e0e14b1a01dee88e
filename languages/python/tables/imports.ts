/** `import a.b as c`, `from a import b`: what the names that they bind denote. */
import { childIn, childOf, childrenIn, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { moduleNamed } from '../vendored.ts';
import type { FileModel, Variable } from '../model.ts';

type Bind = (name: string, at: SyntaxNode) => Variable;

/** `import a.b`, `import a.b as c` */
export function bindImport(model: FileModel, node: SyntaxNode, bind: Bind): void {
  for (const item of childrenIn(node, 'name')) {
    const alias = childIn(item, 'alias');
    const path = model
      .textOf(alias === undefined ? item : (childIn(item, 'name') ?? item))
      .replace(/\s/g, '');
    model.modules.add(path);
    if (alias !== undefined) denote(bind(model.textOf(alias), alias), path, []);
    else {
      const first = path.split('.')[0] ?? path;
      const before = bind(first, item);
      before.submodules.add(path);
      // A second `import os.path` beside `import os` changes nothing of what `os` is.
      if (before.draft.declaration === 'import' && before.draft.reference?.kind === 'export') {
        if (before.draft.reference.module === first) before.draft.writes = 1;
      } else denote(before, first, []);
    }
  }
}

/** `from a import b as c`, `from . import d`, `from a import *` */
export function bindImportFrom(model: FileModel, node: SyntaxNode, bind: Bind): void {
  const from = childIn(node, 'module_name');
  if (from === undefined) return;
  const module = moduleNamed(model.textOf(from).replace(/\s/g, ''));
  model.modules.add(module);
  if (childOf(node, 'wildcard_import') !== undefined) {
    const known = model.exports.get('*') ?? [];
    model.exports.set('*', [...known, { kind: 'reexport', module, path: [] }]);
    return;
  }
  for (const item of childrenIn(node, 'name')) {
    const alias = childIn(item, 'alias');
    const named = alias === undefined ? item : (childIn(item, 'name') ?? item);
    const bound = alias ?? named;
    const name = model.textOf(named);
    const library = model.passedOn(module, [name]);
    // Values of its types come into this file.
    if (library !== null) model.modules.add(library.module);
    denote(bind(model.textOf(bound), bound), library?.module ?? module, library?.path ?? [name]);
  }
}

/** Where several imports bind a name (`try: import a / except: import b`), it denotes the first. */
function denote(variable: Variable, module: string, path: readonly string[]): void {
  if (variable.draft.declaration !== 'import') return;
  variable.draft.reference ??= { kind: 'export', module, path };
}
