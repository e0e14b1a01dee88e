/** Classes and what they own. */
import type { Detector } from '../detectors.ts';
import type { Loss } from '../finding.ts';
import type { ClassId } from '../flow/graph.ts';
import { judgeBegun } from './begun.ts';
import { Coverage } from './coverage.ts';
import { judgeField, type Owner } from './fields.ts';
import { judgeCaptured } from './captured.ts';
import { judgeReference } from './references.ts';
import { judgeOverwritten } from './overwritten.ts';
import { forgottenSiblings } from './siblings.ts';
import { judgeLocal, judgeUnreachable } from './unreachable.ts';
import { viewOf } from './view.ts';

/** Fields of unknown kind that the release method forgets, though it releases others that were made alike. */
export const siblingLosses: Detector = ({ file, activities }) =>
  forgottenSiblings(
    file,
    new Set(activities.flatMap((activity) => activity.duties.map((duty) => duty.range.start))),
  );

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
      judgeBegun(view, project, coverage, activities, index, owners) ??
      judgeCaptured(view, project.catalogue, coverage, index) ??
      judgeReference(view, project.catalogue, coverage, index);
    if (loss !== null) losses.push(loss);
  });
  return losses;
};
