/** The declared types of variables, parameters, fields and returns: from annotations, else from JSDoc. */

import type { TypeReference } from '../../../analysis/flow/graph.ts';
import { isFunction, type Node, T, type Tree } from '../ast.ts';
import type { FileModel, FunctionUnit } from '../model.ts';
import type { Scope, Variable } from '../names.ts';
import { type Documentation, documentationOf } from './jsdoc.ts';
import { readJsDocType } from './jsdoc-types.ts';
import { annotationWithin } from './patterns.ts';
import type { TypeResolver } from './types.ts';

/** Answers what was declared. */
export class DeclaredTypes {
  readonly #model: FileModel;
  readonly #types: TypeResolver;
  readonly #documentation: Documentation;

  constructor(model: FileModel, types: TypeResolver) {
    this.#model = model;
    this.#types = types;
    this.#documentation = documentationOf(model.text);
  }

  /** The declared type of a variable or parameter. */
  variable(variable: Variable): TypeReference | undefined {
    for (const identifier of variable.identifiers) {
      const type = this.#types.annotation(identifier.typeAnnotation);
      if (type) return type;
    }
    for (const { node, parent, name } of variable.defs) {
      const type = this.#types.type(this.#inPattern(node, name));
      if (type) return type;
      if (node.type === T.VariableDeclarator && node.id === name) {
        const documented =
          this.#documentation.before(name.range[0]) ??
          (parent && this.#documentation.before(parent.range[0]));
        return this.#asserted(node.init) ?? this.#written(documented?.type, variable.scope);
      }
      if (isFunction(node) && node.id !== name) {
        const id = this.#model.functionOf.get(node);
        const unit = id === undefined ? undefined : this.#model.units[id];
        const documented = unit && this.#documentation.before(unit.doc);
        return (
          this.#written(documented?.params.get(variable.name), variable.scope) ??
          this.#written(
            this.#documentation.before(variable.identifiers[0]?.range[0] ?? -1)?.type,
            variable.scope,
          )
        );
      }
    }
    return undefined;
  }

  #inPattern(node: Node, name: Node): Node | undefined {
    if (node.type === T.VariableDeclarator) return annotationWithin(this.#model, node.id, name);
    if (!isFunction(node)) return undefined;
    for (const param of node.params) {
      const found = param === name ? undefined : annotationWithin(this.#model, param, name);
      if (found) return found;
    }
    return undefined;
  }

  /** `x = value as Type` declares as much as an annotation. */
  #asserted(node: Node | null): TypeReference | undefined {
    return node?.type === T.TSAsExpression || node?.type === T.TSTypeAssertion
      ? this.#types.type(node.typeAnnotation)
      : undefined;
  }

  /** The declared type of what a function returns. */
  returned(unit: FunctionUnit): TypeReference | undefined {
    if (unit.body.kind !== 'function') return undefined;
    const { node } = unit.body;
    const annotated = this.#types.annotation(node.returnType);
    if (annotated) return annotated;
    const scope = this.#model.names.scopeOf(node);
    return scope && this.#written(this.#documentation.before(unit.doc)?.returns, scope);
  }

  /** The declared type of a class member. */
  member(member: Tree.ClassElement): TypeReference | undefined {
    switch (member.type) {
      case T.PropertyDefinition:
      case T.AccessorProperty:
      case T.TSAbstractPropertyDefinition:
      case T.TSAbstractAccessorProperty:
        return (
          this.#types.annotation(member.typeAnnotation) ??
          this.#asserted(member.value) ??
          this.documented(member.range[0], member)
        );
      default:
        return undefined;
    }
  }

  /** The type that `@type` right before an offset declares. */
  documented(offset: number, within: Node): TypeReference | undefined {
    const scope = this.#model.names.scopeOf(within);
    return scope && this.#written(this.#documentation.before(offset)?.type, scope);
  }

  #written(text: string | undefined, scope: Scope, depth = 0): TypeReference | undefined {
    if (text === undefined || depth > 5) return undefined;
    return readJsDocType(text, {
      named: (path, parameters) => {
        const [first = '', ...rest] = path;
        const alias = this.#documentation.names.get(first);
        if (alias !== undefined && alias !== text) return below(this.#written(alias, scope, depth + 1), rest);
        const variable = this.#model.names.lookup(first, scope);
        if (variable) return this.#types.variable(variable, rest);
        if (path.length === 1 && first === 'Object')
          return parameters[1] && { kind: 'container', of: parameters[1] };
        return this.#types.global(
          path,
          parameters.map((parameter) => () => parameter),
        );
      },
      value: ([first = '', ...rest]) => {
        const variable = this.#model.names.lookup(first, scope);
        const identifier = variable?.identifiers[0];
        const of = identifier ? this.#model.denotes(identifier) : undefined;
        if (!of || (rest.length > 0 && of.kind !== 'export' && of.kind !== 'global')) return undefined;
        return { kind: 'typeof', of: 'path' in of ? { ...of, path: [...of.path, ...rest] } : of };
      },
    });
  }
}

function below(type: TypeReference | undefined, path: readonly string[]): TypeReference | undefined {
  if (path.length === 0 || !type) return type;
  return type.kind === 'export' || type.kind === 'global'
    ? { ...type, path: [...type.path, ...path] }
    : undefined;
}
