/** TypeScript and JavaScript to the flow graph. */

import type { Comment, FileFlow, FlowGraph } from '../../analysis/flow/graph.ts';
import type { Tree } from './ast.ts';
import { modelOf } from './file.ts';
import { lowerFunction } from './lower/function.ts';
import type { FileModel, FunctionUnit } from './model.ts';
import { parseText, type SyntaxProblem } from './parse.ts';

/** A file as text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** A file that somebody else has parsed: ESTree with `range` on every node. */
export interface SourceTree extends SourceText {
  readonly program: Tree.Program;
  readonly comments?: readonly Comment[];
  readonly syntaxErrors?: readonly SyntaxProblem[];
}

/** Lowers a file. Never throws: what cannot be parsed at all has an empty module function and a syntax error. */
export function lowerTypeScript(input: SourceText): FileFlow {
  try {
    return lowerTree({ ...input, ...parseText(input.path, input.text) });
  } catch (error) {
    return nothing(input, reasonOf(error));
  }
}

/**
 * Lowers a tree. Never throws, either: one that lacks what typescript-estree puts into every node, as the
 * trees of other parsers do, is parsed anew from its text.
 */
export function lowerESTree(input: SourceTree): FileFlow {
  try {
    return lowerTree(input);
  } catch {
    return lowerTypeScript(input);
  }
}

function lowerTree(input: SourceTree): FileFlow {
  const model = modelOf(input.path, input.text, input.program);
  const syntaxErrors = input.syntaxErrors ?? [];
  markBroken(model, syntaxErrors);
  let source: FileModel | null = model;
  let graphs: readonly FlowGraph[] = [];
  return {
    path: input.path,
    text: input.text,
    places: model.places,
    functions: model.units.map(({ info }) => info),
    classes: model.classes,
    exports: model.exports,
    modules: [...model.modules],
    comments: input.comments ?? [],
    script: input.text.startsWith('#!'),
    syntaxErrors,
    graph(id) {
      // Whoever asks for one asks for most; and once there are all, the tree, which is many times as large, can go.
      if (source !== null) {
        const from = source;
        source = null;
        graphs = from.units.map((unit) => graphOf(from, unit));
      }
      return graphs[id] ?? EMPTY;
    },
  };
}

/** A function that is nested too deeply for the stack has an empty graph and counts as broken. */
function graphOf(model: FileModel, unit: FunctionUnit): FlowGraph {
  try {
    return lowerFunction(model, unit);
  } catch {
    unit.info.broken = true;
    return EMPTY;
  }
}

const EMPTY: FlowGraph = {
  blocks: [{ steps: [], terminator: { kind: 'unreachable' }, handler: null, loopHead: false }],
};

/**
 * Marks the innermost function around each syntax error. What is missing at the end of the file is
 * missing in all functions that reach down to there.
 */
function markBroken(model: FileModel, errors: readonly SyntaxProblem[]): void {
  const lastCode = model.text.trimEnd().length;
  for (const { range } of errors) {
    const atEnd = range.start >= lastCode;
    const around = model.units.filter(({ info }) => {
      const { start, end } = info.range;
      if (info.kind === 'module') return false;
      return atEnd ? end >= lastCode : start <= range.start && range.start < end;
    });
    // Inner functions come later in the table.
    const marked = atEnd ? around : around.slice(-1);
    for (const { info } of marked.length > 0 ? marked : model.units.slice(0, 1)) info.broken = true;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'The code is nested too deeply.';
  return `The code could not be read: ${error instanceof Error ? error.message : String(error)}`;
}

function nothing(input: SourceText, message: string): FileFlow {
  const range = { start: 0, end: input.text.length };
  return {
    path: input.path,
    text: input.text,
    places: [],
    functions: [
      {
        id: 0,
        name: null,
        parent: null,
        kind: 'module',
        async: false,
        generator: false,
        parameters: [],
        thisPlace: null,
        ownerClass: null,
        captures: [],
        capturedWrites: [],
        range,
        body: range,
        broken: true,
      },
    ],
    classes: [],
    exports: new Map(),
    modules: [],
    comments: [],
    script: input.text.startsWith('#!'),
    syntaxErrors: [{ range: { start: 0, end: 0 }, message }],
    graph: () => EMPTY,
  };
}
