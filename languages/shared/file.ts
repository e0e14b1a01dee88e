/** A lowered file, put together from its tables: what is the same whatever the language. */

import type {
  ClassInfo,
  Comment,
  Export,
  FileFlow,
  FlowGraph,
  FunctionInfo,
  Place,
  SourceRange,
} from '../../analysis/flow/graph.ts';

/** A file as text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** A real syntax error. */
export interface SyntaxProblem {
  readonly range: SourceRange;
  readonly message: string;
}

/** Something whose fields may still be set while the tables are being filled. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** All that is known of a file before its graphs. Only the list of places may grow later, by temporaries. */
export interface FileTables {
  readonly places: readonly Place[];
  readonly functions: readonly Draft<FunctionInfo>[];
  readonly classes: readonly ClassInfo[];
  readonly exports: ReadonlyMap<string, readonly Export[]>;
  readonly modules: Iterable<string>;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly SyntaxProblem[];
  /** Builds the graphs of all functions, in their order. One that throws has none, and counts as broken. */
  readonly graphs: readonly (() => FlowGraph)[];
}

/** The file as the analysis sees it. Its graphs are made when the first of them is asked for. */
export function fileFlow({ path, text }: SourceText, tables: FileTables): FileFlow {
  const { functions, syntaxErrors } = tables;
  markBroken(text, functions, syntaxErrors);
  let makers: FileTables['graphs'] | null = tables.graphs;
  let graphs: readonly FlowGraph[] = [];
  return {
    path,
    text,
    places: tables.places,
    functions,
    classes: tables.classes,
    exports: tables.exports,
    modules: [...tables.modules],
    comments: tables.comments,
    script: text.startsWith('#!'),
    syntaxErrors,
    graph(id) {
      // Whoever asks for one asks for most; and once there are all, the tree, which is many times as large, can go.
      if (makers !== null) {
        const all = makers;
        makers = null;
        graphs = all.map((make, index) => made(make, functions[index]));
      }
      return graphs[id] ?? EMPTY;
    },
  };
}

/** A function that is nested too deeply for the stack has an empty graph and counts as broken. */
function made(make: () => FlowGraph, info: Draft<FunctionInfo> | undefined): FlowGraph {
  try {
    return make();
  } catch {
    if (info !== undefined) info.broken = true;
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
function markBroken(
  text: string,
  functions: readonly Draft<FunctionInfo>[],
  errors: readonly SyntaxProblem[],
): void {
  const lastCode = text.trimEnd().length;
  for (const { range } of errors) {
    const atEnd = range.start >= lastCode;
    const around = functions.filter((info) => {
      const { start, end } = info.range;
      if (info.kind === 'module') return false;
      return atEnd ? end >= lastCode : start <= range.start && range.start < end;
    });
    // Inner functions come later in the table.
    const marked = atEnd ? around : around.slice(-1);
    for (const info of marked.length > 0 ? marked : functions.slice(0, 1)) info.broken = true;
  }
}

/** What is said of a file that could not be lowered at all. */
export function unreadable(input: SourceText, error: unknown): FileFlow {
  const message =
    error instanceof RangeError
      ? 'The code is nested too deeply.'
      : `The code could not be read: ${error instanceof Error ? error.message : String(error)}`;
  const range = { start: 0, end: input.text.length };
  return {
    path: input.path,
    text: input.text,
    places: [],
    functions: [moduleFunction(range, true)],
    classes: [],
    exports: new Map(),
    modules: [],
    comments: [],
    script: input.text.startsWith('#!'),
    syntaxErrors: [{ range: { start: 0, end: 0 }, message }],
    graph: () => EMPTY,
  };
}

/** Function 0: the module's own top-level code. */
export function moduleFunction(range: SourceRange, broken = false): Draft<FunctionInfo> {
  return {
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
    broken,
  };
}
