/** TypeScript and JavaScript to the flow graph. */

import type { Comment, FileFlow } from '../../analysis/flow/graph.ts';
import { fileFlow, unreadable, type SourceText } from '../shared/file.ts';
import { modelOf, type ParsedFile } from './file.ts';
import { HalfTyped } from './half-typed.ts';
import { lowerFunction } from './lower/function.ts';
import { parseText, type Parsed, type SyntaxProblem } from './parse.ts';
import { parseQuickly } from './quick.ts';

export type { SourceText } from '../shared/file.ts';

/** A file that somebody else has parsed: ESTree with `range` on every node. */
export interface SourceTree extends ParsedFile {
  readonly comments?: readonly Comment[];
  readonly syntaxErrors?: readonly SyntaxProblem[];
}

/** What is being typed in, see there. */
const halfTyped = new HalfTyped();

/** Lowers a file. Never throws: what cannot be parsed at all has an empty module function and a syntax error. */
export function lowerTypeScript(input: SourceText): FileFlow {
  try {
    // A file that was half-typed before this letter is likely to be so after it.
    const again = halfTyped.has(input.path) ? parseAgain(input) : null;
    if (again !== null && again.syntaxErrors.length > 0) return lowerTree({ ...input, ...again });
    const quick = parseQuickly(input.path, input.text);
    const lowered = quick === null ? null : lowerESTree({ ...input, ...quick });
    if (lowered !== null) return lowered;
    return lowerTree({ ...input, ...(again ?? parseText(input.path, input.text, halfTyped)) });
  } catch (error) {
    return unreadable(input, error);
  }
}

/** Null where the compiler cannot go on from what it knows; then the file is parsed as if it were new. */
function parseAgain({ path, text }: SourceText): Parsed | null {
  try {
    return parseText(path, text, halfTyped);
  } catch {
    return null;
  }
}

/**
 * Lowers a tree of any parser that gives ESTree, also one that leaves out what only TypeScript has. Never throws,
 * either: a tree that cannot be lowered is nothing, and the caller may try the text.
 */
export function lowerESTree(input: SourceTree): FileFlow | null {
  try {
    return lowerTree(input);
  } catch {
    return null;
  }
}

function lowerTree(input: SourceTree): FileFlow {
  const model = modelOf(input);
  return fileFlow(input, {
    places: model.places,
    functions: model.units.map(({ info }) => info),
    classes: model.classes,
    exports: model.exports,
    modules: model.modules,
    comments: input.comments ?? [],
    syntaxErrors: input.syntaxErrors ?? [],
    graphs: model.units.map((unit) => () => lowerFunction(model, unit)),
  });
}
