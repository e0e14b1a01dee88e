/** Reads `leaklint.config.json`: nearest upwards from the file, with everything that it extends. */
import { dirname, join, resolve } from 'node:path';
import { parseTree, printParseErrorCode, getNodeValue, type Node, type ParseError } from 'jsonc-parser';
import { problemsOf } from '../engine.ts';
import { reasonOf, type FileSystem } from '../filesystem.ts';
import { CannotRun } from '../notice.ts';
import { upwards } from '../paths.ts';
import { decode, LineMap } from '../text.ts';
import { CONFIG_NAME, configShape, defaultConfig, ruleIdOf } from './model.ts';
import type { Config, ConfigContent } from './model.ts';
import type { Problem, Shape } from './shape.ts';

export interface ConfigProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A configuration that cannot be used. The message names every problem with file, line and column. */
export class ConfigError extends CannotRun {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(
      problems
        .map((each) => `${each.file}:${String(each.line)}:${String(each.column)}: ${each.message}`)
        .join('\n'),
      problems[0]?.file ?? null,
    );
    this.problems = problems;
  }
}

/** Finds and reads configurations, each once. */
export class Configs {
  readonly #fs: FileSystem;
  readonly #forced: Config | null;
  readonly #base: Config;
  readonly #byFolder = new Map<string, Config>();
  readonly #byPath = new Map<string, Config>();
  /** Configurations that cannot be used, and why. */
  readonly #broken = new Map<string, CannotRun>();
  /** What they said when they last could be. */
  readonly #earlier = new Map<string, Config>();
  readonly #files = new Set<string>();

  /**
   * @param forced a configuration that holds for every file (`--config`)
   * @param base what holds where no configuration says otherwise
   */
  constructor(fs: FileSystem, forced: string | null = null, base: Config = defaultConfig) {
    this.#fs = fs;
    this.#base = base;
    this.#forced = forced === null ? null : this.read(forced);
  }

