/**
 * Fields of unknown kind that are made like others: where the release method gives back what `host.createPanel()`
 * made, it was to give back what `host.createBar()` made, too.
 */
import type { ResourceType } from '../catalogue/model.ts';
import type { Loss } from '../finding.ts';
import type { ClassId, FileFlow, FunctionId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { calleesOf, functionsAt } from '../trace/closures.ts';
import { lossOfResource } from '../trace/loss.ts';
import { nameOf } from '../trace/names.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite, type StoreSite } from '../trace/sites.ts';
import { ownFunctions } from './families.ts';
import { livesAsLongAsTheProcess } from './lifetimes.ts';
import { isLastMethod } from './words.ts';

interface Made {
  readonly field: string;
  readonly site: CallSite;
  readonly store: StoreSite;
  /** What makes things of this sort: a class, or the receiver of a method that creates. */
  readonly maker: string;
}

/** What classes forget of what they were given by makers that no catalogue lists. */
export function forgottenSiblings(file: FileFlow, known: ReadonlySet<number>): readonly Loss[] {
  return file.classes.flatMap((info) => {
    if (info.superclass !== null || info.style !== 'class') return [];
    const last = info.members.find(
      (member) => !member.static && member.function !== null && isLastMethod(member.name),
    );
    if (last?.function === undefined || last.function === null) return [];
    const made = madeBy(file, info.id);
    if (made.length < 2 || livesAsLongAsTheProcess(file, info.id)) return [];
    const ending = reachedFrom(file, last.function);
    const released = new Set(made.filter((one) => isReleased(file, info.id, one.field, ending)).map(sort));
    return made
      .filter(
        (one) =>
          released.has(sort(one)) &&
          !known.has(one.site.step.range.start) &&
          !isMentioned(file, info.id, one, made),
      )
      .map((one): Loss => {
        return {
          ...lossOfResource(file, one.site, unknownType(one)),
          lostPath: 'forgotten-field',
          evidence: 'likely',
          holder: { kind: 'field', name: one.field, className: info.name, releaseMethod: last.name },
          path: [
            { role: 'acquired', range: one.site.step.range },
            { role: 'release-method', range: last.range, subject: last.name },
          ],
        };
      });
  });
}

const sort = ({ maker }: Made): string => maker;

/** The fields that are filled once, in this class, by a call that makes something. */
function madeBy(file: FileFlow, id: ClassId): readonly Made[] {
  const own = new Set<FunctionId>(ownFunctions(file, id));
  const found = new Map<string, Made | null>();
  for (const store of sitesOf(file).stores) {
    const { key, object, value } = store.step;
    if (key === null || !own.has(store.function) || nameOf(file, object) !== `this:c${String(id)}`) continue;
    const [origin, ...others] = originsOf(file, value);
    if (origin?.kind === 'literal') continue;
    const maker = origin?.kind === 'call' && others.length === 0 ? makerOf(file, origin.site) : null;
    const made =
      origin?.kind === 'call' && maker !== null && origin.site.function === store.function
        ? { field: key, site: origin.site, store, maker }
        : null;
    found.set(key, found.has(key) ? null : made);
  }
  return [...found.values()].filter((one) => one !== null);
}

/** Classes by their name, `host.createX()` by the host. What the language constructs holds nothing. */
function makerOf(file: FileFlow, { step }: CallSite): string | null {
  if (step.construct) {
    const { reference } = step;
    if (reference === undefined || reference.kind === 'global') return null;
    return `new ${file.text.slice(step.nameRange.start, step.nameRange.end)}`;
  }
  if (step.receiver === undefined || !/^(?:create|open|spawn|launch|acquire)[A-Z]/.test(step.method ?? ''))
    return null;
  return `${nameOf(file, step.receiver)}.`;
}

/** The functions that the release method calls, with the closures in them. */
function reachedFrom(file: FileFlow, root: FunctionId): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  const queue = [root];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const { step } of sitesOf(file).callsIn(next)) {
      queue.push(...calleesOf(file, step));
      for (const argument of step.arguments) queue.push(...functionsAt(file, argument.value));
    }
  }
  return found;
}

function isReleased(file: FileFlow, id: ClassId, field: string, ending: ReadonlySet<FunctionId>): boolean {
  return sitesOf(file).calls.some(
    ({ function: inside, step }) =>
      ending.has(inside) &&
      step.receiver !== undefined &&
      isReleaseVerb(step.method ?? '') &&
      nameOf(file, step.receiver) === `this:c${String(id)}.${field}`,
  );
}

/**
 * Anything that may see to it: another method releases it or hands it on, it is given to somebody, its maker takes
 * it back. Only what is merely used is taken for forgotten.
 */
function isMentioned(file: FileFlow, id: ClassId, one: Made, made: readonly Made[]): boolean {
  const name = `this:c${String(id)}.${one.field}`;
  const sites = sitesOf(file);
  // Whoever gets the instance itself, or lists its members, has the field too.
  return (
    sites.calls.some(({ step }) => {
      if (step.receiver !== undefined && nameOf(file, step.receiver) === name)
        return isReleaseVerb(step.method ?? '');
      return step.arguments.some(
        (argument) => nameOf(file, argument.value) === name || argument.value === one.site.step.target,
      );
    }) ||
    sites.readersOf(one.site.step.target).some(({ step }) => step.op !== 'store' && step.op !== 'copy') ||
    file.functions.some((info) => sites.returnsOf(info.id).some((place) => nameOf(file, place) === name)) ||
    sites.stores.some(
      (store) =>
        nameOf(file, store.step.value) === name && store.step.range.start !== one.store.step.range.start,
    ) ||
    file.functions.some((info) =>
      file
        .graph(info.id)
        .blocks.some((block) =>
          block.steps.some(
            (step) =>
              (step.op === 'array' &&
                step.elements.some((element) => nameOf(file, element.value) === name)) ||
              (step.op === 'object' &&
                step.properties.some((property) => nameOf(file, property.value) === name)),
          ),
        ),
    ) ||
    made.some(
      (other) =>
        other !== one && other.site.step.arguments.some((argument) => nameOf(file, argument.value) === name),
    )
  );
}

/** The stand-in type of what no catalogue lists. */
function unknownType({ site }: Made): ResourceType {
  const name = site.step.method ?? 'new';
  return {
    id: `paired.${name}`,
    kind: 'disposable',
    noun: 'resource',
    rule: 'unreleased-connection',
    cost: 'keeps what it holds until it is released',
    releases: [],
    discipline: 'evidence',
    documentation: '',
  };
}
