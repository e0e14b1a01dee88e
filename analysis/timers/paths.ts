/** What the way is called on which somebody answers and leaves something behind. */
import type { Catalogue } from '../catalogue/index.ts';
import type { LostPath } from '../finding.ts';
import type { FileFlow } from '../flow/graph.ts';
import type { Registration } from '../settling/index.ts';
import { entriesOf } from '../trace/entries.ts';
import { stringAt } from '../trace/literals.ts';

/** The path by the call that the answering closure was given to. */
export function classify(catalogue: Catalogue, file: FileFlow, { site, value }: Registration): LostPath {
  const { step } = site;
  if (step.op !== 'call') return 'early-return';
  if (isTimerCall(catalogue, file, { ...site, step })) return 'abort';
  const event = step.arguments[0] === undefined ? null : stringAt(file, step.arguments[0].value);
  if (event !== null && /^(?:abort|aborted|timeout|cancel)$/i.test(event)) return 'abort';
  if (event !== null && /^(?:error|\w*Error|close|end|exit|disconnect)$/.test(event)) return 'error-callback';
  const position = step.arguments.findIndex((argument) => argument.value === value);
  if (step.method === 'catch' || (step.method === 'then' && position === 1)) return 'error-callback';
  return 'early-return';
}

function isTimerCall(catalogue: Catalogue, file: FileFlow, site: Parameters<typeof entriesOf>[2]): boolean {
  return entriesOf(catalogue, file, site).some((entry) =>
    entry.acquisitions.some((one) => catalogue.resource(one.resource)?.kind === 'timer'),
  );
}
