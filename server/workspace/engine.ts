/** The engine as the workspace sees it: the one place where the layers below are put together. */
import {
  analyseFile,
  forgetSummariesOf,
  summariesFor,
  type FileResult,
  type Project,
} from '../../analysis/analyse.ts';
import { compileCatalogue, validateFamily, type Catalogue } from '../../analysis/catalogue/index.ts';
import { explainFile, type Explanation } from '../../analysis/explain.ts';
import type { GivenUp, Loss } from '../../analysis/finding.ts';
import { hands } from '../../analysis/ownership/candidates.ts';
import { mayMake } from '../../analysis/ownership/makers.ts';
import { foundAgain, tracesOf, type Traced } from '../../analysis/ownership/traces.ts';
import type { Family } from '../../analysis/catalogue/model.ts';
import type { Export, FileFlow, FunctionId } from '../../analysis/flow/graph.ts';
import { commentRoom, type CommentRoom } from '../../languages/typescript/comment-room.ts';
import { languageOf, languages } from '../../languages/index.ts';
import type { Bindings, Language, LibraryName, ModuleHost, PassedOn } from '../../languages/language.ts';
import type { Reported } from '../../languages/shared/fixes/contract.ts';
import { hasWord, markOf, Words } from '../../languages/shared/words.ts';
import { loadGrammar, type WasmReader } from '../../languages/tree-sitter/loader.ts';
import type { FixEnvironment } from '../../languages/typescript/fixes/index.ts';
import { lowerForeignTree, type ForeignTree } from '../../languages/typescript/foreign-tree.ts';
import { findingsFor } from '../../rules/check.ts';
import { rules } from '../../rules/index.ts';
import { english, type Locale } from '../../rules/locale.ts';
import { severityOf, type RuleLevel } from '../../rules/policy.ts';
import type { Finding, Fix } from '../../rules/rule.ts';
import type { UserFamily } from './config/catalogue-shape.ts';
import type { Config } from './config/model.ts';

export { hasWord, languageOf, languages, markOf, Words };
export { CLOSED } from '../../languages/language.ts';
export type { Bindings, Language, LibraryName, ModuleHost, PassedOn, WasmReader };

/** Makes ready what the files' languages need; one whose grammar is there already costs nothing. */
export async function prepareLanguages(paths: Iterable<string>, read: WasmReader): Promise<void> {
  const grammars = new Set<NonNullable<Language['grammar']>>();
  for (const path of paths) {
    const { grammar } = languageOf(path);
    if (grammar !== null) grammars.add(grammar);
  }
  await Promise.all([...grammars].map((grammar) => loadGrammar(grammar, read)));
}

/** The catalogue for a language and a configuration: the built-in families, then the user's. */
export function catalogueFor(config: Config, language: Language): Catalogue {
  const own = config.families.map(userFamily).filter((family) => family.language === language.id);
  return compileCatalogue([...language.families, ...own]);
}

/** What is wrong with a user's family beyond its form: selectors, ids. */
export function problemsOf(family: UserFamily): readonly string[] {
  const { language } = userFamily(family, 0);
  const families = languages.filter(({ id }) => id === language).flatMap((each) => each.families);
  const known = families.flatMap(({ resources = [] }) => resources.map(({ id }) => id));
  return validateFamily(userFamily(family, 0), new Set(known));
}

/** A family as users write it, with the rest of what the catalogue wants. */
function userFamily(family: UserFamily, index: number): Family {
  return { id: `user.${String(index)}`, language: 'javascript', checkedAgainst: [], ...family };
}

/** Names under which a file exports functions of its own. */
export function exportedFunctions(project: Project, path: string): readonly string[] {
  const flow = project.file(path);
  if (flow === null) return [];
  return [...flow.exports]
    .filter(([, exported]) => exported.some((each) => functionsOf(flow, each).length > 0))
    .map(([name]) => name);
}

/** Whether an export gives its caller something owned: a helper around what the catalogue knows. */
export function exportGives(project: Project, path: string, name: string): boolean {
  const summaries = summariesFor(project);
  const gives = (): boolean => {
    const flow = project.file(path);
    return (flow?.exports.get(name) ?? []).some(
      (each) => flow !== null && functionsOf(flow, each).some((id) => hands(project, summaries, flow, id)),
    );
  };
  return askOnce(project, path, `export ${name}`, gives);
}

/** The functions of a text that may make something which its type says must be closed, judged without lowering it. */
export function makersIn(path: string, text: string): readonly string[] {
  const heads = languageOf(path).imports.functions?.(text) ?? [];
  return heads.flatMap(({ name, head }) => (mayMake(name, head) ? [name] : []));
}

/** Answers a question about a file whose answer may rest on other such questions, and keeps it. */
export function askOnce(project: Project, path: string, question: string, answer: () => boolean): boolean {
  return summariesFor(project).questions.ask(`${path}\u0000${question}`, answer);
}

/** The functions that an export denotes. */
function functionsOf(flow: FileFlow, exported: Export): readonly FunctionId[] {
  const place = exported.kind === 'place' ? flow.places[exported.place] : undefined;
  const reference =
    exported.kind === 'reference'
      ? exported.reference
      : place?.kind === 'variable'
        ? place.reference
        : undefined;
  return reference?.kind === 'function' ? [reference.function] : [];
}

