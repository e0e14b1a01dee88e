/** Lowers one function: its parameters, its hoisted functions, its body. */

import type { FlowGraph, Parameter, PlaceId } from '../../../analysis/flow/graph.ts';
import { keyName, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { FileModel, FunctionUnit } from '../model.ts';
import { isThis } from '../tables/parameters.ts';
import { Builder } from './builder.ts';
import { leaveFunction } from '../../shared/flow/completions.ts';
import { value } from './expressions.ts';
import { bindPattern, withDefault } from './patterns.ts';
import { statements } from './statements.ts';

/** Builds the graph of a function. May throw where the tree is deeper than the stack. */
export function lowerFunction(model: FileModel, unit: FunctionUnit): FlowGraph {
  const builder = new Builder(model, unit);
  const { body } = unit;
  switch (body.kind) {
    case 'module':
      statements(builder, body.node.body);
      break;
    case 'static-block':
      statements(builder, body.node.body);
      break;
    case 'field':
      field(builder, body.node, body.key);
      break;
    case 'function': {
      const params = body.node.params.filter((param) => !isThis(param));
      params.forEach((param, index) => {
        const parameter = unit.info.parameters[index];
        if (parameter) bindParameter(builder, param, parameter);
      });
      if (body.node.body?.type === T.BlockStatement) statements(builder, body.node.body.body);
      else if (body.node.body) {
        const result = value(builder, body.node.body);
        leaveFunction(builder, result, rangeOf(body.node.body), false);
      }
      break;
    }
  }
  const end = unit.info.body.end;
  leaveFunction(builder, null, { start: Math.max(unit.info.body.start, end - 1), end }, true);
  return builder.finish();
}

function bindParameter(builder: Builder, param: Tree.Parameter, parameter: Parameter): void {
  const inner = param.type === T.TSParameterProperty ? param.parameter : param;
  if (inner.type === T.AssignmentPattern) {
    if (inner.left?.type === T.Identifier) {
      defaultOf(builder, parameter.place, inner.right);
    } else bindPattern(builder, inner.left, withDefault(builder, parameter.place, inner.right), inner, true);
  } else if (inner.type === T.RestElement) {
    if (inner.argument?.type !== T.Identifier)
      bindPattern(builder, inner.argument, parameter.place, inner, true);
  } else if (inner.type !== T.Identifier) bindPattern(builder, inner, parameter.place, inner, true);
  if (
    param.type === T.TSParameterProperty &&
    parameter.name !== null &&
    builder.unit.info.thisPlace !== null
  ) {
    builder.emit({
      op: 'store',
      object: builder.unit.info.thisPlace,
      key: parameter.name,
      value: parameter.place,
      range: rangeOf(param),
    });
  }
}

/** A missing argument takes the default; the parameter's own place holds the result. */
function defaultOf(builder: Builder, place: PlaceId, fallback: Node): void {
  const missing = builder.block();
  const present = builder.block();
  const range = rangeOf(fallback);
  builder.branch({ kind: 'equals', place, literal: undefined, loose: false }, missing, present, range);
  builder.enter(missing);
  builder.copy(place, value(builder, fallback), range);
  builder.jump(present);
  builder.enter(present);
}

function field(
  builder: Builder,
  node: Tree.PropertyDefinition | Tree.AccessorProperty,
  key: string | null,
): void {
  const object = builder.unit.info.thisPlace;
  if (!node.value || object === null) return;
  const stored = value(builder, node.value);
  const computed =
    key === null && keyName(node.key, node.computed) === null ? value(builder, node.key) : undefined;
  builder.emit({
    op: 'store',
    object,
    key,
    value: stored,
    range: rangeOf(node),
    ...(computed !== undefined && { computed }),
  });
}
