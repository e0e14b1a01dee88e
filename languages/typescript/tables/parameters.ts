/** The parameters of a function: which places receive the arguments. */

import type { Parameter } from '../../../analysis/flow/graph.ts';
import { type Node, T, type Tree } from '../ast.ts';
import type { FileModel } from '../model.ts';

/** Lists the parameters; a pattern gets a temporary that the entry block takes apart. */
export function parametersOf(model: FileModel, params: readonly Tree.Parameter[]): Parameter[] {
  return params.filter((param) => !isThis(param)).map((param) => parameter(model, param));
}

/** TypeScript's `this` parameter is only a type. */
export function isThis(param: Node): boolean {
  return param.type === T.Identifier && param.name === 'this';
}

function parameter(model: FileModel, param: Tree.Parameter): Parameter {
  const inner = param.type === T.TSParameterProperty ? param.parameter : param;
  const rest = inner.type === T.RestElement;
  const target =
    inner.type === T.AssignmentPattern ? inner.left : inner.type === T.RestElement ? inner.argument : inner;
  if (target?.type === T.Identifier) {
    const optional = inner.type === T.AssignmentPattern || target.optional;
    return { place: model.placeOfIdentifier(target), name: target.name, rest, optional };
  }
  return {
    place: model.addPlace({ kind: 'temporary' }),
    name: null,
    rest,
    optional: inner.type === T.AssignmentPattern,
  };
}
