/** Why something is, or is not, reported: every resource that the engine sees, and what becomes of it. */
import { summariesFor, type Project } from './analyse.ts';
import type { Holder, Loss } from './finding.ts';
import type { SourceRange } from './flow/graph.ts';
import { candidates } from './ownership/candidates.ts';
import { contextOf } from './ownership/context.ts';
import { decide, type Silence } from './ownership/decide.ts';
import { weighLasting } from './ownership/lasting.ts';
import { toLoss } from './ownership/losses.ts';
import { placedAtStart } from './ownership/start.ts';
import { runRoot } from './ownership/run.ts';

/** One thing that happens to a resource on some path. */
export interface HolderStep {
  readonly range: SourceRange;
  readonly what: 'released' | 'moved' | 'returned' | 'stored';
  readonly holder: Holder | null;
  /** It happens only after something went wrong (an exception, an error branch). */
  readonly onErrorPath: boolean;
}

export interface Explanation {
  readonly file: string;
  readonly acquisition: SourceRange;
  readonly callee: string;
  readonly noun: string;
  readonly rule: Loss['rule'];
  /** Its kind is not catalogued: it was taken for a resource because of how it is made and released. */
  readonly guessed: boolean;
  readonly context: Loss['context'];
  readonly steps: readonly HolderStep[];
  readonly loss: Loss | null;
  readonly silence: Silence | null;
}

/** All resources of the file, in the order of the source. Never throws. */
export function explainFile(project: Project, path: string): readonly Explanation[] {
  const file = project.file(path);
  if (file === null) return [];
  const summaries = summariesFor(project);
  const explanations = new Map<number, Explanation>();
  const visited = new Set<number>();
  for (const info of candidates(project, summaries, file)) {
    if (visited.has(info.id) || info.broken) continue;
    try {
      const activity = runRoot(project, summaries, file, info);
      for (const id of activity.visited) visited.add(id);
      for (const verdict of decide(activity)) {
        const { duty } = verdict;
        if (duty.paired && verdict.loss === null) continue;
        const around = contextOf(file, info);
        const loss =
          verdict.loss === null
            ? null
            : placedAtStart(
                project,
                file,
                toLoss(file, weighLasting(project.catalogue, file, activity, verdict.loss), around),
              );
        const steps = new Map<string, HolderStep>();
        for (const one of verdict.disposals)
          steps.set(`${one.range.start}:${one.what}`, {
            range: one.range,
            what: one.what,
            holder: one.holder,
            onErrorPath: one.errorPath || one.evidence !== 'certain',
          });
        explanations.set(duty.range.start, {
          file: path,
          acquisition: duty.range,
          callee: duty.callee,
          noun: duty.resource.noun,
          rule: duty.resource.rule,
          guessed: duty.paired,
          context: loss?.context ?? around,
          steps: [...steps.values()].sort((left, right) => left.range.start - right.range.start),
          loss,
          silence: verdict.silence,
        });
      }
    } catch {
      // A function that cannot be interpreted explains nothing; the scan records the crash.
    }
  }
  return [...explanations.values()].sort((left, right) => left.acquisition.start - right.acquisition.start);
}
