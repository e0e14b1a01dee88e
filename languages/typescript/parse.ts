/**
 * Text to ESTree, for code that may be half-typed.
 *
 * typescript-estree gives nothing at all at the first parse diagnostic. It takes a source file, though,
 * whose diagnostics have been emptied, and then converts what the compiler made of the text.
 */

import type ts from 'typescript';
import type { Comment } from '../../analysis/flow/graph.ts';
import type { Tree } from './ast.ts';
import { compiler } from './compiler.ts';
import type { HalfTyped } from './half-typed.ts';
import { blankFlowTypes, hasFlowPragma, isPlainScript, smellsOfFlow } from './flow-types.ts';
import { repair } from './repair.ts';
import { isRealSyntaxError } from './syntax-errors.ts';

/** A real syntax error. */
export interface SyntaxProblem {
  readonly range: { readonly start: number; readonly end: number };
  readonly message: string;
}

/** What parsing gave. */
export interface Parsed {
  readonly program: Tree.Program;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly SyntaxProblem[];
}

/**
 * Parses a file. Throws on nesting that is deeper than the stack, and where the conversion fails.
 *
 * @param typed What is remembered of the file that is typed in, by which the next letter goes quicker; the result
 *   is the same with and without.
 */
export function parseText(path: string, text: string, typed?: HalfTyped): Parsed {
  const flow = isPlainScript(path) && hasFlowPragma(text);
  const first = flow
    ? compile(path, blankFlowTypes(text, false) ?? text)
    : compile(path, text, typed?.take(path, text) ?? null);
  let source = first;
  if (first.problems.length > 0 && !flow && isPlainScript(path) && smellsOfFlow(text)) {
    const blanked = blankFlowTypes(text, true);
    const second = blanked === undefined ? undefined : compile(path, blanked);
    if (second && second.problems.length < first.problems.length) source = second;
  }
  const { program, comments, extended } = convertPatiently(path, source, flow ? undefined : text);
  if (source === first && !flow && first.problems.length > 0) typed?.keep(path, first.file);
  if (source.problems.length > 0 && (extended || mayHoldJsx(path))) repair(program, text.length);
  return { program, comments, syntaxErrors: source.problems };
}

/**
 * Converts, and tries once more with a token behind the end where the converter looks for one and finds none; then the
 * tree extends beyond the text.
 */
function convertPatiently(
  path: string,
  source: Compiled,
  text: string | undefined,
): Converted & { readonly extended: boolean } {
  try {
    return { ...convert(path, source.file), extended: false };
  } catch (error) {
    if (text === undefined || source.problems.length === 0 || error instanceof RangeError) throw error;
    return { ...convert(path, compile(path, `${text}\n;`).file), extended: true };
  }
}

type Converted = Pick<Parsed, 'program' | 'comments'>;

function convert(path: string, file: ts.SourceFile): Converted {
  // Comments cost a scan of all tokens; only files that speak to us are worth it.
  const comment = file.text.includes('leaklint');
  const { astConverter, ts } = compiler();
  const { ParseNone: jsDocParsingMode } = ts.JSDocParsingMode;
  const { estree: program } = astConverter(
    file,
    { ...settings, jsDocParsingMode, filePath: path, comment },
    false,
  );
  return {
    program,
    comments: (comment ? (program.comments ?? []) : []).map((one) => ({
      range: { start: one.range[0], end: one.range[1] },
      text: one.value,
      block: one.type === 'Block',
    })),
  };
}

/** Of these the conversion looks at five; the others are for finding and reading projects. */
const settings: Omit<Parameters<ReturnType<typeof compiler>['astConverter']>[1], 'jsDocParsingMode'> = {
  range: true,
  // Nobody asks for lines, but taking them off again costs a walk that leaves slow objects behind.
  loc: true,
  comment: false,
  tokens: null,
  allowInvalidAST: true,
  errorOnUnknownASTType: false,
  suppressDeprecatedPropertyWarnings: true,
  backend: 'classic',
  code: '',
  codeFullText: '',
  comments: [],
  debugLevel: new Set(),
  errorOnTypeScriptSyntacticAndSemanticIssues: false,
  extraFileExtensions: [],
  filePath: '',
  jsx: true,
  log: () => undefined,
  programs: null,
  projects: new Map(),
  projectService: undefined,
  singleRun: false,
  tsconfigMatchCache: new Map(),
  tsconfigRootDir: '',
};

const nowhere: ts.LineAndCharacter = { line: 0, character: 0 };

interface Compiled {
  readonly file: ts.SourceFile;
  readonly problems: readonly SyntaxProblem[];
}

function compile(path: string, text: string, before: ReturnType<HalfTyped['take']> = null): Compiled {
  const { ts } = compiler();
  const file =
    before !== null
      ? ts.updateSourceFile(before.file, text, before.change)
      : ts.createSourceFile(
          path,
          text,
          { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
          true,
          scriptKind(path),
        );
  // The conversion asks for the line of both ends of every node, and nobody asks it for lines.
  file.getLineAndCharacterOfPosition = () => nowhere;
  return { file, problems: takeDiagnostics(file) };
}

/** Takes the parse diagnostics out of the file, so that the conversion does not stop at them. */
function takeDiagnostics(file: ts.SourceFile): SyntaxProblem[] {
  // The list is no part of the compiler's public types; without it there is nothing to take.
  if (!('parseDiagnostics' in file) || !Array.isArray(file.parseDiagnostics)) return [];
  const { ts } = compiler();
  const diagnostics: readonly ts.DiagnosticWithLocation[] = file.parseDiagnostics.splice(0);
  return diagnostics
    .filter(({ code }) => isRealSyntaxError(code))
    .map(({ start, length, messageText }) => ({
      range: { start, end: start + length },
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
}

/** Where `<` may begin an element: everywhere but in plain TypeScript. */
function mayHoldJsx(path: string): boolean {
  return scriptKind(path) !== compiler().ts.ScriptKind.TS;
}

export function scriptKind(path: string): ts.ScriptKind {
  const { ts } = compiler();
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  switch (extension) {
    case 'ts':
    case 'mts':
    case 'cts':
      return ts.ScriptKind.TS;
    case 'tsx':
      return ts.ScriptKind.TSX;
    default:
      // Plain scripts may hold JSX whatever they are called.
      return ts.ScriptKind.JSX;
  }
}
