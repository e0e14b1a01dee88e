/** One file as this detector sees it: sites, tokens, uses and the call graph, each computed once. */
import type { FileFlow, FunctionId } from '../flow/graph.ts';
import type { Activity } from '../ownership/activity.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { Propagation } from './propagate.ts';
import { CallGraph } from './reach.ts';
import { sitesOf, type Site } from './sites.ts';
import { usesIn, type Store, type Use, type Uses } from './uses.ts';
import { isReleaser } from './words.ts';

/**
 * What takes time is computed when it is first asked for: most acquisitions are kept by no class, and that is seen
 * before.
 */
export class FileView {
  #propagation: Propagation | null = null;
  #calls: CallGraph | null = null;
  #uses: Uses | null = null;
  #releasedByOthers: ReadonlySet<string> | null = null;

  constructor(
    readonly file: FileFlow,
    readonly sites: readonly Site[],
  ) {}

  get propagation(): Propagation {
    return (this.#propagation ??= new Propagation(this.file, this.sites));
  }

  get calls(): CallGraph {
    return (this.#calls ??= new CallGraph(this.propagation));
  }

  get uses(): readonly Use[] {
    return this.#found().uses;
  }

  get stores(): readonly Store[] {
    return this.#found().stores;
  }

  /** Names of members that somebody releases on an object other than `this`: `connection.socket.destroy()`. */
  get releasedByOthers(): ReadonlySet<string> {
    return (this.#releasedByOthers ??= releasedByOthers(this.propagation));
  }

  #found(): Uses {
    return (this.#uses ??= usesIn(this.propagation));
  }
}

export function viewOf(file: FileFlow, activities: readonly Activity[]): FileView {
  return new FileView(file, sitesOf(file, activities));
}

const bare = new WeakMap<FileFlow, FileView>();

/** The view of another file, of which only the methods matter: what it acquires is its own affair. */
export function bareViewOf(file: FileFlow): FileView {
  let view = bare.get(file);
  if (view === undefined) {
    view = viewOf(file, []);
    bare.set(file, view);
  }
  return view;
}

function releasedByOthers(propagation: Propagation): ReadonlySet<string> {
  const { file } = propagation;
  const names = new Set<string>();
  for (const info of file.functions) {
    const members = new Map<number, string>();
    for (const block of file.graph(info.id).blocks) {
      for (const step of block.steps) {
        if (step.op === 'load' && step.key !== null && !isInstance(propagation, step.object))
          members.set(step.target, step.key);
        else if (step.op === 'copy') {
          const name = members.get(step.source);
          if (name !== undefined) members.set(step.target, name);
        } else if (step.op === 'call') {
          const receiver = step.receiver === undefined ? undefined : members.get(step.receiver);
          if (receiver !== undefined && typeof step.method === 'string' && isReleaseVerb(step.method))
            names.add(receiver);
          const callee = file.text.slice(step.nameRange.start, step.nameRange.end);
          for (const argument of step.arguments) {
            const name = members.get(argument.value);
            if (name !== undefined && isReleaser(callee)) names.add(name);
          }
        }
      }
    }
  }
  return names;
}

function isInstance(propagation: Propagation, place: number): boolean {
  for (const id of propagation.tokensOf(place)) if (propagation.table.get(id).kind === 'this') return true;
  return false;
}

/** The functions of the file that the function is nested in, itself first. */
export function around(file: FileFlow, id: FunctionId): FunctionId[] {
  const found: FunctionId[] = [];
  for (
    let info = file.functions[id];
    info !== undefined;
    info = info.parent === null ? undefined : file.functions[info.parent]
  )
    found.push(info.id);
  return found;
}
