/** What the compiler says of types that it did not say before. */

import type ts from 'typescript';
import { compiler } from '../../compiler.ts';
import type { TypeHost } from '../contract.ts';

/** A file before and after. */
export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Complaints about types that the texts before did not have, in the order of the changes. One program holds all
 * the texts, because most of the work is to read the declarations.
 */
export function newProblems(changes: readonly Change[], host: TypeHost): readonly (readonly string[])[] {
  const texts = new Map<string, string>();
  const named = changes.map(({ path, before, after }, index) => {
    const extension = /\.[^.]+$/.exec(path)?.[0] ?? '.ts';
    const files = [
      `${host.root}/change-${index}-before${extension}`,
      `${host.root}/change-${index}-after${extension}`,
    ] as const;
    texts.set(files[0], before).set(files[1], after);
    return files;
  });
  const program = programOf(texts, host);
  return named.map(([before, after]) => {
    const known = tally(complaints(program, before));
    return [...tally(complaints(program, after))]
      .filter(([message, times]) => times > (known.get(message) ?? 0))
      .map(([message]) => `The compiler complains: ${message}`);
  });
}

function tally(messages: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  return counts;
}

function complaints(program: ts.Program, file: string): readonly string[] {
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ code, messageText }) => `TS${code} ${compiler().ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
}

const optionsOf = (): ts.CompilerOptions => {
  const { ts } = compiler();
  return {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    moduleDetection: ts.ModuleDetectionKind.Force,
    types: ['node'],
    strict: true,
    allowJs: true,
    checkJs: false,
    noEmit: true,
    skipLibCheck: true,
    jsx: ts.JsxEmit.Preserve,
  };
};

function programOf(texts: ReadonlyMap<string, string>, types: TypeHost): ts.Program {
  const read = (name: string): string | undefined => texts.get(name) ?? types.readFile(name);
  const { ts } = compiler();
  return ts.createProgram([...texts.keys()], optionsOf(), {
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
    getSourceFile: (name, target) => {
      const content = read(name);
      return content === undefined ? undefined : ts.createSourceFile(name, content, target, true);
    },
    getDefaultLibFileName: () => `${types.libFolder}/lib.d.ts`,
    getDefaultLibLocation: () => types.libFolder,
    writeFile: () => undefined,
    getCurrentDirectory: () => types.root,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  });
}
