/** Summaries of functions, computed on demand by running them with their parameters as resources to watch. */
import type { Project } from '../analyse.ts';
import type { FileFlow, FunctionId, FunctionInfo } from '../flow/graph.ts';
import { Questions } from './questions.ts';
import { doubt, foundAgain, tracesOf, type Told, type Traced } from './traces.ts';
import type { FunctionSummary, Switches } from './summary.ts';
import { summarise } from './summarise.ts';

/** How many functions may wait for each other's summaries. */
const maxNesting = 48;
const nothing: FunctionSummary = {
  parameters: [],
  rest: 'none',
  returns: null,
  throws: false,
  outcome: 'returns',
};

/** How often the functions of a cycle are gone through before what they say is taken as it stands. */
const maxRounds = 3;

/**
 * Functions that call each other are summarised together, from "no effect" upwards: in each round every one of
 * them is run once, resting on what the round before said of those that are still being looked at. The rounds
 * belong to the outermost question, so that the cost does not multiply with the depth of the calls.
 */
export class Summaries {
  private readonly done = new Map<string, Traced<FunctionSummary | null>>();
  /** What was said before something changed that it may rest on. */
  private readonly doubted = new Map<string, Traced<FunctionSummary | null>>();
  private readonly inProgress = new Set<string>();
  /** What this round has said so far. */
  private current = new Map<string, Traced<FunctionSummary | null>>();
  /** What the round before said. */
  private previous = new Map<string, Traced<FunctionSummary | null>>();
  private metItself = false;
  /** What else is asked across functions and files: whether a function gives out something owned, and so on. */
  readonly questions: Questions;

  constructor(private readonly project: Project) {
    this.questions = new Questions(project);
  }

  /** The summary; null when nothing can be said (generators, too deep): then the callee counts as unknown. */
  of(file: FileFlow, id: FunctionId, switches: Switches = []): FunctionSummary | null {
    const summary = this.find(file, id, switches);
    const traces = tracesOf(this.project);
    if (traces?.listening === true)
      traces.note(
        `summary ${file.path} ${String(id)}${keyOf(switches)}`,
        told(summary),
        summaryAgain(this.project, this, file.path, id, switches),
      );
    return summary;
  }

  private find(file: FileFlow, id: FunctionId, switches: Switches): FunctionSummary | null {
    const key = `${file.path}\u0000${String(id)}${keyOf(switches)}`;
    const known = this.done.get(key) ?? this.current.get(key);
    if (known !== undefined) return known.value;
    if (this.inProgress.has(key)) {
      this.metItself = true;
      this.questions.cut();
      const before = this.previous.get(key);
      return before === undefined ? nothing : (before.value ?? nothing);
    }
    const info = file.functions[id];
    if (info === undefined || info.generator || info.broken || this.inProgress.size >= maxNesting)
      return null;
    return this.inProgress.size === 0
      ? this.inRounds(key, file, info, switches)
      : this.once(key, file, info, switches);
  }

  /** Forgets what was said of functions in files that changed, and doubts it in those that may rest on them. */
  forget(changed: ReadonlySet<string>, doubtful: ReadonlySet<string>): void {
    this.questions.forget(changed, doubtful);
    doubt(this.done, this.doubted, changed, doubtful);
  }

  private once(key: string, file: FileFlow, info: FunctionInfo, switches: Switches): FunctionSummary | null {
    this.inProgress.add(key);
    try {
      const found = foundAgain(this.project, this.doubted.get(key), () =>
        summarise(this.project, this, file, info, switches),
      );
      this.current.set(key, found);
      return found.value;
    } finally {
      this.inProgress.delete(key);
    }
  }

  private inRounds(
    key: string,
    file: FileFlow,
    info: FunctionInfo,
    switches: Switches,
  ): FunctionSummary | null {
    let summary: FunctionSummary | null = null;
    this.previous = new Map();
    for (let round = 0; round < maxRounds; round += 1) {
      this.current = new Map();
      this.metItself = false;
      summary = this.questions.hold(() => this.once(key, file, info, switches));
      if (this.isStable()) break;
      this.previous = this.current;
    }
    for (const [one, answer] of this.current) {
      this.done.set(one, answer);
      this.doubted.delete(one);
    }
    this.current = new Map();
    return summary;
  }

  /** Nothing rested on an assumption, or all assumptions have turned out right. */
  private isStable(): boolean {
    return !this.metItself || sameAnswers(this.current, this.previous);
  }
}

/** Tells what is said of a function at large from what is said of it where some parameters are known. */
function keyOf(switches: Switches): string {
  return switches.length === 0 ? '' : ` ${JSON.stringify(switches)}`;
}

function sameAnswers(
  left: ReadonlyMap<string, Traced<FunctionSummary | null>>,
  right: ReadonlyMap<string, Traced<FunctionSummary | null>>,
): boolean {
  if (left.size !== right.size) return false;
  for (const [key, { value }] of left) {
    const other = right.get(key);
    if (other === undefined || told(value) !== told(other.value)) return false;
  }
  return true;
}

const texts = new WeakMap<FunctionSummary, string>();

/** A summary as it is compared. */
function told(summary: FunctionSummary | null): Told {
  if (summary === null) return null;
  let text = texts.get(summary);
  if (text === undefined) texts.set(summary, (text = JSON.stringify(summary)));
  return text;
}

/** Apart from where it is asked first, so that nothing else is held. */
function summaryAgain(
  project: Project,
  summaries: Summaries,
  path: string,
  id: FunctionId,
  switches: Switches,
): () => Told {
  return () => {
    const file = project.file(path);
    return file === null ? null : told(summaries.of(file, id, switches));
  };
}
