/**
 * What never runs: private methods and classes that nothing in the file names, but perhaps others that never run either.
 * Nobody else can name them. What they leave open is a loss only from the day on which somebody calls them.
 */
import type { ClassInfo, ClassMember, FileFlow, FunctionInfo, SourceRange } from '../flow/graph.ts';

/** What may never run, and under which name it would be asked for. */
interface Candidate {
  readonly name: string;
  readonly range: SourceRange;
}

/** Who asks for members by names that are put together, or for all that there are, may mean each of them. */
const byComputedName =
  /\bthis(?:\s+as\s+[^()]*\))?\s*(?:\?\.)?\[(?!\s*['"])|\bgetDeclared(?:Methods?|Classes)\((?!\s*"\w+"\s*[,)])/;

const known = new WeakMap<FileFlow, readonly SourceRange[]>();

/** Whether the function never runs, because it is such a member or stands in one. */
export function isUnused(file: FileFlow, { range }: FunctionInfo): boolean {
  let unused = known.get(file);
  if (unused === undefined) known.set(file, (unused = unusedOf(file)));
  return unused.some((one) => isIn(range.start, one));
}

function unusedOf(file: FileFlow): readonly SourceRange[] {
  let left = byComputedName.test(file.text) ? [] : candidatesOf(file);
  const words = new Map(left.map(({ name }) => [name, usesOf(file, name)]));
  // Those that name each other in a circle never run either, so all are taken for unused until one is used.
  for (;;) {
    const kept = left.filter(({ name, range }) =>
      words.get(name)?.every((at) => isIn(at, range) || left.some((one) => isIn(at, one.range))),
    );
    if (kept.length === left.length) return kept.map(({ range }) => range);
    left = kept;
  }
}

function candidatesOf({ classes }: FileFlow): readonly Candidate[] {
  return classes.flatMap((owner) => [
    ...owner.members.filter(isEnclosed).map(({ name, range }) => ({ name: name.replace(/^#/, ''), range })),
    ...hiddenClass(owner),
  ]);
}

function isEnclosed({ kind, enclosed, function: id }: ClassMember): boolean {
  return kind === 'method' && enclosed === true && id !== null;
}

/** One that a framework may find by its annotation is none. */
function hiddenClass({ name, hidden, decorators, range }: ClassInfo): readonly Candidate[] {
  return name !== null && hidden === true && decorators.length === 0 ? [{ name, range }] : [];
}

/**
 * Where the name stands other than where something is declared by it. In a text it counts too, because things are
 * looked up by their names; in a comment it does not.
 */
function usesOf(file: FileFlow, name: string): readonly number[] {
  const aside = [...file.comments.map(({ range }) => range), ...headsOf(file, name)];
  const found = file.text.matchAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'));
  return [...found].map(({ index }) => index).filter((at) => !aside.some((one) => isIn(at, one)));
}

/** The heads of the methods of that name, up to their bodies. */
function headsOf({ classes, functions }: FileFlow, name: string): readonly SourceRange[] {
  return classes.flatMap(({ members }) =>
    members.flatMap((one) => {
      const body = one.function === null ? undefined : functions[one.function]?.body;
      return one.kind === 'method' && one.name === name && body !== undefined
        ? [{ start: one.range.start, end: body.start }]
        : [];
    }),
  );
}

function isIn(at: number, { start, end }: SourceRange): boolean {
  return start <= at && at < end;
}
