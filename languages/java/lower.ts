/** Java to the flow graph. */

import type { FileFlow } from '../../analysis/flow/graph.ts';
import { fileFlow, unreadable, type SourceText } from '../shared/file.ts';
import { parse } from '../tree-sitter/tree.ts';
import { modelOf } from './file.ts';
import { lowerFunction } from './lower/function.ts';
import type { FileModel } from './model.ts';

/** Lowers a file; null while the grammar has not been loaded. Never throws. */
export function lowerJava(input: SourceText): FileFlow | null {
  try {
    const tree = parse('java', input.text, 'named');
    if (tree === null) return null;
    const model = modelOf(input.path, input.text, tree.root);
    return fileFlow(input, {
      places: model.places,
      functions: model.units.map(({ info }) => info),
      classes: model.classes.map(({ info }) => info),
      exports: model.exports,
      modules: modulesOf(model),
      comments: tree.comments,
      syntaxErrors: tree.errors,
      graphs: model.units.map((unit) => () => lowerFunction(model, unit)),
    });
  } catch (error) {
    return unreadable(input, error);
  }
}

function modulesOf({ imports }: FileModel): readonly string[] {
  const named = [...imports.classes.values(), ...imports.members.values(), ...imports.holders];
  return [...new Set([...named.map(({ module }) => module), ...imports.packages])];
}
