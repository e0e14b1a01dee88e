/**
 * Syntax trees as plain objects. tree-sitter's own lie in WebAssembly memory that nobody collects, and each look
 * at a node crosses over to it; so a tree is copied once and let go.
 */
import type { Comment, SourceRange } from '../../analysis/flow/graph.ts';
import { addressOf } from './cursor.ts';
import { loaded, type Grammar, type Kind, type Loaded } from './loader.ts';

/** A node. Offsets are UTF-16, as in the text. Punctuation and keywords are nodes that are not `named`. */
export class SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  /** The field of the parent that it fills. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | null;
  children: readonly SyntaxNode[] = NONE;
  /** Inserted by the parser, because it should be there. */
  readonly missing: boolean;

  constructor(
    kind: Kind,
    field: string | null,
    start: number,
    end: number,
    missing: boolean,
    parent: SyntaxNode | null,
  ) {
    this.type = kind.type;
    this.named = kind.named;
    this.field = field;
    this.start = start;
    this.end = end;
    this.missing = missing;
    this.parent = parent;
  }
}

/** Most nodes are leaves. */
const NONE: readonly SyntaxNode[] = [];

export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
  /** In order. */
  readonly comments: readonly Comment[];
  /** The nodes of the types that were asked for, outer ones first, in order. */
  readonly marked: readonly SyntaxNode[];
  readonly errors: readonly { readonly range: SourceRange; readonly message: string }[];
}

/** Node types that are comments, by grammar; they are kept out of the tree. */
const COMMENTS: ReadonlySet<string> = new Set(['comment', 'line_comment', 'block_comment']);

/** Keywords and signs without which a node could mean either of two things. */
const TELLING: ReadonlySet<string> = new Set(['async', 'from', ':=']);

/**
 * What of the tree is wanted: all of it, or nothing that is neither named nor in a field, but for the few keywords that
 * decide what a node means.
 */
export type Detail = 'all' | 'named';

/**
 * Parses a text; null while the grammar has not been loaded. Syntax errors become nodes `ERROR`.
 *
 * @param marks types of nodes that are to be found without walking the tree once more
 */
export function parse(
  grammar: Grammar,
  text: string,
  detail: Detail = 'all',
  marks: ReadonlySet<string> = new Set(),
): SyntaxTree | null {
  const language = loaded(grammar);
  const tree = language?.parser.parse(text) ?? null;
  if (language === null || tree === null) return null;
  const { runtime } = language;
  const address = addressOf(tree);
  runtime.root(address);
  const sound = runtime.hasError(address) === 0;
  runtime.root(address);
  runtime.open(address);
  try {
    return copied(language, address, { text, detail, marks, sound });
  } finally {
    runtime.close(address);
    tree.delete();
  }
}

interface Wanted {
  readonly text: string;
  readonly detail: Detail;
  readonly marks: ReadonlySet<string>;
  /** There is no error in it. */
  readonly sound: boolean;
}

/** Without recursion: half-typed and generated code nests deeper than the stack. */
function copied(language: Loaded, tree: number, { text, detail, marks, sound }: Wanted): SyntaxTree {
  const { runtime, fields } = language;
  const marked: SyntaxNode[] = [];
  const comments: Comment[] = [];
  const errors: { range: SourceRange; message: string }[] = [];
  const root = new SyntaxNode(
    kindAt(language, tree),
    null,
    runtime.start(tree),
    runtime.end(tree),
    false,
    null,
  );
  let parent = root;
  // Children whose parent is not done yet: a list for each node that grows by itself would take several times the room.
  const open: SyntaxNode[] = [];
  /** Where in there the children of each node around begin. */
  const begins: number[] = [];
  let begin = 0;
  const close = (): void => {
    parent.children = open.splice(begin);
  };
  let descending = runtime.firstChild(tree) !== 0;
  while (descending) {
    const kind = kindAt(language, tree);
    const field = fields[runtime.field(tree)] ?? null;
    const kept = detail === 'all' || kind.telling || field !== null;
    let entered = false;
    // What is left out has to be looked at only where something may be missing.
    if (kept || !sound) {
      const start = runtime.start(tree);
      const end = runtime.end(tree);
      const missing = !sound && start === end && runtime.isMissing(tree) !== 0;
      if (kind.comment) {
        const said = text.slice(start, end);
        comments.push({ range: { start, end }, text: said, block: said.startsWith('/*') });
      } else if (kept) {
        const node = new SyntaxNode(kind, field, start, end, missing, parent);
        open.push(node);
        if (kind.named && marks.has(kind.type)) marked.push(node);
        // Punctuation and keywords are leaves, and comments are not looked into.
        if (kind.named && runtime.firstChild(tree) !== 0) {
          entered = true;
          begins.push(begin);
          begin = open.length;
          parent = node;
        }
      }
      if (kind.type === 'ERROR') errors.push({ range: { start, end }, message: 'syntax error' });
      else if (missing)
        errors.push({ range: { start, end }, message: `syntax error: ${kind.type} is missing` });
    }
    if (entered) continue;
    while (runtime.nextSibling(tree) === 0) {
      close();
      const outer = begins.pop();
      if (parent.parent === null || outer === undefined || runtime.parent(tree) === 0) {
        descending = false;
        break;
      }
      begin = outer;
      parent = parent.parent;
    }
  }
  if (root.type === 'ERROR')
    errors.push({ range: { start: root.start, end: root.end }, message: 'syntax error' });
  return { text, root, comments, marked, errors };
}

function kindAt(language: Loaded, tree: number): Kind {
  const { runtime, types, kinds } = language;
  const id = runtime.type(tree);
  let kind = kinds.get(id);
  // Each look crosses over to WebAssembly: what is always so is asked for once.
  if (kind === undefined) {
    // What the grammar does not know is an error. That a text ends where a line might is none, and has an empty name.
    const type = types[id] ?? 'ERROR';
    const named = runtime.isNamed(tree) !== 0;
    kind = { type, named, telling: named || TELLING.has(type), comment: COMMENTS.has(type) };
    kinds.set(id, kind);
  }
  return kind;
}

/** The range of a node. */
export function rangeOf(node: SyntaxNode): SourceRange {
  return { start: node.start, end: node.end };
}

/** The child that fills a field. */
export function childIn(node: SyntaxNode | null | undefined, field: string): SyntaxNode | undefined {
  return node?.children.find((child) => child.field === field);
}

/** All children that fill a field. */
export function childrenIn(node: SyntaxNode | null | undefined, field: string): readonly SyntaxNode[] {
  return node?.children.filter((child) => child.field === field && child.named) ?? [];
}

/** The children that are no punctuation. */
export function namedChildren(node: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  const children = node?.children ?? NONE;
  // Mostly there is nothing else, since most of it has not been copied.
  return children.every(isNamed) ? children : children.filter(isNamed);
}

function isNamed({ named }: SyntaxNode): boolean {
  return named;
}

/** The first child of a type, keywords included. */
export function childOf(node: SyntaxNode | null | undefined, type: string): SyntaxNode | undefined {
  return node?.children.find((child) => child.type === type);
}

/** All nodes below, in order, the node itself first; a subtree that `enters` refuses is left out. */
export function walk(
  node: SyntaxNode,
  enters: (node: SyntaxNode) => boolean = () => true,
): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    found.push(next);
    if (next !== node && !enters(next)) continue;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (child !== undefined) stack.push(child);
    }
  }
  return found;
}
