/** For the tests of detectors: runs one over a single file with the whole built-in catalogue. */
import assert from 'node:assert/strict';
import { summariesFor, type Project } from '../../analysis/analyse.ts';
import { compileCatalogue } from '../../analysis/catalogue/index.ts';
import type { Detector } from '../../analysis/detectors.ts';
import { javascriptFamilies } from '../../languages/typescript/catalogue/index.ts';
import { lowerTypeScript } from '../../languages/typescript/lower.ts';

const catalogue = compileCatalogue(javascriptFamilies);

/** What the detector finds, as `line lostPath evidence`, in the order of the source. The first line is 1. */
export function lossesBy(detector: Detector, text: string, path = '/src/example.ts'): string[] {
  const file = lowerTypeScript({ path, text });
  const project: Project = {
    catalogue,
    resolve: () => null,
    file: (wanted) => (wanted === path ? file : null),
  };
  const losses = detector({ project, summaries: summariesFor(project), file, activities: [] });
  return [...losses]
    .sort((left, right) => left.acquisition.start - right.acquisition.start)
    .map(
      (loss) =>
        `${text.slice(0, loss.acquisition.start).split('\n').length} ${loss.lostPath} ${loss.evidence}`,
    );
}

/** Makes the two kinds of test of a detector: what it reports, and what it is silent about. */
export function checksOf(detector: Detector): {
  readonly reports: (title: string, expected: readonly string[], text: string) => void;
  readonly isSilent: (title: string, text: string) => void;
} {
  const check = (title: string, expected: readonly string[], text: string): void => {
    it(title, () => assert.deepEqual(lossesBy(detector, text), expected));
  };
  return { reports: check, isSilent: (title, text) => check(`is silent: ${title}`, [], text) };
}
