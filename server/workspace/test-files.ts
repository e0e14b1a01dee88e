/** Which files are tests or examples, by their place in the project and not by where somebody keeps the project. */
import type { Loss } from '../../analysis/finding.ts';
import { isAside } from '../../analysis/ownership/context.ts';
import type { TestLevel } from './config/model.ts';
import { relativePath } from './paths.ts';

/** Whether a file below the root is test code, or an example. */
export function isTestFile(root: string, path: string): boolean {
  return isAside(relativePath(root, path));
}

/**
 * The losses with the context that holds under the root and the configuration. The analysis sees absolute
 * paths, so a project that is kept in a folder `test` looks like nothing but tests to it; what lies above the
 * root says nothing about the code. And where tests are to be treated as all other code, they are.
 */
export function inContext(
  losses: readonly Loss[],
  root: string,
  path: string,
  tests: TestLevel,
): readonly Loss[] {
  if (tests !== 'normal' && isTestFile(root, path)) return losses;
  return losses.map((loss) => {
    if (loss.context === 'example-script') return { ...loss, context: 'process-lifetime' };
    if (loss.context !== 'test') return loss;
    return { ...loss, context: loss.function === 0 ? 'process-lifetime' : 'ordinary' };
  });
}
