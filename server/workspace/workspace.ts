/**
 * One view of the files of one or more projects, for the command line and the editor alike: which files there
 * are, what holds for each, and what is found in it.
 */
import { dirname } from 'node:path';
import { english, type Locale } from '../../rules/locale.ts';
import type { Fix } from '../../rules/rule.ts';
import type { Catalogue } from '../../analysis/catalogue/index.ts';
import { Baselines } from './baseline.ts';
import { buildId } from './build-id.ts';
import { noCache, type ResultCache } from './cache.ts';
import { checkFile, type CheckedFile, type PlacedFinding } from './check.ts';
import type { Config } from './config/model.ts';
import { Configs } from './config/read.ts';
import { discover, type Discovery } from './discover.ts';
import {
  catalogueFor,
  fixesFor,
  languageOf,
  prepareLanguages,
  type Language,
  type WasmReader,
} from './engine.ts';
import { moduleKindOf, Packages } from './environment.ts';
import { diskFileSystem, reasonOf, type FileSystem } from './filesystem.ts';
import { readWasm } from './grammars.ts';
import { hashOf } from './hash.ts';
import type { CannotRun, Notice } from './notice.ts';
import { innermost } from './paths.ts';
import { phase } from './profile.ts';
import { Roots } from './roots.ts';
import { linesOf, Sources } from './sources.ts';
import { makeScope, type Around, type Scope } from './scope.ts';
import { nameIn, Surroundings } from './surroundings.ts';
import type { LineMap } from './text.ts';

/** What code is taken to run on where neither its package nor the configuration says. */
const OLDEST_NODE = '18';

export interface WorkspaceOptions {
  /** Absolute. What lies below it and in no repository belongs together. */
  readonly cwd: string;
  /** Several such folders, where there is more than one; asked each time. */
  readonly folders?: () => readonly string[];
  readonly fs?: FileSystem;
  /** Gives the grammars of languages that need one; by default those that are installed with Leaklint. */
  readonly readWasm?: WasmReader;
  /** A configuration file that holds for every file. */
  readonly configPath?: string | null;
  /** What holds where no configuration says otherwise. */
  readonly baseConfig?: Config;
  /** Gives the cache for a root; none by default. */
  readonly cache?: (root: string) => ResultCache;
  /** Names the engine in cache keys; null where it may change at any time, and nothing is to be cached. */
  readonly engine?: string | null;
  /** Texts change while it is used: what findings rest on is kept, so that few have to be found anew. */
  readonly changing?: boolean;
}

export class Workspace {
  readonly fs: FileSystem;
  readonly sources: Sources;
  readonly configs: Configs;
  readonly baselines: Baselines;
  readonly engine: string | null;
  readonly packages: Packages;
  /** The language of messages and titles. Whoever changes it has to check anew. */
  locale: Locale = english;
  readonly #changing: boolean;
  readonly #cwd: (path: string) => string;
  readonly #makeCache: (root: string) => ResultCache;
  readonly #roots: Roots;
  readonly #surroundings = new Map<string, Around>();
  readonly #catalogues = new Map<Language['id'], WeakMap<Config, { catalogue: Catalogue; hash: string }>>();
  /** By root and language. */
  readonly #scopes = new Map<string, Map<Config, Scope>>();
  readonly #readWasm: WasmReader;
  /** Why files of a language cannot be checked. */
  readonly #unprepared = new Map<string, Notice>();
  readonly #named = new Set<string>();

