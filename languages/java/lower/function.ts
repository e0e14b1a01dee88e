/** Lowers one function: its body, or what computes a field. */

import type { FlowGraph } from '../../../analysis/flow/graph.ts';
import { leaveFunction } from '../../shared/flow/completions.ts';
import { field, rangeOf } from '../ast.ts';
import type { FileModel, FunctionUnit } from '../model.ts';
import { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';
import { fieldInitialiser } from './fields.ts';
import { statement } from './statements.ts';

/** Builds the graph of a function. May throw where the tree is deeper than the stack. */
export function lowerFunction(model: FileModel, unit: FunctionUnit): FlowGraph {
  const builder = new JavaBuilder(model, unit);
  const { body } = unit;
  switch (body.kind) {
    case 'file':
      break;
    case 'block':
      statement(builder, body.node);
      break;
    case 'field':
      fieldInitialiser(builder, body.node, body.name);
      break;
    case 'method':
      statement(builder, field(body.node, 'body'));
      break;
    case 'lambda': {
      const inner = field(body.node, 'body');
      if (inner?.type === 'block') statement(builder, inner);
      else if (inner) leaveFunction(builder, value(builder, inner), rangeOf(inner), false);
      break;
    }
  }
  const { start, end } = unit.info.body;
  leaveFunction(builder, null, { start: Math.max(start, end - 1), end }, true);
  return builder.finish();
}
