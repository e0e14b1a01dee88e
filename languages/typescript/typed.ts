/**
 * TypeScript without errors, by a parser that gives ESTree directly. The compiler's own tree and its conversion take
 * twice the time and a third more memory. It stops at the first error: what it refuses goes to the patient way in
 * `parse.ts`.
 */
import { parse, type ParserOptions } from '@babel/parser';
import type { Comment } from '../../analysis/flow/graph.ts';
import { isProgram, T, type Node, type Tree } from './ast.ts';
import { speaksToUs } from './script.ts';

/** ESTree, and the comments if any of them speaks to us. */
export interface ParsedTyped {
  readonly program: Tree.Program;
  readonly comments: readonly Comment[];
}

const options: ParserOptions = {
  sourceType: 'module',
  allowReturnOutsideFunction: true,
  allowNewTargetOutsideFunction: true,
  ranges: true,
  // Nobody asks for lines.
  locations: false,
  attachComment: false,
};

/** Null where this parser does not serve. Never throws. */
export function parseTyped(path: string, text: string): ParsedTyped | null {
  const kind = /\.[cm]?ts(x?)$/i.exec(path);
  if (kind === null) return null;
  try {
    const file = parse(text, {
      ...options,
      plugins: [
        'estree',
        ['typescript', { dts: /\.d\.[cm]?ts$/i.test(path) }],
        // The older ones are those that parameters can have.
        'decorators-legacy',
        'decoratorAutoAccessors',
        ...(kind[1] === '' ? [] : ['jsx' as const]),
      ],
    });
    const program: unknown = file.program;
    if (!isProgram(program)) return null;
    for (const statement of program.body) startAtKeyword(statement, text);
    return { program, comments: speaksToUs(text) ? commentsOf(file.comments ?? []) : [] };
  } catch {
    return null;
  }
}

function commentsOf(
  all: readonly { type: string; value: string; start?: number; end?: number }[],
): Comment[] {
  return all.map(({ type, value, start = 0, end = 0 }) => ({
    range: { start, end },
    text: value,
    block: type === 'CommentBlock',
  }));
}

/** Decorators that stand before `export` are outside of the class, as the compiler has it. */
function startAtKeyword(statement: Node, text: string): void {
  if (statement.type !== T.ExportNamedDeclaration && statement.type !== T.ExportDefaultDeclaration) return;
  const { declaration } = statement;
  if (declaration?.type !== T.ClassDeclaration) return;
  const last = declaration.decorators.at(-1);
  if (last === undefined) return;
  EXPORT.lastIndex = last.range[1];
  if (EXPORT.test(text)) declaration.range[0] = EXPORT.lastIndex;
}

const GAP = String.raw`(?:\s|//.*|/\*[^]*?\*/)*`;
const EXPORT = new RegExp(`${GAP}export\\b${GAP}(?:default\\b${GAP})?`, 'y');
