/** Enters functions into the tables: one entry for each, in source order, parents before children. */

import type { ClassId, FunctionId, FunctionInfo } from '../../../analysis/flow/graph.ts';
import { type FunctionNode, rangeOf, T } from '../ast.ts';
import type { FileModel, UnitBody } from '../model.ts';

/** Where a function is found. */
export interface FunctionPosition {
  readonly parent: FunctionId | null;
  readonly kind: FunctionInfo['kind'];
  readonly name: string | null;
  /** The class of which it is a member. */
  readonly memberOf: ClassId | null;
  readonly static: boolean;
  /** Where a documentation comment would have to end. */
  readonly doc: number;
}

/** Adds a function and returns its id. Its parameters, captures and types come later. */
export function addFunction(model: FileModel, body: UnitBody, position: FunctionPosition): FunctionId {
  const id = model.units.length;
  const node = body.node;
  const range = rangeOf(node);
  const ownThis = position.kind !== 'module' && position.kind !== 'arrow';
  const thisPlace = ownThis ? model.addPlace({ kind: 'this', declaredIn: id }) : null;
  model.units.push({
    info: {
      id,
      name: position.name,
      parent: position.parent,
      kind: position.kind,
      async: body.kind === 'function' && body.node.async,
      generator: body.kind === 'function' && body.node.generator,
      parameters: [],
      thisPlace,
      ownerClass: position.static ? null : position.memberOf,
      captures: [],
      capturedWrites: [],
      range,
      body: bodyRange(body) ?? range,
      broken: false,
    },
    body,
    memberOf: position.memberOf,
    doc: position.doc,
  });
  if (body.kind === 'field') {
    model.fieldFunctionOf.set(node, id);
    if (body.node.value) model.fieldValueOf.set(body.node.value, id);
  } else model.functionOf.set(node, id);
  return id;
}

function bodyRange(body: UnitBody) {
  switch (body.kind) {
    case 'function':
      return rangeOf(body.node.body);
    case 'field':
      return body.node.value ? rangeOf(body.node.value) : undefined;
    default:
      return rangeOf(body.node);
  }
}

/** The kind of a function that is no class member. */
export function plainKind(node: FunctionNode): FunctionInfo['kind'] {
  return node.type === T.ArrowFunctionExpression ? 'arrow' : 'function';
}

/** Arrows take `this` and its class from the function around them. Parents come before their children. */
export function inheritThis(model: FileModel): void {
  for (const { info } of model.units) {
    if (info.kind !== 'arrow' || info.parent === null) continue;
    const around = model.units[info.parent]?.info;
    if (!around) continue;
    info.thisPlace = around.thisPlace;
    if (info.ownerClass === null) info.ownerClass = around.ownerClass;
  }
}
