/** What a type annotation names. */

import type { TypeReference } from '../../../analysis/flow/graph.ts';
import { literalOf, type Maybe, type Node, T, type Tree } from '../ast.ts';
import type { FileModel } from '../model.ts';
import type { Variable } from '../names.ts';
import { moduleName } from '../tables/modules.ts';
import { containerArgument, isPromise, isTransparent, unionOf } from './known-types.ts';

/** Resolves type annotations of one file. */
export class TypeResolver {
  readonly #model: FileModel;
  readonly #resolving = new Set<Variable>();

  constructor(model: FileModel) {
    this.#model = model;
  }

  /** The type that an annotation names. */
  annotation(node: Tree.TSTypeAnnotation | null | undefined): TypeReference | undefined {
    return this.type(node?.typeAnnotation);
  }

  /** The type that a type node names. */
  type(node: Maybe): TypeReference | undefined {
    switch (node?.type) {
      case T.TSTypeReference:
        return this.#named(node.typeName, node.typeArguments?.params ?? []);
      case T.TSArrayType:
        return container(this.type(node.elementType));
      case T.TSTupleType:
        return container(unionOf(node.elementTypes.map((one) => this.type(one))));
      case T.TSNamedTupleMember:
        return this.type(node.elementType);
      case T.TSUnionType:
        return unionOf(node.types.map((one) => this.type(one)));
      case T.TSIntersectionType:
        return node.types.map((one) => this.type(one)).find((one) => one !== undefined);
      case T.TSTypeOperator:
      case T.TSOptionalType:
      case T.TSRestType:
      case T.TSTypeAnnotation:
        return this.type(node.typeAnnotation);
      case T.TSTypeQuery: {
        const imported = node.exprName.type === T.TSImportType ? this.type(node.exprName) : undefined;
        const of = imported?.kind === 'export' ? imported : this.#model.denotes(node.exprName);
        return of && { kind: 'typeof', of };
      }
      case T.TSImportType: {
        const module = literalOf(node.source)?.value;
        if (typeof module !== 'string') return undefined;
        return { kind: 'export', module: moduleName(module), path: entityPath(node.qualifier) };
      }
      // Primitives and functions: a catalogue says nothing of them, but they are surely no objects of options.
      case T.TSNumberKeyword:
        return { kind: 'global', path: ['number'] };
      case T.TSStringKeyword:
      case T.TSTemplateLiteralType:
        return { kind: 'global', path: ['string'] };
      case T.TSBooleanKeyword:
        return { kind: 'global', path: ['boolean'] };
      case T.TSFunctionType:
        return { kind: 'global', path: ['Function'] };
      case T.TSClassImplements:
      case T.TSInterfaceHeritage:
        return this.#named(node.expression, []);
      default:
        return undefined;
    }
  }

  /** What a dotted name denotes as a type. */
  #named(name: Node, parameters: readonly Node[]): TypeReference | undefined {
    const path = entityPath(name);
    const first = firstIdentifier(name);
    if (!first || path.length === 0) return undefined;
    const variable = this.#model.names.variableOf(first);
    return variable
      ? this.variable(variable, path.slice(1))
      : this.global(
          path,
          parameters.map((one) => () => this.type(one)),
          parameters,
        );
  }

  /** What a name that the file does not declare stands for as a type. */
  global(
    path: readonly string[],
    parameters: readonly (() => TypeReference | undefined)[],
    nodes: readonly Node[] = [],
  ): TypeReference | undefined {
    const [only] = path;
    if (path.length === 1 && only !== undefined) {
      const first = parameters[0]?.();
      if (isPromise(only)) return first && { kind: 'promise', of: first };
      if (isTransparent(only)) return first;
      const argument = containerArgument(only);
      if (argument !== undefined) return container(parameters[argument]?.());
      if (only === 'ReturnType') return timerType(nodes[0]);
    }
    return { kind: 'global', path };
  }

  /** What a variable (with a member path) stands for as a type. */
  variable(variable: Variable, path: readonly string[]): TypeReference | undefined {
    const value = this.#model.denotes(variable.identifiers[0]);
    if (value?.kind === 'export') return { ...value, path: [...value.path, ...path] };
    if (value?.kind === 'class' && path.length === 0) return value;
    const alias = variable.defs.find(({ node }) => node.type === T.TSTypeAliasDeclaration)?.node;
    if (alias?.type !== T.TSTypeAliasDeclaration || path.length > 0 || this.#resolving.has(variable))
      return undefined;
    this.#resolving.add(variable);
    const found = this.type(alias.typeAnnotation);
    this.#resolving.delete(variable);
    return found;
  }
}

function container(of: TypeReference | undefined): TypeReference | undefined {
  return of && { kind: 'container', of };
}

function entityPath(node: Maybe): string[] {
  switch (node?.type) {
    case T.Identifier:
      return [node.name];
    case T.TSQualifiedName:
      return [...entityPath(node.left), node.right.name];
    case T.MemberExpression:
      return node.property.type === T.Identifier ? [...entityPath(node.object), node.property.name] : [];
    default:
      return [];
  }
}

function firstIdentifier(node: Maybe): Node | undefined {
  switch (node?.type) {
    case T.Identifier:
      return node;
    case T.TSQualifiedName:
      return firstIdentifier(node.left);
    case T.MemberExpression:
      return firstIdentifier(node.object);
    default:
      return undefined;
  }
}

/** `ReturnType<typeof setTimeout>` is how timers are usually declared. */
function timerType(node: Maybe): TypeReference | undefined {
  if (node?.type !== T.TSTypeQuery) return undefined;
  const path = entityPath(node.exprName);
  return /^set(Timeout|Interval|Immediate)$/.test(path.at(-1) ?? '')
    ? { kind: 'global', path: ['NodeJS', path.at(-1) === 'setImmediate' ? 'Immediate' : 'Timeout'] }
    : undefined;
}
