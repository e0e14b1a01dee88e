/** Imports: which name stands for which package. */
import { childIn, namedChildren, type SyntaxNode } from '../tree-sitter/tree.ts';

/**
 * The name that a package most likely has, from its import path: the last part that is no version, without what
 * repositories put around it (`go-redis`, `yaml.v3`, `nats.go`).
 */
export function packageName(path: string): string {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  const last = (parts.at(-1) ?? path).replace(/\.v\d+$/, '').replace(/[.-]go$/, '');
  const bare = last.replace(/^go[-.]/, '');
  return (bare.split('-').at(-1) ?? bare).replace(/[^\w]/g, '');
}

/** The imports of a file by the names under which it knows them. */
export function importsOf(root: SyntaxNode, text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const declaration of root.children) {
    if (declaration.type !== 'import_declaration') continue;
    for (const spec of specsOf(declaration)) {
      const path = childIn(spec, 'path');
      if (path === undefined) continue;
      const module = text.slice(path.start + 1, path.end - 1);
      const name = childIn(spec, 'name');
      if (name === undefined) {
        const last = module.split('/').at(-1) ?? module;
        // A package may be called like its folder or like what the folder's name says; the file decides.
        if (/^\w+$/.test(last)) found.set(last, module);
        found.set(packageName(module), module);
      } else if (name.type === 'package_identifier') found.set(text.slice(name.start, name.end), module);
    }
  }
  return found;
}

function specsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(node).flatMap((child) =>
    child.type === 'import_spec' ? [child] : child.type === 'import_spec_list' ? specsOf(child) : [],
  );
}
