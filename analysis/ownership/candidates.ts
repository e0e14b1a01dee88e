/** A cheap look at a function's calls: only those that may acquire something are worth running. */
import type { Project } from '../analyse.ts';
import type { AcquiringMethods } from '../catalogue/methods.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { ancestorsOf, classAround } from '../classes/families.ts';
import type {
  BlockId,
  CallStep,
  FileFlow,
  FlowGraph,
  FunctionId,
  FunctionInfo,
  Reference,
} from '../flow/graph.ts';
import { isReleasedAtOnce } from './at-once.ts';
import { referenceEntries } from './entries.ts';
import { findExportPath } from './linking.ts';
import { eventOf, isOfArray } from './in-place.ts';
import { isMaker, madeBy } from './makers.ts';
import { modulesOf } from './modules-of.ts';
import { mayReturnOwned } from './returns.ts';
import type { Summaries } from './summaries.ts';
import { isPairable } from './pairing.ts';
import { pairingCall } from './verbs.ts';

/**
 * The functions worth running, outer ones first: those that may acquire something themselves, and those around
 * them, because a callback or an executor that runs in place belongs to the function that hands it out. The
 * module's own code counts only for itself.
 */
export function candidates(project: Project, summaries: Summaries, file: FileFlow): readonly FunctionInfo[] {
  const chosen = new Set<FunctionId>();
  for (const info of file.functions) {
    if (chosen.has(info.id) || !mayAcquire(project, summaries, file, info)) continue;
    chosen.add(info.id);
    for (
      let outer = info.parent;
      outer !== null && outer !== 0 && !chosen.has(outer);
      outer = file.functions[outer]?.parent ?? null
    )
      chosen.add(outer);
  }
  return file.functions.filter((info) => chosen.has(info.id));
}

/** Whether anything that the function calls itself (not in nested functions) may acquire. */
function mayAcquire(project: Project, summaries: Summaries, file: FileFlow, info: FunctionInfo): boolean {
  const pairs = mayPair(file, info);
  const graph = file.graph(info.id);
  return graph.blocks.some(({ steps }, block) =>
    steps.some(
      (step) =>
        step.op === 'call' &&
        ((pairs && isPaired(file, info, step)) ||
          callMayAcquire(project, summaries, file, graph, block, step)),
    ),
  );
}

/** Something of unknown kind counts only where the same function gives it back: look for the verb first. */
function mayPair(file: FileFlow, info: FunctionInfo): boolean {
  return info.id !== 0 && pairingCall.test(file.text.slice(info.range.start, info.range.end));
}

/** Where the interpretation would track it; there it may know more of the callee. */
function isPaired(file: FileFlow, info: FunctionInfo, step: CallStep): boolean {
  return isPairable(file, info, step, step.reference === undefined ? [] : [step.reference]);
}

function callMayAcquire(
  project: Project,
  summaries: Summaries,
  file: FileFlow,
  graph: FlowGraph,
  block: BlockId,
  step: CallStep,
): boolean {
  const { method } = step;
  if (method !== null && method !== undefined) {
    // What `this.query()` gives is in the class's own text.
    const own = ownMethod(file, step, method);
    if (own !== null) return givesOut(project, summaries, file, own);
    if (
      !isOfArray(graph, step, method) &&
      isAcquiringMethod(project, summaries, file, step, method, () => eventOf(graph, step))
    )
      return true;
  }
  const { reference, construct } = step;
  return (
    reference !== undefined &&
    referenceMayAcquire(project, summaries, file, reference, construct) &&
    !isReleasedAtOnce(
      project.catalogue,
      referenceEntries(project.catalogue, reference, construct),
      graph,
      block,
      step,
    )
  );
}

/** The method of the class around that a call on `this` runs, if the file shows it. */
function ownMethod(file: FileFlow, step: CallStep, name: string): FunctionId | null {
  const receiver = step.receiver === undefined ? undefined : file.places[step.receiver];
  if (receiver?.kind !== 'this') return null;
  const owner = classAround(file, receiver.declaredIn);
  if (owner === null) return null;
  for (const one of ancestorsOf(file, owner)) {
    const member = file.classes[one]?.members.find(
      (candidate) => candidate.name === name && candidate.kind === 'method',
    );
    if (member !== undefined) return member.function;
  }
  return null;
}

function referenceMayAcquire(
  project: Project,
  summaries: Summaries,
  file: FileFlow,
  reference: Reference,
  construct: boolean,
): boolean {
  const { catalogue } = project;
  switch (reference.kind) {
    case 'choice':
      return reference.of.some((one) => referenceMayAcquire(project, summaries, file, one, construct));
    case 'promisified':
      return referenceMayAcquire(project, summaries, file, reference.of, construct);
    case 'export':
      return (
        isSaidTo(catalogue, reference, construct) ||
        exportMayAcquire(project, summaries, file, reference.module, reference.path)
      );
    case 'global':
      return isSaidTo(catalogue, reference, construct);
    case 'function':
      return hands(project, summaries, file, reference.function);
    case 'class':
      return false;
  }
}

