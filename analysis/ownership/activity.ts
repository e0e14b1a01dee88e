/**
 * One activity: the interpretation of one root function together with the callbacks and local functions
 * that run as part of it. Holds what all of its paths share: values, duties, observations, the budget.
 */
import type { Project } from '../analyse.ts';
import type { OptionalType, ResourceType } from '../catalogue/model.ts';
import type { Evidence, Holder, LostPath } from '../finding.ts';
import type { FileFlow, FunctionId, FunctionInfo, PlaceId, SourceRange } from '../flow/graph.ts';
import type { FamilyFacts } from './family.ts';
import type { UnlessArgument } from './summary.ts';
import type { DutyId, DutyStatus, Trace } from './state.ts';
import type { Summaries } from './summaries.ts';
import { ValueTable, type ValueId } from './values.ts';

/** A duty to release one acquired resource. */
export interface Duty {
  readonly id: DutyId;
  readonly key: string;
  readonly value: ValueId;
  readonly resource: ResourceType;
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
  readonly callee: string;
  readonly function: FunctionId;
  /** Which of the call's results it is, where there are several. */
  readonly part: string | null;
  /** The result of the acquiring call is not used. */
  readonly discarded: boolean;
  /** Not catalogued: made by a call with a creating name; counts only if it is released somewhere. */
  readonly paired: boolean;
  /** The value whose release ends this one too: the request of a response, the browser of a page. */
  readonly within: ValueId | null;
  /** A parameter of the root, tracked to summarise what the function does with it. */
  readonly parameter: number | null;
}

/** A context of this activity, by its duty; one that nothing ends; one that ends with a request. */
export type Parent = DutyId | 'root' | 'of-request';

/** A way out of the activity, or a point of loss, on which a duty was seen. */
export interface Observation {
  readonly duty: DutyId;
  readonly what:
    'exit-return' | 'exit-throw' | 'overwritten' | 'next-round' | 'partial-failure' | 'abandoned';
  readonly status: DutyStatus;
  readonly evidence: Evidence;
  readonly errorPath: boolean;
  /** It is left because something failed. */
  readonly failing?: boolean;
  /** The calls that it was lent to on this path. */
  readonly lentAt: readonly number[];
  /** The exit is the end of the body, not a `return` in the middle. */
  readonly implicit: boolean;
  /** It had been read to its end. */
  readonly drained?: boolean;
  readonly trace: Trace | null;
  readonly range: SourceRange | null;
}

/** A release, move or store that was seen on some path. */
export interface Disposal {
  readonly duty: DutyId;
  readonly what: 'released' | 'moved' | 'returned' | 'stored';
  readonly evidence: Evidence;
  readonly errorPath: boolean;
  readonly range: SourceRange;
  /** It happens in a continuation, after the function itself has ended. */
  readonly later: boolean;
  /** The calls that it had been lent to before on this path. */
  readonly lentAt: readonly number[];
  /** For `stored`: the field or captured variable. */
  readonly holder: Holder | null;
  readonly place: PlaceId | null;
}

/** A frame of interpretation: one run of one function's graph. */
export interface Frame {
  /** Distinguishes the values made by different runs of the same function. */
  readonly id: string;
  readonly function: FunctionInfo;
  readonly depth: number;
  readonly caller: Frame | null;
}

export interface Settled {
  readonly promise: ValueId;
  readonly fulfilled: boolean;
}

const none: readonly Duty[] = [];

