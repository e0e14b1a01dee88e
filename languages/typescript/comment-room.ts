/** Where a line of its own for a comment can be put into a text without changing what the code does. */
import type ts from 'typescript';
import { compiler } from './compiler.ts';
import { scriptKind } from './parse.ts';

/**
 * What a comment before a line has to look like: an ordinary one in `code`, one in braces between the children
 * of a `jsx` element; `none` where the line begins inside a string, a template, a comment, or JSX text that
 * another line break would change.
 */
export type CommentRoom = 'code' | 'jsx' | 'none';

/** @param lineStart the offset at which the line starts. Never throws. */
export function commentRoom(path: string, text: string, lineStart: number): CommentRoom {
  const { ts } = compiler();
  try {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, scriptKind(path));
    return roomIn(file, text, lineStart);
  } catch {
    // Too deep for the stack: a comment right before the call fits everywhere.
    return 'none';
  }
}

function roomIn(file: ts.SourceFile, text: string, lineStart: number): CommentRoom {
  const { ts } = compiler();
  const token = innermost(file, lineStart);
  if (ts.isJsxText(token)) return roomInJsx(token, text, lineStart);
  const insideToken =
    token.getChildCount(file) === 0 && token.getStart(file) < lineStart && lineStart < token.end;
  if (insideToken && token.kind !== ts.SyntaxKind.EndOfFileToken) return 'none';
  return insideComment(text, lineStart) ? 'none' : 'code';
}

function innermost(node: ts.Node, at: number): ts.Node {
  const inner = compiler().ts.forEachChild(node, (child) =>
    child.pos <= at && at < child.end ? child : undefined,
  );
  return inner === undefined ? node : innermost(inner, at);
}

/** Between children nothing but blanks may be around the new line, because words that it parts are joined no more. */
function roomInJsx(node: ts.JsxText, text: string, lineStart: number): CommentRoom {
  return text.slice(node.pos, node.end).trim() === '' && lineStart > node.pos ? 'jsx' : 'none';
}

function insideComment(text: string, at: number): boolean {
  const opened = text.lastIndexOf('/*', at - 1);
  return opened >= 0 && !text.slice(opened, at).includes('*/');
}