function isSaidTo(catalogue: Catalogue, reference: Reference, construct: boolean): boolean {
  const { acquisitions, deadlines } = referenceEntries(catalogue, reference, construct);
  return acquisitions.length > 0 || deadlines.length > 0;
}

/** Whether a function of another file of the project gives out something owned. */
function exportMayAcquire(
  project: Project,
  summaries: Summaries,
  file: FileFlow,
  module: string,
  path: readonly string[],
): boolean {
  const found = findExportPath(project, file, module, path, isMaker(path) ? 'making' : 'worthwhile');
  return (
    found?.reference.kind === 'function' && handsAt(project, summaries, found.path, found.reference.function)
  );
}

/** Asked by the file's path, so that it need not be lowered again once the answer is known. */
function handsAt(project: Project, summaries: Summaries, path: string, id: FunctionId): boolean {
  return summaries.questions.ask(`${path}\u0000hands ${id}`, () => {
    const file = project.file(path);
    return file !== null && hands(project, summaries, file, id);
  });
}

/** Whether the function gives out something owned, or makes something that its type says must be closed. */
export function hands(project: Project, summaries: Summaries, file: FileFlow, id: FunctionId): boolean {
  const info = file.functions[id];
  if (info !== undefined && madeBy(project, { file, function: info }) !== null) return true;
  return givesOut(project, summaries, file, id);
}

/** Whether the function gives its caller something owned. Only functions that acquire at all are summarised for it. */
export function givesOut(project: Project, summaries: Summaries, file: FileFlow, id: FunctionId): boolean {
  // Kept with the summaries and not with the file: the answer rests on other files too.
  const giving = (): boolean => {
    const info = file.functions[id];
    return (
      info !== undefined &&
      mayReturnOwned(project.catalogue, file, id) &&
      acquiresInside(project, summaries, file, info) &&
      summaries.of(file, id)?.returns?.kind === 'owned'
    );
  };
  const again = againGives(project, summaries, file.path, id);
  return summaries.questions.ask(`${file.path}\u0000gives ${id}`, giving, again);
}

/** Apart from where it is asked first, so that no lowered file is held. */
function againGives(project: Project, summaries: Summaries, path: string, id: FunctionId): () => boolean {
  return () => {
    const file = project.file(path);
    return file !== null && givesOut(project, summaries, file, id);
  };
}

/** Nested functions count: a promise's executor or a callback may acquire what the function gives out. */
function acquiresInside(project: Project, summaries: Summaries, file: FileFlow, info: FunctionInfo): boolean {
  const inside = new Set<FunctionId>();
  for (const one of file.functions) {
    if (one.id !== info.id && (one.parent === null || !inside.has(one.parent))) continue;
    inside.add(one.id);
    const graph = file.graph(one.id);
    const acquires = graph.blocks.some(({ steps }, block) =>
      steps.some(
        (step) => step.op === 'call' && callMayAcquire(project, summaries, file, graph, block, step),
      ),
    );
    if (acquires) return true;
  }
  return false;
}

/**
 * Whether a method of this name acquires on some type that values in this file may have: what the receiver is, the
 * interpretation finds out. Where another file of the project gives out something, its type may be any. To ask the
 * other files is what costs, so it comes last. Most that is listened to gives nothing: `on('data')` acquires on no
 * type, `on('connection')` does on a server.
 */
function isAcquiringMethod(
  project: Project,
  summaries: Summaries,
  file: FileFlow,
  step: CallStep,
  name: string,
  event: () => string | null,
): boolean {
  const { catalogue } = project;
  if (!acquires(catalogue.acquiringMethods(null), step, name, event)) return false;
  if (acquires(catalogue.acquiringMethods(modulesOf(file)), step, name, event)) return true;
  return isGiven(project, summaries, file);
}

function acquires(
  methods: AcquiringMethods,
  step: CallStep,
  name: string,
  event: () => string | null,
): boolean {
  const method = methods.get(name);
  // `header.Get(name)` gives one result: it is not the method of a client, which gives an error too.
  if (method === undefined || (method.several && step.oneResult === true)) return false;
  const { events } = method;
  if (events === null) return true;
  const named = event();
  // An event that is computed may be any.
  return named === null || events.has(named);
}

function isGiven(project: Project, summaries: Summaries, file: FileFlow): boolean {
  return summaries.questions.ask(
    `${file.path}\u0000given`,
    () => isGivenByOthers(project, summaries, file),
    againGiven(project, summaries, file.path),
  );
}

function againGiven(project: Project, summaries: Summaries, path: string): () => boolean {
  return () => {
    const file = project.file(path);
    return file !== null && isGiven(project, summaries, file);
  };
}

function isGivenByOthers(project: Project, summaries: Summaries, file: FileFlow): boolean {
  return file.functions.some((info) =>
    file
      .graph(info.id)
      .blocks.some((block) =>
        block.steps.some(
          (step) =>
            step.op === 'call' &&
            step.reference?.kind === 'export' &&
            exportMayAcquire(project, summaries, file, step.reference.module, step.reference.path),
        ),
      ),
  );
}
