/** How the author lays code out, so that what we insert looks as if they had written it. */

import { eachChild, type Node, T, type Tree } from '../ast.ts';

export interface Style {
  readonly eol: '\n' | '\r\n';
  /** One level of indentation. */
  readonly unit: string;
  /** `;`, or nothing where statements end without. */
  readonly semi: ';' | '';
  readonly quote: "'" | '"';
}

/** Reads the style off the code. */
export function styleOf(program: Tree.Program, text: string): Style {
  const seen: Seen = { unit: undefined, withSemi: 0, withoutSemi: 0, single: 0, double: 0 };
  look(program, text, seen);
  return {
    eol: /\r\n/.test(text) ? '\r\n' : '\n',
    unit: seen.unit ?? '  ',
    semi: seen.withoutSemi > seen.withSemi ? '' : ';',
    quote: seen.double > seen.single ? '"' : "'",
  };
}

/** The white space before the first character of the line that holds the offset. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line's text ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** Where the next line starts. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed < 0 ? text.length : feed + 1;
}

/** The line of the offset, or of the first of the comment lines that stand right above it. */
export function withCommentsAbove(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*(?:\/\/|\/\*.*\*\/$)/.test(text.slice(above, start).trimEnd())) break;
    start = above;
  }
  return start;
}

interface Seen {
  unit: string | undefined;
  withSemi: number;
  withoutSemi: number;
  single: number;
  double: number;
}

function look(node: Node, text: string, seen: Seen): void {
  switch (node.type) {
    case T.ExpressionStatement:
    case T.ReturnStatement:
    case T.ImportDeclaration:
      if (text[node.range[1] - 1] === ';') seen.withSemi++;
      else seen.withoutSemi++;
      break;
    case T.Literal:
      if (node.raw.startsWith("'")) seen.single++;
      else if (node.raw.startsWith('"')) seen.double++;
      break;
    case T.BlockStatement:
    case T.ClassBody: {
      const first: Node | undefined = node.body[0];
      if (first && seen.unit === undefined) seen.unit = unitBetween(text, node.range[0], first.range[0]);
      break;
    }
    default:
      break;
  }
  eachChild(node, (child) => {
    look(child, text, seen);
  });
}

/** The step from the line that opens a block to its first statement's. */
function unitBetween(text: string, opening: number, first: number): string | undefined {
  const outer = indentAt(text, opening);
  const inner = indentAt(text, first);
  if (lineStart(text, opening) === lineStart(text, first) || !inner.startsWith(outer)) return undefined;
  return inner.slice(outer.length) || undefined;
}
