/**
 * What happens once because a program starts, as all its files show: `main` calls it, or what `main` alone gets to, none of
 * it in a loop. What is left open then neither adds up nor outlives the process, so it is worth a hint and no more. Only
 * the callers tell, and they are in other files; where it cannot be told who they are, or nobody calls it here and it is
 * there for others, it counts as happening often. So it does where another module of the build calls what is public:
 * those that nobody sees may, too.
 */
import type { Project } from '../analyse.ts';
import type { Loss } from '../finding.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type {
  ClassInfo,
  ClassMember,
  FileFlow,
  FunctionId,
  FunctionInfo,
  SourceRange,
} from '../flow/graph.ts';
import { Callers, type Place } from './callers.ts';
import { isOfFirstUse } from './first-use.ts';
import { usesOf } from './named-callers.ts';
import { inLoop } from './order.ts';

/** The ways to lose something that say nothing of a single time: who waits for ever does so at the start, too. */
const standing: ReadonlySet<Loss['lostPath']> = new Set([
  'no-timeout',
  'timeout-without-handler',
  'next-round',
  'other-handler',
  'cancel-too-late',
  'unchecked',
]);

/** The loss, in the context of the start of a program if that is the only time at which it happens. */
export function placedAtStart(project: Project, file: FileFlow, loss: Loss): Loss {
  if (project.user === undefined || loss.context !== 'ordinary' || standing.has(loss.lostPath)) return loss;
  // What is merely likely is a hint anyway, but for what runs out at once.
  if (!isSure(loss) && loss.resource?.discipline !== 'lease') return loss;
  const times = new Search(project).timesOf(file, loss.function, loss.acquisition);
  if (times === 'start') return { ...loss, context: 'start' };
  if (times === 'tried') return { ...loss, context: 'tried' };
  return times === 'first' ? { ...loss, context: 'first-use' } : loss;
}

function isSure({ evidence }: Loss): boolean {
  return evidence === 'certain' || evidence === 'proven';
}

/**
 * How often something happens in a process, as far as it can be told: `first` at the first use of a class; `tried` where
 * nobody gets to it but tests.
 */
type Times = 'never' | 'tried' | 'first' | 'start' | 'often';

class Search {
  readonly #project: Project;
  readonly #callers: Callers;
  /** What has been found out; of what is still being asked, often: what comes back to itself runs more than once. */
  readonly #known = new Map<string, Times>();

  constructor(project: Project) {
    this.#project = project;
    this.#callers = new Callers(project);
  }

  timesOf(file: FileFlow, id: FunctionId, { start, end }: SourceRange): Times {
    const block = file
      .graph(id)
      .blocks.findIndex(({ steps }) =>
        steps.some(({ op, range }) => op === 'call' && range.start === start && range.end === end),
      );
    return block < 0 ? 'often' : this.#timesOf({ file, function: id, block });
  }

