/**
 * What looks at a file beside the flow of single resources: classes and what they own, waits without bound,
 * listeners, timers, pipes, cancellation. Each detector is one function over the file and the activities that
 * were interpreted in it.
 */
import type { Project } from './analyse.ts';
import { classLosses, siblingLosses } from './classes/index.ts';
import type { Loss } from './finding.ts';
import type { FileFlow } from './flow/graph.ts';
import type { Activity } from './ownership/activity.ts';
import type { Summaries } from './ownership/summaries.ts';
import { cancel } from './cancel/index.ts';
import { channels } from './channels/index.ts';
import { perRequest } from './requests/index.ts';
import { listeners } from './listeners/index.ts';
import { pairs } from './pairs/index.ts';
import { pipes } from './pipes/index.ts';
import { timers } from './timers/index.ts';
import { unchecked } from './unchecked/index.ts';
import { waits } from './waits/index.ts';

export interface DetectorInput {
  readonly project: Project;
  readonly summaries: Summaries;
  readonly file: FileFlow;
  /** The functions that were interpreted, in order; their observations and disposals are complete. */
  readonly activities: readonly Activity[];
}

export type Detector = (input: DetectorInput) => readonly Loss[];

/** In the order in which they may speak of the same acquisition: the first one wins. */
export const detectors: readonly Detector[] = [
  classLosses,
  siblingLosses,
  timers,
  listeners,
  pipes,
  cancel,
  channels,
  perRequest,
  waits,
  unchecked,
  pairs,
];
