/** Gives every variable its place, says what it denotes, and finds which functions capture which. */

import type { FunctionId, Place, PlaceId } from '../../../analysis/flow/graph.ts';
import { isFunction, type Node, rangeOf, T } from '../ast.ts';
import type { FileModel } from '../model.ts';
import { holdsValue, readsValue, type Scope, type Variable } from '../names.ts';
import type { DeclaredTypes } from '../resolve/declared.ts';

/** Makes a place for every variable of the file that holds a value. */
export function placeVariables(model: FileModel, declared: DeclaredTypes): void {
  for (const variable of model.names.variables) {
    if (!holdsValue(variable) || !runs(variable.scope)) continue;
    const reference = model.denotes(variable.identifiers[0]);
    const type = declared.variable(variable);
    const name = variable.identifiers[0];
    const place: Place = {
      kind: 'variable',
      name: variable.name,
      declaredIn: functionOfScope(model, variable.scope),
      declaration: declarationKind(variable),
      writes: countWrites(model, variable),
      range: name
        ? rangeOf(name)
        : { start: variable.scope.block.range[0], end: variable.scope.block.range[0] },
      ...(reference && { reference }),
      ...(type && { type }),
    };
    model.placeOf.set(variable, model.addPlace(place));
  }
}

/** Parameters of types and of overloads are no variables of anything that runs. */
function runs({ type, block }: Scope): boolean {
  if (type === 'functionType') return false;
  return block.type !== T.TSDeclareFunction && block.type !== T.TSEmptyBodyFunctionExpression;
}

function declarationKind(variable: Variable): Extract<Place, { kind: 'variable' }>['declaration'] {
  for (const { node } of variable.defs) {
    switch (node.type) {
      case T.FunctionDeclaration:
      case T.FunctionExpression:
      case T.ArrowFunctionExpression:
        return node.id && variable.identifiers.includes(node.id) ? 'function' : 'parameter';
      case T.ClassDeclaration:
      case T.ClassExpression:
        return 'class';
      case T.ImportDefaultSpecifier:
      case T.ImportNamespaceSpecifier:
      case T.ImportSpecifier:
      case T.TSImportEqualsDeclaration:
        return 'import';
      case T.CatchClause:
        return 'catch';
      case T.VariableDeclarator:
        return 'local';
      default:
        break;
    }
  }
  return 'local';
}

/** Each place in the source that gives the variable a value counts once; a bare `let x;` gives none. */
function countWrites(model: FileModel, variable: Variable): number {
  const written = new Set<Node>();
  for (const { node, name } of variable.defs) {
    const bare = node.type === T.VariableDeclarator || node.type === T.TSDeclareFunction;
    if (!bare) written.add(name);
  }
  for (const use of model.names.usesOf(variable)) if (use.isWrite()) written.add(use.identifier);
  return written.size;
}

/** The function in which code of a scope runs. */
export function functionOfScope(model: FileModel, from: Scope): FunctionId {
  for (let scope: Scope | null = from; scope; scope = scope.upper) {
    const block = scope.block;
    if (scope.type === 'class-field-initializer') {
      const id = model.fieldValueOf.get(block);
      if (id !== undefined) return id;
    } else if (isFunction(block) ? scope.type === 'function' : block.type === T.StaticBlock) {
      const id = model.functionOf.get(block);
      if (id !== undefined) return id;
    }
  }
  return 0;
}

/** Fills in which places of other functions each function reads and writes. */
export function findCaptures(model: FileModel): void {
  const captures = model.units.map(() => new Set<PlaceId>());
  const writes = model.units.map(() => new Set<PlaceId>());
  for (const variable of model.names.variables) {
    const id = model.placeOf.get(variable);
    const place = id === undefined ? undefined : model.places[id];
    if (id === undefined || place?.kind !== 'variable' || place.declaration === 'import') continue;
    for (const use of model.names.usesOf(variable)) {
      if (!readsValue(use)) continue;
      let within: FunctionId | null = functionOfScope(model, use.from);
      while (within !== null && within !== place.declaredIn) {
        captures[within]?.add(id);
        if (use.isWrite()) writes[within]?.add(id);
        within = model.units[within]?.info.parent ?? null;
      }
    }
  }
  model.units.forEach(({ info }, index) => {
    info.captures = [...(captures[index] ?? [])];
    info.capturedWrites = [...(writes[index] ?? [])];
  });
}