  #timesOf({ file, function: id, block }: Omit<Place, 'step'>): Times {
    return inLoop(file.graph(id), block) ? 'often' : this.#runs(file, id);
  }

  /** Of a call in any file: what is done there at the first use of something is done once, too. */
  #timesOfCall({ file, function: id, block, step: { range } }: Place): Times {
    if (inLoop(file.graph(id), block)) return 'often';
    const times = this.#runs(file, id);
    return times === 'often' && isOfFirstUse(file, id, range) ? 'first' : times;
  }

  #runs(file: FileFlow, id: FunctionId): Times {
    const key = `${file.path}\u0000${id}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, 'often');
    const times = this.#ask(file, id);
    this.#known.set(key, times);
    return times;
  }

  #ask(file: FileFlow, id: FunctionId): Times {
    const info = file.functions[id];
    if (info?.entry === true || info?.command === true) return 'start';
    if (info?.kind === 'static-block') return 'first';
    if (info?.kind === 'module') return 'start';
    if (info !== undefined && (info.reach !== undefined || info.kind === 'arrow'))
      return this.#isUsed(file, info);
    for (const owner of file.classes) {
      const member = owner.members.find((one) => one.function === id);
      if (member !== undefined) return this.#isCalled(file, owner, member);
    }
    return 'often';
  }

  /** Of what belongs to no class, or is known by its name alone. */
  #isUsed(file: FileFlow, info: FunctionInfo): Times {
    const uses = usesOf(this.#project, this.#callers, file, info);
    if (uses === null) return 'often';
    if (uses.starts && uses.calls.length === 0) return 'start';
    const called = this.#sum(file, uses.calls, info.reach === 'importers' ? 'all' : 'project');
    return uses.starts && called !== 'often' ? 'start' : called;
  }

  #isCalled(file: FileFlow, owner: ClassInfo, member: ClassMember): Times {
    if (this.#starts(owner, member)) return 'start';
    const isOfObject = member.kind === 'field' || member.kind === 'constructor';
    const called = isOfObject
      ? 'start'
      : this.#sum(file, this.#callers.callsOf(file, owner, member), this.#reachOf(file, owner, member));
    if (called === 'never') return this.#isForTests(file, member) ? 'tried' : 'never';
    if (called === 'often' || called === 'tried' || member.static) return called;
    const made = this.#made(file, owner);
    return made === 'start' || this.#isCalledHereAlone(file, owner, member) ? called : made;
  }

  /** However many instances there are, and whoever has them: all who could call the method at all do so at most once. */
  #isCalledHereAlone(file: FileFlow, owner: ClassInfo, member: ClassMember): boolean {
    if (member.kind !== 'method' || reachOf(member) === 'all') return false;
    const calls = this.#callers.callsOf(file, owner, member, 'method');
    return this.#sum(file, calls, 'project') !== 'often';
  }

  /** What is for the package is there for tests where nobody else calls it; a class below may be anybody's. */
  #isForTests(file: FileFlow, member: ClassMember): boolean {
    return !member.private && member.inherited !== true && this.#callers.isForTests(file, member);
  }

  /** Of a class that is not public the package alone calls what is, unless it goes by what is above or below, too. */
  #reachOf(file: FileFlow, owner: ClassInfo, member: ClassMember): Reach {
    const isOfPackage = owner.internal === true || owner.hidden === true;
    if (reachOf(member) === 'project' || !isOfPackage || member.annotated === true) return reachOf(member);
    const isApart = owner.superclass === null && owner.interfaces.length === 0;
    return isApart && !this.#callers.isExtended(file, owner) ? 'project' : 'all';
  }

  #starts(owner: ClassInfo, member: ClassMember): boolean {
    return member.starts === true || startsProgram(this.#project.catalogue, owner, member);
  }

  #made(file: FileFlow, owner: ClassInfo): Times {
    const makers = this.#callers.makersOf(file, owner);
    // Who calls it at the start makes it, too.
    const isMadeForStart = owner.single === true || owner.members.some((one) => this.#starts(owner, one));
    if (isMadeForStart && makers?.length === 0) return 'start';
    const times = this.#sum(file, makers, reachOfMaking(owner));
    return times === 'never' && this.#callers.isMadeByClass(file, owner) ? 'often' : times;
  }

  #sum(file: FileFlow, places: readonly Place[] | null, reach: Reach): Times {
    if (places === null) return 'often';
    // Nobody but the project can get there: where nothing of it does, nothing does.
    if (places.length === 0) return reach === 'all' ? 'often' : 'never';
    // What another module calls is there for others, and those are not all to be seen.
    if (reach === 'all' && places.some((place) => moduleOf(place.file.path) !== moduleOf(file.path)))
      return 'often';
    const times = new Set<Times>();
    for (const place of places) {
      times.add(isTrial(file, place) ? 'never' : this.#timesOfCall(place));
      if (times.has('often')) return 'often';
    }
    if (times.has('start')) return 'start';
    if (times.has('first')) return 'first';
    return times.has('tried') ? 'tried' : 'never';
  }
}

/** The module that declares it tries it out: that is no program, and says nothing of the ones that it is there for. */
function isTrial(file: FileFlow, { file: by, function: id, step: { range } }: Place): boolean {
  const trials = by === file ? by.functions[id]?.trials : undefined;
  return trials?.some(({ start, end }) => start <= range.start && range.end <= end) === true;
}

/** Who can name something. */
type Reach = 'project' | 'all';

function reachOf(member: ClassMember): Reach {
  // Who reads the annotation may call it.
  if (member.annotated === true) return 'all';
  return member.private || member.internal === true ? 'project' : 'all';
}

/** Who can make instances; who reads what is said of the class may do so, too. */
function reachOfMaking({ members, hidden, internal, decorators }: ClassInfo): Reach {
  if (decorators.length > 0) return 'all';
  const constructors = members.filter(({ kind }) => kind === 'constructor');
  const isOwn = constructors.length > 0 && constructors.every((one) => reachOf(one) === 'project');
  return hidden === true || internal === true || isOwn ? 'project' : 'all';
}

/** Builds of several modules have a folder `src` in each. */
function moduleOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/src/')));
}

/** The platform calls the method when the program starts, and not again: that of a plugin, of a web application. */
function startsProgram({ starts }: Catalogue, owner: ClassInfo, { name }: ClassMember): boolean {
  return [owner.superclass, ...owner.interfaces].some(
    (above) => above?.kind === 'export' && starts.has(`${above.module}#${above.path.join('.')}::${name}`),
  );
}
