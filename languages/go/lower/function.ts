/** Lowers one function. */
import type { FlowGraph } from '../../../analysis/flow/graph.ts';
import { childIn } from '../../tree-sitter/tree.ts';
import type { GoModel, GoUnit } from '../model.ts';
import { zeroOf } from './assignments.ts';
import { GoBuilder } from './builder.ts';
import { prepareDeferred } from './defer.ts';
import { leaveGo } from './returns.ts';
import { declarations, statements } from './statements.ts';

/** Builds the graph of a function. May throw where the tree is deeper than the stack. */
export function lowerFunction(model: GoModel, unit: GoUnit): FlowGraph {
  const builder = new GoBuilder(model, unit);
  if (unit.info.kind === 'module') {
    for (const child of unit.node.children)
      if (child.type === 'var_declaration' || child.type === 'const_declaration')
        declarations(builder, child);
    callEntryPoints(builder);
    builder.end({ kind: 'return', value: null, range: unit.info.body, implicit: true });
    return builder.finish();
  }
  const body = childIn(unit.node, 'body');
  for (const place of unit.results) {
    const named = model.places[place];
    const range = named?.kind === 'variable' ? named.range : unit.info.range;
    builder.copy(place, zeroOf(builder, place, range), range, true);
  }
  if (body !== undefined) {
    prepareDeferred(builder, unit);
    statements(builder, body);
  }
  const end = unit.info.body.end;
  leaveGo(builder, null, { start: Math.max(end - 1, unit.info.body.start), end }, true);
  return builder.finish();
}

/** The runtime calls `init` of every package, and `main` of the program's own. */
function callEntryPoints(builder: GoBuilder): void {
  const { units } = builder.model;
  const ofProgram = /^package\s+main\b/m.test(builder.model.text);
  for (const { info } of units) {
    if (info.kind !== 'function' || (info.name !== 'init' && !(ofProgram && info.name === 'main'))) continue;
    const reference = { kind: 'function', function: info.id } as const;
    builder.emit({
      op: 'call',
      target: builder.temporary(),
      callee: builder.reference(reference, info.range),
      reference,
      arguments: [],
      construct: false,
      awaited: false,
      discarded: true,
      nameRange: info.range,
      range: info.range,
    });
  }
}
