/**
 * Syntax trees as plain objects. tree-sitter's own lie in WebAssembly memory that nobody collects, and each look
 * at a node crosses over to it; so a tree is copied once and let go.
 */
import type { TreeCursor } from 'web-tree-sitter';
import type { Comment, SourceRange } from '../../analysis/flow/graph.ts';
import { parserOf, type Grammar } from './loader.ts';

/** A node. Offsets are UTF-16, as in the text. Punctuation and keywords are nodes that are not `named`. */
export class SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  /** The field of the parent that it fills. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | null;
  readonly children: SyntaxNode[] = [];
  /** Inserted by the parser, because it should be there. */
  readonly missing: boolean;

  constructor(cursor: TreeCursor, kind: Kind, parent: SyntaxNode | null) {
    this.type = kind.type;
    this.named = kind.named;
    this.field = parent === null ? null : cursor.currentFieldName;
    this.start = cursor.startIndex;
    this.end = cursor.endIndex;
    this.missing = this.start === this.end && cursor.nodeIsMissing;
    this.parent = parent;
  }
}

interface Kind {
  readonly type: string;
  readonly named: boolean;
}

/** By grammar and number. Each look at the cursor crosses over to WebAssembly: what is always so is asked for once. */
const kinds = new Map<Grammar, Map<number, Kind>>();

function kindAt(cursor: TreeCursor, known: Map<number, Kind>): Kind {
  const id = cursor.nodeTypeId;
  let kind = known.get(id);
  if (kind === undefined) known.set(id, (kind = { type: cursor.nodeType, named: cursor.nodeIsNamed }));
  return kind;
}

export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
  /** In order. */
  readonly comments: readonly Comment[];
  readonly errors: readonly { readonly range: SourceRange; readonly message: string }[];
}

/** Node types that are comments, by grammar; they are kept out of the tree. */
const COMMENTS: ReadonlySet<string> = new Set(['comment', 'line_comment', 'block_comment']);

/** What of the tree is wanted: all of it, or nothing that is neither named nor in a field. */
export type Detail = 'all' | 'named';

/** Parses a text; null while the grammar has not been loaded. Syntax errors become nodes `ERROR`. */
export function parse(grammar: Grammar, text: string, detail: Detail = 'all'): SyntaxTree | null {
  const parser = parserOf(grammar);
  const tree = parser?.parse(text) ?? null;
  if (tree === null) return null;
  let known = kinds.get(grammar);
  if (known === undefined) kinds.set(grammar, (known = new Map<number, Kind>()));
  const cursor = tree.walk();
  try {
    return copied(cursor, known, text, detail);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** Without recursion: half-typed and generated code nests deeper than the stack. */
function copied(cursor: TreeCursor, known: Map<number, Kind>, text: string, detail: Detail): SyntaxTree {
  const comments: Comment[] = [];
  const errors: { range: SourceRange; message: string }[] = [];
  const root = new SyntaxNode(cursor, kindAt(cursor, known), null);
  let parent = root;
  let descending = cursor.gotoFirstChild();
  while (descending) {
    const node = new SyntaxNode(cursor, kindAt(cursor, known), parent);
    const { start, end } = node;
    if (COMMENTS.has(node.type)) {
      const said = text.slice(start, end);
      comments.push({ range: { start, end }, text: said, block: said.startsWith('/*') });
    } else if (detail === 'all' || node.named || node.field !== null) parent.children.push(node);
    if (node.type === 'ERROR') errors.push({ range: { start, end }, message: 'syntax error' });
    else if (node.missing)
      errors.push({ range: { start, end }, message: `syntax error: ${node.type} is missing` });
    // Punctuation and keywords are leaves, and comments are not looked into.
    if (node.named && !COMMENTS.has(node.type) && cursor.gotoFirstChild()) parent = node;
    else {
      while (!cursor.gotoNextSibling()) {
        if (parent.parent === null || !cursor.gotoParent()) {
          descending = false;
          break;
        }
        parent = parent.parent;
      }
    }
  }
  if (root.type === 'ERROR')
    errors.push({ range: { start: root.start, end: root.end }, message: 'syntax error' });
  return { text, root, comments, errors };
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
  return node?.children.filter((child) => child.named) ?? [];
}

/** The first child of a type, keywords included. */
export function childOf(node: SyntaxNode | null | undefined, type: string): SyntaxNode | undefined {
  return node?.children.find((child) => child.type === type);
}

/** All nodes below, in order, the node itself first; a subtree that `enters` refuses is left out. */
export function* walk(
  node: SyntaxNode,
  enters: (node: SyntaxNode) => boolean = () => true,
): Generator<SyntaxNode> {
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    if (next !== node && !enters(next)) continue;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (child !== undefined) stack.push(child);
    }
  }
}
