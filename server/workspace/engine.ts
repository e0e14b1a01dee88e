/** The engine as the workspace sees it: the one place where the layers below are put together. */
import { analyseFile, type FileResult, type Project } from '../../analysis/analyse.ts';
import { compileCatalogue, type Catalogue } from '../../analysis/catalogue/index.ts';
import type { GivenUp, Loss } from '../../analysis/finding.ts';
import type { FileFlow } from '../../analysis/flow/graph.ts';
import { lowerTypeScript } from '../../languages/typescript/lower.ts';
import type { Finding, Fix } from '../../rules/rule.ts';
import type { Config } from './config/model.ts';
import type { CompilerFacts } from './tsconfig.ts';

/** The catalogue for a configuration: the built-in families, then the user's. */
export function catalogueFor(config: Config): Catalogue {
  return compileCatalogue(
    config.families.map((family, index) => ({
      id: `user.${String(index)}`,
      language: 'javascript' as const,
      checkedAgainst: [],
      ...family,
    })),
  );
}

/** Whether the text names anything that the catalogue acquires. */
export function gate(_catalogue: Catalogue, _text: string): boolean {
  return true;
}

export function lower(path: string, text: string): FileFlow | null {
  return lowerTypeScript({ path, text });
}

export function analyse(project: Project, path: string): FileResult {
  return analyseFile(project, path);
}

export function findingsOf(_losses: readonly Loss[], _config: Config): readonly Finding[] {
  return [];
}

export interface FixInput {
  readonly finding: Finding;
  readonly text: string;
  readonly flow: FileFlow;
  readonly compiler: CompilerFacts | null;
  readonly nodeVersion: string | null;
}

export function fixesFor(_input: FixInput): readonly Fix[] {
  return [];
}

/** What became of a crash below: an entry among what was given up. */
export function crashed(path: string, error: unknown, length: number): GivenUp {
  const deep = error instanceof RangeError;
  return {
    file: path,
    range: { start: 0, end: length },
    reason: deep ? 'too-deep' : 'crash',
    detail: deep
      ? 'the code is nested too deeply'
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  };
}
