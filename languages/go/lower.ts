/** Go to the flow graph. */
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { fileFlow, unreadable, type SourceText } from '../shared/file.ts';
import { parse } from '../tree-sitter/tree.ts';
import { MARKS, modelOf } from './file.ts';
import { lowerFunction } from './lower/function.ts';

/** Lowers a file; null until the grammar has been loaded. Never throws. */
export function lowerGo(input: SourceText): FileFlow | null {
  try {
    const tree = parse('go', input.text, 'named', MARKS);
    if (tree === null) return null;
    const model = modelOf(input, tree);
    return fileFlow(input, {
      places: model.places,
      functions: model.units.map(({ info }) => info),
      classes: model.classes,
      exports: model.exports,
      modules: new Set(model.imports.values()),
      comments: tree.comments,
      syntaxErrors: tree.errors,
      graphs: model.units.map((unit) => () => lowerFunction(model, unit)),
    });
  } catch (error) {
    return unreadable(input, error);
  }
}