export class Activity {
  readonly values = new ValueTable();
  readonly duties: Duty[] = [];
  readonly observations: Observation[] = [];
  readonly disposals: Disposal[] = [];
  /** Functions whose graph was run as part of this activity. */
  readonly visited = new Set<FunctionId>();
  /** Functions of the activity that somebody else may call from now on: listeners, stored or returned closures. */
  readonly escaped = new Set<FunctionId>();
  /** Releases that only a listener for an event does, by duty. */
  readonly listeners = new Map<DutyId, Set<string>>();
  /** Results of calls that run a callback: where they say that it failed, what it has acquired may not be there. */
  readonly doubts = new Map<ValueId, Set<DutyId>>();
  /** Values of which something was known when a duty was opened: under what conditions it is owed. */
  readonly guards = new Map<DutyId, Set<ValueId>>();
  /** What a context, or what was asked for under it, was made from. */
  readonly parents = new Map<DutyId, Parent>();
  /** What ends by itself after a time. */
  readonly timed = new Set<DutyId>();
  /** The value that a duty was made under, whoever that belongs to. */
  readonly under = new Map<DutyId, ValueId>();
  /** Values that were given back, so that what lives inside them has ended. */
  readonly ended = new Set<ValueId>();
  /** What a command told to end with all that it belongs to: a database and its connections. */
  readonly endedByCommand = new Set<DutyId>();
  /** Other things than the first that a duty lives inside, where the paths to it differ in that. */
  private readonly outers = new Map<DutyId, Set<ValueId>>();
  /** What was acquired inside a value that holds one thing or nothing. */
  readonly optionals = new Map<ValueId, OptionalType>();
  /** Values that are the several results of one call. */
  readonly results = new Set<ValueId>();
  /** Calls that have made something live, by their sites. */
  readonly starts = new Map<string, Set<DutyId>>();
  /** Parameters on whose value it depends whether anything was acquired. */
  readonly unless = new Map<DutyId, UnlessArgument>();
  /** States were left out because a block had seen too many: what is done on some ways may not be seen at the ends. */
  dropped = false;
  /** Why it was given up, if it was. */
  givenUp: { readonly reason: 'step-limit' | 'callback-depth'; readonly range: SourceRange } | null = null;
  /** Places that a release was seen of through a plain variable, for `lent` resources. */
  readonly dependencies = new Set<string>();
  private readonly frames = new Map<string, string>();
  private readonly dutyByKey = new Map<string, Duty>();
  private readonly dutiesByValue = new Map<ValueId, readonly Duty[]>();
  private steps = 0;

  /** A short name for the frame that a call at this site opens: the same each time, and it begins the names of all in it. */
  frameId(site: string): string {
    let id = this.frames.get(site);
    if (id === undefined) this.frames.set(site, (id = `c${this.frames.size}`));
    return id;
  }

  constructor(
    readonly project: Project,
    readonly file: FileFlow,
    readonly root: FunctionInfo,
    readonly family: FamilyFacts,
    readonly summaries: Summaries,
    private readonly stepLimit = 30_000,
  ) {}

  /** The duty of the key, made on first use. */
  duty(key: string, make: (id: DutyId) => Omit<Duty, 'id' | 'key'>): Duty {
    const known = this.dutyByKey.get(key);
    if (known !== undefined) return known;
    const id = this.duties.length;
    const duty: Duty = { ...make(id), id, key };
    this.duties.push(duty);
    this.dutyByKey.set(key, duty);
    this.dutiesByValue.set(duty.value, [...this.dutiesOn(duty.value), duty]);
    return duty;
  }

  /** The duty is opened once more, inside this. */
  noteOuter(duty: Duty, outer: ValueId | null): void {
    if (outer === null || outer === duty.within) return;
    const known = this.outers.get(duty.id);
    if (known === undefined) this.outers.set(duty.id, new Set([outer]));
    else known.add(outer);
  }

  /** Whether the duty lives inside the value, on some path. */
  isWithin(duty: Duty, outer: ValueId): boolean {
    return duty.within === outer || this.outers.get(duty.id)?.has(outer) === true;
  }

  dutyOf(id: DutyId): Duty {
    const duty = this.duties[id];
    if (duty === undefined) throw new Error(`no duty ${id}`);
    return duty;
  }

  /** Duties on a value, usually none or one. */
  dutiesOn(value: ValueId): readonly Duty[] {
    return this.dutiesByValue.get(value) ?? none;
  }

  /** Counts a step against the budget; false when it is used up (and remembers so). */
  spend(range: SourceRange): boolean {
    this.steps += 1;
    if (this.steps <= this.stepLimit) return true;
    this.givenUp ??= { reason: 'step-limit', range };
    return false;
  }

  /**
   * How many states one block may hold before states are merged. A function that turns out to be costly is
   * followed less exactly rather than given up.
   */
  get precision(): number {
    const share = this.steps / this.stepLimit;
    return share < 0.25 ? 8 : share < 0.5 ? 3 : 1;
  }

  get spent(): number {
    return this.steps;
  }
}

/** A loss found by one activity, before it is turned into the public form. */
export interface LossCandidate {
  readonly duty: Duty;
  readonly lostPath: LostPath;
  readonly evidence: Evidence;
  readonly holder: Holder;
  readonly drained?: boolean;
  readonly timed?: boolean;
  readonly byMode?: boolean;
  readonly lender?: boolean;
  readonly trace: Trace | null;
}
