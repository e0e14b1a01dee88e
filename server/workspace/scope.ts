/** What is known of the files of a project that are of one language and share a configuration. */
import type { Catalogue } from '../../analysis/catalogue/index.ts';
import type { CachedResult, ResultCache } from './cache.ts';
import type { Config } from './config/model.ts';
import {
  CLOSED,
  forgetSummaries,
  lower,
  type Language,
  type Lowering,
  type ModuleHost,
  type Traced,
} from './engine.ts';
import { FileGate } from './gate.ts';
import { Links } from './links.ts';
import { Passing } from './passing.ts';
import type { Sources } from './sources.ts';
import { userSpecifier, type Surroundings } from './surroundings.ts';

/** What holds for files that share a configuration and a root. */
export interface Scope {
  readonly config: Config;
  readonly project: Lowering;
  readonly gate: FileGate;
  /** The imports that the analysis followed so far. */
  readonly links: Links;
  readonly passing: Passing;
  readonly surroundings: Surroundings;
  readonly cache: ResultCache;
  /** What was found in each file, with what it rests on; of files whose text did not change since. */
  readonly results: Map<string, Traced<CachedResult>>;
  /** Forgets what was made of changed texts, and doubts what may rest on them; forgets all without paths. */
  forget(changed: ReadonlySet<string> | null, doubtful?: ReadonlySet<string>): void;
  /** Names the catalogue in cache keys. */
  readonly catalogueHash: string;
}

/** What is around all files below a root. */
export interface Around {
  /** Made anew where files come or go. */
  surroundings: Surroundings;
  readonly cache: ResultCache;
}

interface Parts {
  readonly config: Config;
  readonly language: Language;
  readonly around: Around;
  readonly catalogue: Catalogue;
  /** Names the catalogue in cache keys. */
  readonly hash: string;
  readonly sources: Sources;
  /** Texts change while it is used. */
  readonly changing: boolean;
}

/** Puts it together. */
export function makeScope({ config, language, around, catalogue, hash, sources, changing }: Parts): Scope {
  const links = new Links();
  const project: Lowering = {
    changing,
    catalogue,
    resolve: (from, specifier, name) => {
      const wanted =
        name !== undefined && language.imports.byName === true ? `${specifier}#${name}` : specifier;
      const to = around.surroundings.resolve(from, wanted);
      links.note(from, wanted, to);
      return to;
    },
    file: (path) => sources.flow(path),
    lower: (path, text) => lower(path, text, passing.namesFor(path)),
    worthwhile: (path) => gate.passes(path),
    passesOn: (path, names) => gate.mayPassOn(path, names),
    mayExport: (path, name) => gate.mayExport(path, name),
    mayMake: (path, name) => gate.mayMake(path, name),
    ...(language.imports.users !== undefined && {
      user: (path: string, name: string, index: number) => project.resolve(path, userSpecifier(index, name)),
    }),
    isClosed: (path) => project.resolve(path, CLOSED) !== null,
  };
  const host = (): ModuleHost => around.surroundings.host;
  const passing = new Passing({
    resolve: (from, specifier) => project.resolve(from, specifier),
    text: (path) => host().text(path),
  });
  let gate = new FileGate(project, sources, passing, host);
  const results = new Map<string, Traced<CachedResult>>();
  return {
    config,
    project,
    get gate() {
      return gate;
    },
    links,
    passing,
    get surroundings() {
      return around.surroundings;
    },
    cache: around.cache,
    catalogueHash: hash,
    results,
    forget: (changed, doubtful = new Set()) => {
      forgetSummaries(project, changed, doubtful);
      if (changed === null) {
        results.clear();
        passing.clear();
        gate = new FileGate(project, sources, passing, host);
      } else {
        for (const path of changed) results.delete(path);
        gate.forget(changed, doubtful);
      }
    },
  };
}
