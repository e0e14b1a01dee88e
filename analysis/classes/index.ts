/** Classes and what they own. */
import type { Detector } from '../detectors.ts';
import type { Loss } from '../finding.ts';
import type { ClassId } from '../flow/graph.ts';
import { Coverage } from './coverage.ts';
import { judgeField, type Owner } from './fields.ts';
import { judgeCaptured } from './captured.ts';
import { judgeReference } from './references.ts';
import { judgeOverwritten } from './overwritten.ts';
import { judgeLocal, judgeUnreachable } from './unreachable.ts';
import { viewOf } from './view.ts';

/** Fields that a class forgets, overwrites or cannot reach. */
export const classLosses: Detector = ({ project, file, activities }) => {
  // Most files acquire nothing that outlives an activation.
  if (!activities.some((activity) => activity.duties.some((duty) => duty.parameter === null && !duty.paired)))
    return [];
  const view = viewOf(file, activities);
  const coverage = new Coverage(view, project.catalogue);
  const owners = new Map<ClassId, Owner>();
  const losses: Loss[] = [];
  view.sites.forEach((_, index) => {
    const loss =
      judgeField(view, project, coverage, index, owners) ??
      judgeOverwritten(view, coverage, index) ??
      judgeUnreachable(view, project, coverage, index, owners) ??
      judgeLocal(view, project, activities, index, owners) ??
      judgeCaptured(view, project.catalogue, coverage, index) ??
      judgeReference(view, project.catalogue, coverage, index);
    if (loss !== null) losses.push(loss);
  });
  return losses;
};