  /** Throws {@link CannotRun} if the configuration named cannot be used. */
  constructor(options: WorkspaceOptions) {
    this.fs = options.fs ?? diskFileSystem;
    this.#roots = new Roots(this.fs);
    const { cwd, folders = () => [] } = options;
    this.#cwd = (path) => innermost(folders(), path) ?? cwd;
    this.#makeCache = options.cache ?? (() => noCache);
    this.engine = options.engine === undefined ? buildId : options.engine;
    this.#changing = options.changing ?? false;
    this.#readWasm = options.readWasm ?? readWasm;
    this.packages = new Packages(this.fs);
    this.sources = new Sources(this.fs, this.#changing);
    this.sources.passedOn = (path) => this.scopeOf(path).passing.namesFor(path);
    this.configs = new Configs(this.fs, options.configPath ?? null, options.baseConfig);
    this.baselines = new Baselines(this.fs);
  }

  /** Finds the files at and below the paths (absolute). */
  discover(paths: readonly string[]): Discovery {
    const found = discover(this.fs, paths, {
      excludes: (path, folder) => this.surroundingsOf(path).excludes(path, folder),
    });
    for (const path of found.named) this.name(path);
    return found;
  }

  /**
   * Makes ready what the languages of these files need. To be awaited before any of them is checked. Does not
   * reject: what cannot be loaded is told in a notice, and the files of that language are not checked.
   */
  async prepare(paths: Iterable<string>): Promise<void> {
    const first = new Map<Language, string>();
    for (const path of paths) {
      const language = languageOf(path);
      if (language.grammar !== null && !first.has(language)) first.set(language, path);
    }
    for (const [language, path] of first) {
      try {
        await prepareLanguages([path], this.#readWasm);
        this.#unprepared.delete(language.id);
      } catch (error) {
        const message = this.locale.say(
          'The grammar of {language} could not be loaded ({reason}), so its files were not checked. Install Leaklint anew.',
          { language: language.name, reason: reasonOf(error) },
        );
        this.#unprepared.set(language.id, { kind: 'unreadable', message });
      }
    }
  }

  /** The user named this file: it is checked whatever ignore files and its own looks say. */
  name(path: string): void {
    this.#named.add(path);
    this.surroundingsOf(path).allow(path);
  }

  isNamed(path: string): boolean {
    return this.#named.has(path);
  }

  /** Checks one file. Throws {@link CannotRun} only if its configuration or baseline cannot be used. */
  check(path: string): CheckedFile {
    return checkFile(this, path);
  }

  /** The fixes that can be applied as they are, best first. */
  fixes({ finding }: PlacedFinding, wanted: 'best' | 'all' = 'all'): readonly Fix[] {
    const { file } = finding;
    const source = this.sources.read(file);
    // Writing bytes back that are no UTF-8 would change them.
    if ('unread' in source || source.lossy) return [];
    const surroundings = this.surroundingsOf(file);
    const compiler = surroundings.compiler(file);
    const facts = this.packages.of(file, surroundings.root);
    const { project, config } = this.scopeOf(file);
    const environment = {
      target: compiler?.target ?? undefined,
      lib: compiler?.lib ?? undefined,
      nodeVersion: this.configs.of(dirname(file)).nodeVersion ?? facts.node ?? OLDEST_NODE,
      ...(facts.typescript === null ? {} : { typescriptVersion: facts.typescript }),
      moduleKind: moduleKindOf(file, source.text, facts.type),
      isTypeScript: /\.[cm]?tsx?$/.test(file),
    };
    return phase('fixes', () =>
      fixesFor(finding, source.text, environment, project, config, this.locale, wanted === 'best'),
    );
  }

  /** Where lines start in a file; null if it has no text. */
  lines(path: string): LineMap | null {
    const source = this.sources.read(path);
    return 'unread' in source ? null : linesOf(source);
  }

  scopeOf(path: string): Scope {
    const config = this.configs.of(dirname(path));
    const root = this.#rootOf(path);
    const language = languageOf(path);
    const key = `${language.id} ${root}`;
    let scopes = this.#scopes.get(key);
    if (scopes === undefined) this.#scopes.set(key, (scopes = new Map<Config, Scope>()));
    let scope = scopes.get(config);
    if (scope === undefined) {
      const { sources } = this;
      const around = this.#around(root);
      const { catalogue, hash } = this.#catalogueOf(config, language);
      scope = makeScope({ config, language, around, catalogue, hash, sources, changing: this.#changing });
      scopes.set(config, scope);
    }
    return scope;
  }

  surroundingsOf(path: string): Surroundings {
    return this.#around(this.#rootOf(path)).surroundings;
  }

  /** What was said about configurations of compilers along the way. */
  notices(): readonly Notice[] {
    return [
      ...this.#unprepared.values(),
      ...[...this.#surroundings.values()].flatMap(({ surroundings }) => surroundings.compilers.notices),
    ];
  }

  /** What is wrong with configurations and baselines that were asked for. */
  problems(): readonly CannotRun[] {
    return [...this.configs.problems(), ...this.baselines.problems()];
  }

  /** Writes what later runs can use. */
  save(): void {
    for (const { cache } of this.#surroundings.values()) cache.save();
  }

  /**
   * The texts of these files are no longer what they were. Gives them and all files whose findings may differ
   * for it, as far as files were checked.
   */
  changed(paths: Iterable<string>): ReadonlySet<string> {
    const changed = new Set(paths);
    for (const path of changed) if (!this.sources.isOpen(path)) this.sources.forget(path);
    const affected = new Set(changed);
    const visible = new Set<string>();
    const names = new Set<string>();
    for (const path of changed) {
      const surroundings = this.surroundingsOf(path);
      for (const each of surroundings.packageOf(path)) visible.add(each);
      for (const name of surroundings.changed(path)) names.add(name);
    }
    for (const scope of this.#allScopes()) {
      const moved = names.size === 0 ? [] : this.#moved(scope, (each) => names.has(nameIn(each)));
      scope.passing.forget(moved);
      const anew = new Set([...changed, ...moved, ...scope.passing.changed(changed)]);
      for (const path of anew) if (!changed.has(path)) this.sources.relower(path);
      const reaching = scope.links.reaching([...anew, ...visible]);
      scope.forget(anew, reaching);
      scope.links.forget(anew);
      for (const path of reaching) affected.add(path);
    }
    return affected;
  }

  /**
   * Files came or went, or what decides where imports lead has changed: ignore files, compiler options,
   * `package.json`. Gives the files whose findings may differ for it, as far as files were checked.
   */
  restructured(): ReadonlySet<string> {
    this.#roots.forget();
    this.packages.forget();
    const affected = new Set<string>();
    for (const [root, around] of this.#surroundings) {
      around.surroundings = new Surroundings(this.fs, root, this.configs, this.sources);
      for (const path of this.#named) around.surroundings.allow(path);
    }
    for (const scope of this.#allScopes()) {
      const moved = [...this.#moved(scope), ...scope.passing.changed(null)];
      scope.passing.forget(moved);
      for (const path of moved) this.sources.relower(path);
      const reaching = scope.links.reaching(moved);
      scope.forget(reaching);
      scope.links.forget(moved);
      for (const path of reaching) affected.add(path);
    }
    return affected;
  }

  /** Configurations or baselines have changed: whatever was found may differ. */
  reconfigured(): void {
    this.configs.forget();
    this.baselines.forget();
    this.#scopes.clear();
    this.restructured();
  }

  /** Drops all that can be had again, because memory runs short. Which file imports which is kept. */
  shed(): void {
    this.sources.shed();
    for (const scope of this.#allScopes()) scope.forget(null);
  }

  /** The files of which an import leads elsewhere now. */
  #moved({ links, surroundings }: Scope, isMeant?: (specifier: string) => boolean): readonly string[] {
    return [...links.moved((from, specifier) => surroundings.resolve(from, specifier), isMeant)];
  }

  *#allScopes(): Generator<Scope> {
    for (const scopes of this.#scopes.values()) yield* scopes.values();
  }

  #around(root: string): Around {
    let around = this.#surroundings.get(root);
    if (around === undefined) {
      around = {
        surroundings: new Surroundings(this.fs, root, this.configs, this.sources),
        cache: this.#makeCache(root),
      };
      this.#surroundings.set(root, around);
    }
    return around;
  }

  #catalogueOf(config: Config, language: Language): { catalogue: Catalogue; hash: string } {
    let known = this.#catalogues.get(language.id);
    if (known === undefined) this.#catalogues.set(language.id, (known = new WeakMap()));
    let found = known.get(config);
    if (found === undefined) {
      found = { catalogue: catalogueFor(config, language), hash: hashOf(JSON.stringify(config.families)) };
      known.set(config, found);
    }
    return found;
  }

  #rootOf(path: string): string {
    return this.#roots.of(dirname(path), this.#cwd(path));
  }
}
