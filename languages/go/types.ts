/** Declared types, as far as they name something. */
import type { TypeReference } from '../../analysis/flow/graph.ts';
import { childIn, childrenIn, namedChildren, type SyntaxNode } from '../tree-sitter/tree.ts';
import { foreign, textOf, type GoModel } from './model.ts';

const BASIC: ReadonlySet<string> = new Set(
  (
    'any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string ' +
    'uint uint8 uint16 uint32 uint64 uintptr'
  ).split(' '),
);

/** Whether the name is that of a type that the language itself defines. */
export function isBasicType(name: string): boolean {
  return BASIC.has(name);
}

/** Whether the type is an interface of all that can be closed: `io.Closer`, `io.ReadCloser`, `interface{ Close() error }`. */
export function isCloser(model: GoModel, node: SyntaxNode | undefined): boolean {
  return (
    node !== undefined &&
    /^(?:io\.\w*Closer|interface\s*\{\s*Close\(\)(?:\s*error)?;?\s*\})$/.test(textOf(model, node))
  );
}

/** The type that a name of this package stands for. */
export function namedType(model: GoModel, name: string): TypeReference {
  const own = model.classOf.get(name);
  if (own !== undefined) return { kind: 'class', class: own };
  const alias = model.aliases.get(name);
  if (alias !== undefined) return alias;
  if (isBasicType(name)) return { kind: 'global', path: [name] };
  return foreign(model, '.', name);
}

/** What a type expression names; a pointer is what it points to. */
export function typeOf(model: GoModel, node: SyntaxNode | undefined): TypeReference | undefined {
  switch (node?.type) {
    case 'type_identifier':
      return namedType(model, textOf(model, node));
    case 'qualified_type': {
      const scope = childIn(node, 'package');
      const name = childIn(node, 'name');
      if (scope === undefined || name === undefined) return undefined;
      const module = model.imports.get(textOf(model, scope));
      return module === undefined ? undefined : foreign(model, module, textOf(model, name));
    }
    case 'pointer_type':
    case 'parenthesized_type':
      return typeOf(model, namedChildren(node)[0]);
    case 'generic_type':
      return typeOf(model, childIn(node, 'type'));
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
      return container(typeOf(model, childIn(node, 'element')));
    case 'map_type':
    case 'channel_type':
      return container(typeOf(model, childIn(node, 'value')));
    case 'function_type':
      return mayRelease(model, node) ? { kind: 'global', path: ['func'] } : undefined;
    default:
      return undefined;
  }
}

/** Of the functions only those are of interest that tell nothing, and are told nothing but why they are called. */
function mayRelease(model: GoModel, node: SyntaxNode): boolean {
  const parameters = namedChildren(childIn(node, 'parameters'));
  return (
    childIn(node, 'result') === undefined &&
    parameters.length < 2 &&
    parameters.every((one) => textOf(model, one).endsWith('error'))
  );
}

function container(of: TypeReference | undefined): TypeReference | undefined {
  return of === undefined ? undefined : { kind: 'container', of };
}

/** What a function gives back: its one result, or the tuple of all. */
export function resultType(model: GoModel, declaration: SyntaxNode): TypeReference | undefined {
  const result = childIn(declaration, 'result');
  if (result === undefined) return undefined;
  if (result.type !== 'parameter_list') return typeOf(model, result);
  const all = namedChildren(result).flatMap((one) => {
    const type = typeOf(model, childIn(one, 'type')) ?? null;
    return new Array<TypeReference | null>(Math.max(1, childrenIn(one, 'name').length)).fill(type);
  });
  if (all.length === 1) return all[0] ?? undefined;
  return { kind: 'tuple', of: all };
}
