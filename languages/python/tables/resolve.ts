/** What expressions and annotations surely denote, without running anything. */
import type { Reference, TypeReference } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { lookUp, type FileModel, type Scope, type Variable } from '../model.ts';

/** What an expression denotes: a module, an export of one, a builtin, a function or class of this file. */
export function denoted(
  model: FileModel,
  node: SyntaxNode | undefined,
  scope: Scope,
  depth = 0,
): Reference | undefined {
  if (depth > 8) return undefined;
  switch (node?.type) {
    case 'identifier': {
      const name = model.textOf(node);
      const variable = lookUp(name, scope);
      if (variable === undefined) return { kind: 'global', path: [name] };
      return denotedBy(model, variable, depth);
    }
    case 'parenthesized_expression':
      return denoted(model, namedChildren(node)[0], scope, depth + 1);
    case 'attribute':
      return member(model, node, scope, depth);
    default:
      return undefined;
  }
}

function denotedBy(model: FileModel, variable: Variable, depth: number): Reference | undefined {
  if (variable.draft.reference !== undefined) return variable.draft.reference;
  const { value, draft, scope } = variable;
  // An alias: `connect = socket.create_connection`.
  if (value === null || draft.writes !== 1 || draft.declaration !== 'local') return undefined;
  if (value.type !== 'identifier' && value.type !== 'attribute') return undefined;
  const found = denoted(model, value, scope, depth + 1);
  if (found?.kind === 'global' && /^(?:None|True|False)$/.test(found.path[0] ?? '')) return undefined;
  return found;
}

function member(model: FileModel, node: SyntaxNode, scope: Scope, depth: number): Reference | undefined {
  const object = childIn(node, 'object');
  const key = childIn(node, 'attribute');
  const of = denoted(model, object, scope, depth + 1);
  if (of === undefined || key === undefined) return undefined;
  const name = model.textOf(key);
  if (of.kind === 'global') return of.path[0] === 'self' ? undefined : { ...of, path: [...of.path, name] };
  if (of.kind !== 'export') return undefined;
  const root = rootOf(object);
  const variable = root === undefined ? undefined : lookUp(model.textOf(root), scope);
  const longer = `${of.module}.${name}`;
  // `import os.path` names the module `os.path` and everything below it.
  if (
    of.path.length === 0 &&
    [...(variable?.submodules ?? [])].some((each) => each === longer || each.startsWith(`${longer}.`))
  )
    return { kind: 'export', module: longer, path: [] };
  const path = [...of.path, name];
  // What a module of the project has from a library: `compat.urlopen`, where `compat` was imported.
  const library = path.length <= 2 ? model.passedOn(of.module, path) : null;
  if (library === null) return { ...of, path };
  model.modules.add(library.module);
  return { kind: 'export', ...library };
}

function rootOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let current = node;
  while (current?.type === 'attribute') current = childIn(current, 'object');
  return current?.type === 'identifier' ? current : undefined;
}

const WRAPPERS = /^(?:Optional|Annotated|Final|ClassVar|Type)$/;
const CONTAINERS =
  /^(?:list|List|set|Set|dict|Dict|Sequence|Iterable|Iterator|Mapping|Deque|deque|tuple|Tuple)$/;
const PROMISES = /^(?:Awaitable|Coroutine|Future|Task)$/;

/** What an annotation names. */
export function annotated(
  model: FileModel,
  node: SyntaxNode | undefined,
  scope: Scope,
  depth = 0,
): TypeReference | undefined {
  if (node === undefined || depth > 6) return undefined;
  switch (node.type) {
    case 'type':
      return annotated(model, namedChildren(node)[0], scope, depth + 1);
    case 'identifier':
    case 'attribute':
      return named(denoted(model, node, scope));
    case 'string': {
      // A forward reference: only plain names are looked at.
      const text = model.textOf(node).replace(/^['"]|['"]$/g, '');
      const variable = /^\w+$/.test(text) ? lookUp(text, scope) : undefined;
      return named(variable?.draft.reference);
    }
    case 'binary_operator': {
      const parts = [childIn(node, 'left'), childIn(node, 'right')].map((one) =>
        annotated(model, one, scope, depth + 1),
      );
      const known = parts.filter((one) => one !== undefined);
      const [only] = known;
      return known.length === 1 ? only : undefined;
    }
    case 'generic_type':
    case 'subscript': {
      const [head, ...rest] = namedChildren(node);
      const name = head === undefined ? '' : (/(\w+)$/.exec(model.textOf(head))?.[1] ?? '');
      const inner = rest.flatMap((one) => (one.type === 'type_parameter' ? namedChildren(one) : [one]));
      const last = annotated(model, inner.at(-1), scope, depth + 1);
      if (WRAPPERS.test(name)) return annotated(model, inner[0], scope, depth + 1);
      if (last === undefined) return undefined;
      if (CONTAINERS.test(name)) return { kind: 'container', of: last };
      return PROMISES.test(name) ? { kind: 'promise', of: last } : undefined;
    }
    default:
      return undefined;
  }
}

function named(reference: Reference | undefined): TypeReference | undefined {
  switch (reference?.kind) {
    case 'export':
    case 'class':
      return reference;
    case 'global':
      return reference.path[0] === 'None' ? undefined : reference;
    default:
      return undefined;
  }
}
