/**
 * Verbs that belong together on one receiver: `client.connect()` … `client.disconnect()`, `mutex.lock()` …
 * `mutex.unlock()`. The receiver comes from elsewhere and its kind is not known; that the function undoes what it
 * has done is the evidence that it must, also when an awaited call in between fails.
 */
import type { ResourceType } from '../catalogue/model.ts';
import type { Detector } from '../detectors.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow, FunctionId } from '../flow/graph.ts';
import { isWithin } from '../trace/closures.ts';
import { entriesOf } from '../trace/entries.ts';
import { lossAt } from '../trace/loss.ts';
import { nameOf } from '../trace/names.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { lostIn } from './paths.ts';

const undoings: ReadonlyMap<string, RegExp> = new Map([
  ['connect', /^(?:disconnect|end|close|quit)$/],
  ['open', /^close$/],
  ['lock', /^(?:unlock|release)$/],
  ['acquire', /^release$/],
  ['reserve', /^release$/],
  ['subscribe', /^unsubscribe$/],
  ['start', /^stop$/],
  ['login', /^logout$/],
  ['mount', /^unmount$/],
  ['attach', /^detach$/],
  ['beginTransaction', /^(?:commit|rollback)/],
  ['startTransaction', /^(?:commit|rollback|abort)/],
]);

/** What is started and stopped all day without holding anything: measurements, and what shows progress. */
const measures = /spinner|watch|timer|profil|span|progress|perf|trace|measure|metric|clock|bar|log|bench/i;

export const pairs: Detector = ({ project, file }) => {
  const losses: Loss[] = [];
  for (const site of sitesOf(file).calls) {
    const undoing = undoings.get(site.step.method ?? '');
    if (undoing === undefined || file.functions[site.function]?.broken === true) continue;
    // What the catalogue knows is followed from where it is made.
    if (entriesOf(project.catalogue, file, site).some((entry) => entry.acquisitions.length > 0)) continue;
    const loss = judge(file, site, undoing);
    if (loss !== null) losses.push(loss);
  }
  return losses;
};

function judge(file: FileFlow, site: CallSite, undoing: RegExp): Loss | null {
  const { receiver } = site.step;
  if (receiver === undefined || !isUnused(file, site)) return null;
  const name = nameOf(file, receiver);
  if (measures.test(textOf(file, site)) || !isFromElsewhere(file, receiver, site.function)) return null;
  const undone = sitesOf(file).calls.filter(
    ({ step }) =>
      step.receiver !== undefined && undoing.test(step.method ?? '') && nameOf(file, step.receiver) === name,
  );
  // Undone by closures, or elsewhere in the class: they may run on the way out, too.
  if (undone.length === 0 || undone.some((one) => !isOwn(file, one, site.function))) return null;
  const steps = new Set(undone.map((one) => one.step));
  const lost = lostIn(file, site, steps);
  const [release] = undone;
  if (lost === null || release === undefined) return null;
  const text = textOf(file, site);
  return {
    ...lossAt(file, site),
    rule: 'unreleased-connection',
    kind: 'disposable',
    resource: pairedBy(site.step.method ?? '', release.step.method ?? ''),
    noun: text,
    lostPath: 'exception',
    evidence: 'likely',
    holder: { kind: 'local', place: receiver, name: text },
    path: [
      { role: 'acquired', range: site.step.range },
      { role: 'rejects', range: lost.range },
    ],
    releases: [{ method: release.step.method ?? '' }],
  };
}

/** `const lease = await pool.connect()` is about the lease. */
function isUnused(file: FileFlow, { step }: CallSite): boolean {
  const sites = sitesOf(file);
  return sites
    .readersOf(step.target)
    .every((reader) => reader.step.op === 'await' && sites.readersOf(reader.step.target).length === 0);
}

/** What is made here is followed as a value; whoever is handed in, or kept, goes on living. */
function isFromElsewhere(file: FileFlow, receiver: number, id: FunctionId): boolean {
  return originsOf(file, receiver).every(
    (origin) => origin.kind !== 'call' || !isWithin(file, origin.site.function, id),
  );
}

function isOwn(file: FileFlow, one: CallSite, id: FunctionId): boolean {
  return one.function === id || !isWithin(file, one.function, id);
}

function textOf(file: FileFlow, { step }: CallSite): string {
  return file.text
    .slice(step.range.start, step.nameRange.start)
    .replace(/\s+/g, '')
    .replace(/[!?]?\.$/, '');
}

function pairedBy(method: string, undoing: string): ResourceType {
  return {
    id: `paired.${method}`,
    kind: 'disposable',
    noun: method,
    rule: 'unreleased-connection',
    cost: 'keeps what it holds until it is released',
    releases: [{ method: undoing }],
    discipline: 'evidence',
    documentation: '',
  };
}
