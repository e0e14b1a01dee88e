/** Promises that hide a timer: whoever loses interest in the one cannot clear the other. */
import type { Project } from '../analyse.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { FileFlow, FunctionId, PlaceId, Reference } from '../flow/graph.ts';
import { findExport } from '../ownership/linking.ts';
import { noteText } from '../ownership/traces.ts';
import { isExecutor } from '../settling/index.ts';
import { aliasesOf } from '../trace/aliases.ts';
import { isWithin } from '../trace/closures.ts';
import { entriesOf } from '../trace/entries.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

/** What a pause of the project's own is called; no other file is looked at for anything else. */
const pauseName = /^(?:delay|sleep|wait|pause|timeout|\w*(?:Delay|Sleep|Timeout|Wait|After))\w*$/i;

/** The resource type of the timer behind the promise that the call gives; null where none is known. */
export function hiddenTimer(project: Project, file: FileFlow, site: CallSite): string | null {
  const { catalogue } = project;
  for (const entry of entriesOf(catalogue, file, site))
    for (const { pauses } of entry.behaviours) if (pauses !== undefined) return pauses;
  const { reference } = site.step;
  if (reference?.kind === 'promisified') return promisedTimer(catalogue, reference.of);
  if (
    reference?.kind !== 'export' ||
    !/^[.@~#]/.test(reference.module) ||
    !pauseName.test(nameAt(file, site))
  )
    return null;
  const found = findExport(project, file, reference.module, reference.path);
  if (found !== null) noteText(project, found.file.path);
  if (found?.reference.kind === 'function') return pauseIn(catalogue, found.file, found.reference.function);
  if (found?.reference.kind === 'promisified') return promisedTimer(catalogue, found.reference.of);
  return ofPlainExport(project, file, reference.module, reference.path[0] ?? 'default');
}

function nameAt(file: FileFlow, { step }: CallSite): string {
  return file.text.slice(step.nameRange.start, step.nameRange.end);
}

/** `(ms) => new Promise((resolve) => setTimeout(resolve, ms))`: nobody can clear the timer from outside. */
function pauseIn(catalogue: Catalogue, file: FileFlow, id: FunctionId): string | null {
  for (const site of sitesOf(file).calls) {
    if (!isWithin(file, site.function, id) || !isExecutor(file, site.function)) continue;
    const { reference } = site.step;
    const timer = reference === undefined ? null : promisedTimer(catalogue, reference);
    if (timer === null) continue;
    const aliases = aliasesOf(file, site.step.target);
    // Kept, cleared or told not to keep the process: somebody has thought of it.
    return aliases.held || aliases.passedTo.length > 0 || aliases.calls.length > 0 ? null : timer;
  }
  return null;
}

/** `setTimeout`, by the catalogue: what fires once and is a timer. */
function promisedTimer(catalogue: Catalogue, reference: Reference): string | null {
  const entries =
    reference.kind === 'global'
      ? catalogue.byGlobal(reference.path, false)
      : reference.kind === 'export'
        ? catalogue.byExport(reference.module, reference.path, false)
        : null;
  for (const { resource } of entries?.acquisitions ?? []) {
    const type = catalogue.resource(resource);
    if (type?.kind === 'timer' && type.discipline === 'evidence') return type.id;
  }
  return null;
}

/** `module.exports = promisify(setTimeout)` */
function ofPlainExport(project: Project, from: FileFlow, module: string, name: string): string | null {
  const target = project.resolve(from.path, module);
  const file = target === null ? null : project.file(target);
  if (target !== null) noteText(project, target);
  for (const one of file?.exports.get(name) ?? []) {
    if (file === null || one.kind !== 'place') continue;
    const timer = promisifiedAt(project.catalogue, file, one.place);
    if (timer !== null) return timer;
  }
  return null;
}

function promisifiedAt(catalogue: Catalogue, file: FileFlow, place: PlaceId): string | null {
  for (const { step } of sitesOf(file).writersOf(place)) {
    if (step.op !== 'call' || step.reference?.kind !== 'export' || step.reference.path.at(-1) !== 'promisify')
      continue;
    const [given] = step.arguments;
    for (const writer of given === undefined ? [] : sitesOf(file).writersOf(given.value))
      if (writer.step.op === 'reference') return promisedTimer(catalogue, writer.step.reference);
    const variable = given === undefined ? undefined : file.places[given.value];
    if (variable?.kind === 'global')
      return promisedTimer(catalogue, { kind: 'global', path: [variable.name] });
  }
  return null;
}
