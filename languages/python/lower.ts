/** Python to the flow graph. */
import type { FileFlow, FlowGraph, Parameter } from '../../analysis/flow/graph.ts';
import type { PassedOn } from '../language.ts';
import { fileFlow, unreadable, type SourceText } from '../shared/file.ts';
import { leaveFunction } from '../shared/flow/completions.ts';
import { childIn, namedChildren, parse, rangeOf, type SyntaxNode } from '../tree-sitter/tree.ts';
import { Builder } from './lower/builder.ts';
import { value } from './lower/expressions.ts';
import { block } from './lower/statements.ts';
import type { FileModel, FunctionUnit } from './model.ts';
import { modelOf } from './tables/index.ts';

/** Lowers a file; null if the grammar was not loaded. Never throws. */
export function lowerPython(input: SourceText, passedOn?: PassedOn): FileFlow | null {
  try {
    const tree = parse('python', input.text, 'named');
    if (tree === null) return null;
    const model = modelOf(input.path, tree, passedOn);
    return fileFlow(input, {
      places: model.places,
      functions: model.units.map(({ info }) => info),
      classes: model.classes,
      exports: model.exports,
      modules: model.modules,
      comments: tree.comments,
      syntaxErrors: tree.errors,
      graphs: model.units.map((unit) => () => lowerFunction(model, unit)),
    });
  } catch (error) {
    return unreadable(input, error);
  }
}

function lowerFunction(model: FileModel, unit: FunctionUnit): FlowGraph {
  const builder = new Builder(model, unit);
  const { node, info } = unit;
  if (info.kind === 'module') block(builder, node);
  else {
    defaults(builder, childIn(node, 'parameters'), info.parameters);
    const body = childIn(node, 'body');
    if (node.type === 'lambda') {
      const result = value(builder, body);
      leaveFunction(builder, result, rangeOf(body ?? node), false);
    } else block(builder, body);
  }
  const { end } = info.body;
  leaveFunction(builder, null, { start: Math.max(info.body.start, end - 1), end }, true);
  return builder.finish();
}

/** A missing argument is what its default says, as far as that is `None`. */
function defaults(builder: Builder, node: SyntaxNode | undefined, parameters: readonly Parameter[]): void {
  for (const child of namedChildren(node)) {
    const fallback = childIn(child, 'value');
    const name = childIn(child, 'name') ?? namedChildren(child)[0];
    const parameter =
      name === undefined ? undefined : parameters.find((one) => one.name === builder.text(name));
    if (fallback === undefined || parameter === undefined || !parameter.optional) continue;
    const missing = builder.block();
    const present = builder.block();
    const range = rangeOf(fallback);
    const { place } = parameter;
    builder.branch({ kind: 'equals', place, literal: undefined, loose: false }, missing, present, range);
    builder.enter(missing);
    // A default is evaluated once for all calls, outside: only literals are known.
    builder.copy(place, value(builder, fallback.type === 'call' ? undefined : fallback), range);
    builder.jump(present);
    builder.enter(present);
  }
}
