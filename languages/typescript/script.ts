/**
 * Plain scripts without errors, by a parser that gives ESTree directly. It takes a quarter of the time and of the
 * memory that the compiler's tree and its conversion take. It stops at the first error: what it refuses, and all
 * that only TypeScript or Flow have, goes to the patient way in `parse.ts`.
 */
import { analyze } from 'eslint-scope';
import { parse, type Options } from 'meriyah';
import type { Comment } from '../../analysis/flow/graph.ts';
import { isProgram, type Tree } from './ast.ts';
import { hasFlowPragma, isPlainScript } from './flow-types.ts';
import { isScopeManager, type ScopeManager } from './names.ts';

/** ESTree, its scopes, and the comments if any of them speaks to us. */
export interface ParsedScript {
  readonly program: Tree.Program;
  readonly scopes: ScopeManager;
  readonly comments: readonly Comment[];
}

type OnComment = Extract<Options['onComment'], (...them: never) => unknown>;

const options: Options = {
  next: true,
  ranges: { range: true },
  raw: true,
  // Old scripts do what browsers allow.
  webcompat: true,
  jsx: true,
  // What the platform makes of a pattern is nothing to us, and costs time.
  validateRegex: false,
};

const scopeOptions: Parameters<typeof analyze>[1] = {
  ecmaVersion: 2022,
  // What is evaluated may read or write any variable, but hardly ever does: names mean what they would without it.
  ignoreEval: true,
  sourceType: 'module',
  jsx: true,
};

/** Null where this parser does not serve. Never throws. */
export function parseScript(path: string, text: string): ParsedScript | null {
  if (!isPlainScript(path) || hasFlowPragma(text)) return null;
  const comments: Comment[] = [];
  try {
    const program: unknown = parse(text, {
      ...options,
      ...(speaksToUs(text) ? { onComment: noteIn(comments) } : {}),
      sourceType: isModule(path, text) ? 'module' : 'commonjs',
    });
    if (!isProgram(program) || !isESTree(program)) return null;
    const scopes: unknown = analyze(program, scopeOptions);
    return isScopeManager(scopes) ? { program, scopes, comments } : null;
  } catch {
    return null;
  }
}

/** Comments matter only where one of them may speak to us. */
export function speaksToUs(text: string): boolean {
  return text.includes('leaklint');
}

function noteIn(comments: Comment[]): OnComment {
  return (type, value, start, end) => {
    // A first line that names the interpreter is none.
    if (type !== 'HashbangComment')
      comments.push({ range: { start, end }, text: value, block: type === 'MultiLine' });
  };
}

function isModule(path: string, text: string): boolean {
  return path.endsWith('.mjs') || (!path.endsWith('.cjs') && /^[^\S\n]*(?:import|export)\b/m.test(text));
}

/** The scope analysis has types of its own for the same trees. */
function isESTree(program: object): program is Parameters<typeof analyze>[0] {
  return 'body' in program;
}
