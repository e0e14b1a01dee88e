/** The parts of a loss that every detector fills alike. */
import type { ResourceType } from '../catalogue/model.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import type { CallSite } from './sites.ts';

type Common = Pick<
  Loss,
  'file' | 'acquisition' | 'nameRange' | 'callee' | 'holder' | 'function' | 'context' | 'alsoAt'
>;

/** What is said of the call itself. */
export function lossAt(file: FileFlow, site: CallSite): Common {
  const info = file.functions[site.function];
  return {
    file: file.path,
    acquisition: site.step.range,
    nameRange: site.step.nameRange,
    callee: calleeText(file, site),
    holder: { kind: 'nobody' },
    function: site.function,
    context: info === undefined ? 'ordinary' : contextOf(file, info),
    alsoAt: [],
  };
}

type OfResource = Pick<Loss, 'rule' | 'kind' | 'resource' | 'noun' | 'releases'>;

/** What is said of the call and of what it gives, which the catalogue describes. */
export function lossOfResource(file: FileFlow, site: CallSite, resource: ResourceType): Common & OfResource {
  const { rule, kind, noun, releases } = resource;
  return { ...lossAt(file, site), rule, kind, resource, noun, releases };
}

/** What the callee is written as, shortened to its last name when it is long or spans lines. */
export function calleeText(file: FileFlow, { step }: CallSite): string {
  const tidy = file.text.slice(step.range.start, step.nameRange.end).replace(/^await\s+/, '');
  const short = file.text.slice(step.nameRange.start, step.nameRange.end).replace(/^new\s+/, '');
  if (!tidy.includes('\n') && tidy.length <= 60 && !tidy.includes('(')) return tidy;
  return step.construct ? `new ${short}` : short;
}