  /** The configuration for files in a folder. The search ends at the repository's root. */
  of(folder: string): Config {
    if (this.#forced !== null) return this.#forced;
    const passed: string[] = [];
    let found = this.#base;
    for (const each of upwards(folder)) {
      const known = this.#byFolder.get(each);
      if (known !== undefined) {
        found = known;
        break;
      }
      passed.push(each);
      const path = join(each, CONFIG_NAME);
      if (this.#fs.info(path)?.kind === 'file') {
        found = this.read(path);
        break;
      }
      if (this.#fs.info(join(each, '.git')) !== null) break;
    }
    for (const each of passed) this.#byFolder.set(each, found);
    return found;
  }

  /**
   * Throws a {@link CannotRun} that says all that is wrong; but what could be used before {@link forget} holds on
   * while it is broken, because an editor sees every state between two good ones.
   */
  read(path: string): Config {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    try {
      const before = this.#broken.get(path);
      if (before !== undefined) throw before;
      const config = this.#extended(path, []);
      this.#byPath.set(path, config);
      return config;
    } catch (error) {
      if (!(error instanceof CannotRun)) throw error;
      this.#broken.set(path, error);
      const earlier = this.#earlier.get(path);
      if (earlier === undefined) throw error;
      this.#byPath.set(path, earlier);
      return earlier;
    }
  }

  /** Reads everything anew when next asked. */
  forget(): void {
    for (const [path, config] of this.#byPath) this.#earlier.set(path, config);
    this.#byFolder.clear();
    this.#byPath.clear();
    this.#broken.clear();
    this.#files.clear();
  }

  /** What is wrong with the configurations that were asked for, whether an earlier one stands in or not. */
  problems(): readonly CannotRun[] {
    return [...this.#broken.values()];
  }

  /** Whether a file was read as a configuration, or as what one extends. */
  uses(path: string): boolean {
    return this.#files.has(path);
  }

  #extended(path: string, chain: readonly string[]): Config {
    const { content, extendsNode, lines } = this.#content(path);
    const bases = typeof content.extends === 'string' ? [content.extends] : (content.extends ?? []);
    let config = chain.length === 0 ? this.#base : defaultConfig;
    for (const base of bases) {
      const target = resolve(dirname(path), base);
      const complain = (message: string): never => {
        throw new ConfigError([{ file: path, ...lines.position(extendsNode?.offset ?? 0), message }]);
      };
      if (target === path || chain.includes(target))
        complain(`"extends" leads back to ${target}. Break the circle.`);
      if (this.#fs.info(target)?.kind !== 'file') {
        complain(
          `"extends" names "${base}", but there is no file ${target}. Name a file relative to this one.`,
        );
      }
      config = merge(config, this.#extended(target, [...chain, path]));
    }
    return merge(config, ownConfig(path, content));
  }

  #content(path: string): { content: ConfigContent; extendsNode: Node | undefined; lines: LineMap } {
    this.#files.add(path);
    let text: string;
    try {
      text = decode(this.#fs.read(path)).text;
    } catch (error) {
      const reason = reasonOf(error);
      throw new CannotRun(
        `The configuration ${path} could not be read (${reason}). Name a file that can be read.`,
        path,
      );
    }
    const lines = new LineMap(text);
    const errors: ParseError[] = [];
    const tree = parseTree(text, errors, { allowTrailingComma: true });
    if (errors.length > 0 || tree === undefined) {
      const problems = errors.slice(0, 1).map((error) => ({
        file: path,
        ...lines.position(error.offset),
        message: `This is no valid JSON: ${wordsOf(error)}. Comments and trailing commas are allowed.`,
      }));
      throw new ConfigError(
        problems.length > 0
          ? problems
          : [{ file: path, line: 1, column: 1, message: 'The file is empty. Write {} at least.' }],
      );
    }
    const problems: Problem[] = [];
    configShape.check(tree, '', problems);
    const value: unknown = getNodeValue(tree);
    if (!conforms(configShape, value, problems)) {
      throw new ConfigError(
        problems.map(({ offset, message }) => ({ file: path, ...lines.position(offset), message })),
      );
    }
    const wrong = value.catalogue === undefined ? [] : problemsOf(value.catalogue);
    if (wrong.length > 0) {
      const at = lines.position(memberOf(tree, 'catalogue')?.offset ?? 0);
      throw new ConfigError(
        wrong.map((message) => ({ file: path, ...at, message: `"catalogue": ${message}` })),
      );
    }
    const extendsNode = memberOf(tree, 'extends');
    return { content: value, extendsNode, lines };
  }
}

/** The value of a member of the file's object. */
function memberOf(tree: Node, key: string): Node | undefined {
  return tree.children?.find((each) => each.children?.[0]?.value === key)?.children?.[1];
}

/** A value has the shape if checking it brought no problems. */
function conforms<T>(_shape: Shape<T>, _value: unknown, problems: readonly Problem[]): _value is T {
  return problems.length === 0;
}

function wordsOf(error: ParseError): string {
  return printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function ownConfig(path: string, content: ConfigContent): Config {
  const rules = new Map<
    NonNullable<ReturnType<typeof ruleIdOf>>,
    NonNullable<ReturnType<Config['rules']['get']>>
  >();
  for (const [name, level] of Object.entries(content.rules ?? {})) {
    const id = ruleIdOf(name);
    if (id !== null) rules.set(id, level);
  }
  const filtered = content.include !== undefined || content.exclude !== undefined;
  return {
    path,
    rules,
    minSeverity: content.minSeverity ?? null,
    filters: filtered
      ? [{ folder: dirname(path), include: content.include ?? null, exclude: content.exclude ?? [] }]
      : [],
    families: content.catalogue === undefined ? [] : [content.catalogue],
    nodeVersion: content.runtime?.node ?? null,
    tests: content.tests ?? defaultConfig.tests,
    origins: new Map(
      [...namesIn(content), ...[...rules.keys()].map((id) => `rules.${id}`)].map((name) => [name, path]),
    ),
  };
}

/** The settings that a file speaks of, rules aside. */
function namesIn(content: ConfigContent): string[] {
  const said = [
    content.minSeverity === undefined ? null : 'minSeverity',
    content.tests === undefined ? null : 'tests',
    content.runtime?.node === undefined ? null : 'runtime.node',
    content.catalogue === undefined ? null : 'catalogue',
  ];
  return said.filter((name) => name !== null);
}

function merge(base: Config, top: Config): Config {
  return {
    path: top.path,
    rules: new Map([...base.rules, ...top.rules]),
    minSeverity: top.minSeverity ?? base.minSeverity,
    filters: [...base.filters, ...top.filters],
    families: [...base.families, ...top.families],
    nodeVersion: top.nodeVersion ?? base.nodeVersion,
    tests: top.tests === defaultConfig.tests ? base.tests : top.tests,
    origins: new Map([...base.origins, ...top.origins]),
  };
}