export function lower(path: string, text: string, passedOn?: PassedOn): FileFlow | null {
  return languageOf(path).lower({ path, text }, passedOn);
}

/** Lowers what somebody else has parsed; from the text where their tree is of a kind that cannot be used. */
export function lowerParsed(tree: ForeignTree): FileFlow | null {
  const { path, text } = tree;
  return lowerForeignTree(tree) ?? lower(path, text);
}

export function analyse(project: Project, path: string): FileResult {
  const result = analyseFile(project, path);
  const flow = project.file(path);
  if (flow !== null) analysedLast.set(project, { flow, result });
  return result;
}

/** What was found in a file as it is: its fixes are tried next, and each is compared with that. */
const analysedLast = new WeakMap<Project, { readonly flow: FileFlow; readonly result: FileResult }>();

/** Forgets the summaries of functions in changed files, and doubts those in others; all without paths. */
export function forgetSummaries(
  project: Project,
  changed: ReadonlySet<string> | null,
  doubtful: ReadonlySet<string> = new Set(),
): void {
  analysedLast.delete(project);
  forgetSummariesOf(project, changed, doubtful);
}

/** Says that an answer rests on something that can be asked again. */
export function noteAsked(project: Project, what: string, path: string, again: () => string): void {
  const traces = tracesOf(project);
  if (traces?.listening === true) traces.note(`${what} ${path}`, again(), again);
}

export { foundAgain, type Traced };

/** What the rules say of the losses, at the levels that the configuration sets; and what crashed on the way. */
export function findingsOf(
  losses: readonly Loss[],
  config: Config,
  locale: Locale = english,
): { findings: readonly Finding[]; givenUp: readonly GivenUp[] } {
  const givenUp: GivenUp[] = [];
  const settings = { rules: config.rules, tests: config.tests };
  return { findings: findingsFor(losses, settings, (each) => givenUp.push(each), rules, locale), givenUp };
}

/** All resources that are seen in a file, reported or not. */
export function explain(project: Project, path: string): readonly Explanation[] {
  return explainFile(project, path);
}

/** The level that a loss has under a configuration. */
export function levelOf(loss: Loss, config: Config): RuleLevel {
  const status = rules.find((rule) => rule.id === loss.rule)?.status ?? 'stable';
  return severityOf(loss, { rules: config.rules, tests: config.tests }, status);
}

/**
 * The fixes of a finding that can be applied as they are, best first. Each is tried: it is given only if the
 * finding goes and no new one comes.
 *
 * @param onlyBest whether the first of them is enough
 */
export function fixesFor(
  finding: Finding,
  text: string,
  environment: FixEnvironment,
  project: Lowering,
  config: Config,
  { say }: Locale,
  onlyBest: boolean,
): readonly Fix[] {
  const rule = rules.find(({ id }) => id === finding.rule);
  if (rule === undefined) return [];
  const { file, loss } = finding;
  const requests = rule.fixes(loss);
  const analyse = (changed: string): readonly Reported[] => reportedIn(project, config, file, changed);
  return languageOf(file).fixes({ path: file, text, loss, requests, onlyBest, environment, say, analyse });
}

/** A project that lowers texts that a file does not have. */
export interface Lowering extends Project {
  lower?(path: string, text: string): FileFlow | null;
}

/** What would be reported in a file if it had another text. */
function reportedIn(project: Lowering, config: Config, path: string, text: string): readonly Reported[] {
  const now = project.file(path);
  if (now?.text !== text) {
    const flow = project.lower?.(path, text) ?? lower(path, text);
    // A new project: what is remembered of the file as it is must not count.
    const changed = { ...project, file: (wanted: string) => (wanted === path ? flow : project.file(wanted)) };
    return reportedOf(analyseFile(changed, path), config);
  }
  const last = analysedLast.get(project);
  return reportedOf(last?.flow === now ? last.result : analyse(project, path), config);
}

function reportedOf({ losses }: FileResult, config: Config): readonly Reported[] {
  return findingsOf(losses, config).findings.map(({ rule, lostPath, loss, range }) => ({
    rule,
    lostPath,
    callee: loss.callee,
    start: range.start,
  }));
}

/** Whether the rule proposes fixes at all. Whether one can be made here, only trying tells. */
export function mayBeFixed({ rule, loss }: Finding): boolean {
  return (rules.find(({ id }) => id === rule)?.fixes(loss).length ?? 0) > 0;
}

export function ruleTitle(id: Finding['rule'], { say }: Locale): string {
  return say(rules.find((rule) => rule.id === id)?.title ?? id);
}

/** What a comment on a line of its own before a line has to look like. */
export function roomForComment(path: string, text: string, lineStart: number): CommentRoom {
  if (languageOf(path).id === 'javascript') return commentRoom(path, text, lineStart);
  // Written where the line begins, it is a comment, or else part of a string that goes over several lines.
  const comment = `${lineComment(path)} leaklint`;
  const tried = lower(path, `${text.slice(0, lineStart)}${comment}\n${text.slice(lineStart)}`);
  if (tried === null) return 'code';
  return tried.comments.some(({ range }) => range.start === lineStart) ? 'code' : 'none';
}

/** What begins a comment that ends with its line. */
export function lineComment(path: string): '//' | '#' {
  return languageOf(path).id === 'python' ? '#' : '//';
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
