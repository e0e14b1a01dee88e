/** The declared types of variables, parameters, fields and returns: from annotations, else from JSDoc. */

import type { TypeReference } from '../../../analysis/flow/graph.ts';
import { type FunctionNode, type Node, T, type Tree } from '../ast.ts';
import type { Variable } from '../names.ts';
import type { TypeResolver } from './types.ts';

/** Answers what was declared. */
export class DeclaredTypes {
  readonly #types: TypeResolver;

  constructor(types: TypeResolver) {
    this.#types = types;
  }

  /** The declared type of a variable or parameter. */
  variable(variable: Variable): TypeReference | undefined {
    for (const identifier of variable.identifiers) {
      const type = this.#types.annotation(identifier.typeAnnotation);
      if (type) return type;
    }
    const declarator = variable.defs.find(({ node }) => node.type === T.VariableDeclarator)?.node;
    if (declarator?.type !== T.VariableDeclarator || declarator.id !== variable.identifiers[0]) return undefined;
    return this.#asserted(declarator.init);
  }

  /** `x = value as Type` declares as much as an annotation. */
  #asserted(node: Node | null): TypeReference | undefined {
    return node?.type === T.TSAsExpression || node?.type === T.TSTypeAssertion ?
        this.#types.type(node.typeAnnotation)
      : undefined;
  }

  /** The declared type of what a function returns. */
  returned(node: FunctionNode): TypeReference | undefined {
    return this.#types.annotation(node.returnType);
  }

  /** The declared type of a class member: a field's own, an accessor's result. */
  member(member: Tree.ClassElement): TypeReference | undefined {
    switch (member.type) {
      case T.PropertyDefinition:
      case T.AccessorProperty:
      case T.TSAbstractPropertyDefinition:
      case T.TSAbstractAccessorProperty:
        return this.#types.annotation(member.typeAnnotation) ?? this.#asserted(member.value);
      default:
        return undefined;
    }
  }
}
