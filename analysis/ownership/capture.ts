/** What a closure may do with a place that it captures: borrow it, or release it and hand it on. */
import type { Catalogue } from '../catalogue/index.ts';
import type { CallStep, FileFlow, FlowGraph, FunctionId, PlaceId, Reference, Step } from '../flow/graph.ts';
import { typeSelectors } from './entries.ts';
import { isReleaseVerb } from './verbs.ts';

export type CaptureEffect = 'none' | 'borrows' | 'takes';

/** Methods by which a container is gone through: what happens to its elements may be their release. */
const sweeps = new Set([
  'forEach',
  'map',
  'splice',
  'pop',
  'shift',
  'values',
  'entries',
  'some',
  'every',
  'reduce',
  'get',
  'at',
  'find',
]);

/**
 * The effect of calling the closure on what the place holds, nested functions included. Answers are kept in
 * `known`; a closure that is being looked at counts as doing nothing.
 */
export function captureEffect(
  file: FileFlow,
  catalogue: Catalogue,
  known: Map<string, CaptureEffect>,
  closure: FunctionId,
  place: PlaceId,
): CaptureEffect {
  const key = `${closure}:${place}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, 'none');
  const captures = file.functions[closure]?.captures.includes(place) === true;
  const effect = captures ? new CaptureScan(file, catalogue, known, closure, place).effect() : 'none';
  known.set(key, effect);
  return effect;
}

/**
 * Follows a captured place through the closure's own copies. A release method, being passed on, returned,
 * stored or thrown counts as taking: in doubt the resource is somebody else's, and nothing is said.
 */
class CaptureScan {
  private readonly aliases: Set<PlaceId>;
  private readonly graph: FlowGraph;

  constructor(
    private readonly file: FileFlow,
    private readonly catalogue: Catalogue,
    private readonly known: Map<string, CaptureEffect>,
    closure: FunctionId,
    private readonly place: PlaceId,
  ) {
    this.aliases = new Set([place]);
    this.graph = file.graph(closure);
  }

  effect(): CaptureEffect {
    // Two passes suffice for aliases that are made textually after their use in a loop.
    for (let pass = 0; pass < 2; pass += 1) {
      for (const block of this.graph.blocks) {
        if (block.steps.some((step) => this.takes(step))) return 'takes';
        const end = block.terminator;
        const leaving = end.kind === 'return' || end.kind === 'throw' ? end.value : null;
        if (leaving !== null && this.aliases.has(leaving)) return 'takes';
      }
    }
    return 'borrows';
  }

  private takes(step: Step): boolean {
    const { aliases } = this;
    switch (step.op) {
      case 'copy':
        if (!aliases.has(step.source)) return false;
        aliases.add(step.target);
        return this.leavesFunction(step.target);
      case 'await':
        if (aliases.has(step.source)) aliases.add(step.target);
        return false;
      case 'call':
        return this.callTakes(step);
      case 'load':
        if (!aliases.has(step.object) || step.key === null) return false;
        // Who closes the body closes the response.
        if (this.catalogue.standIns.has(step.key)) aliases.add(step.target);
        // `const { close } = resource`, or `resource.close` passed on as a function.
        return isReleaseVerb(step.key) && !isCalledMethod(this.graph, step.target);
      case 'object':
        return step.properties.some((property) => aliases.has(property.value));
      case 'array':
        return step.elements.some((element) => aliases.has(element.value));
      case 'store':
      case 'yield':
        return aliases.has(step.value);
      case 'release':
        return aliases.has(step.place);
      case 'iterate':
        // Elements of a captured container: what happens to them happens to it.
        if (aliases.has(step.iterable)) aliases.add(step.target);
        return false;
      case 'closure':
        return this.functionTakes(step.function);
      case 'reference':
        return step.reference.kind === 'function' && this.functionTakes(step.reference.function);
      default:
        return false;
    }
  }

  private callTakes(step: CallStep): boolean {
    const { aliases } = this;
    if (step.receiver !== undefined && aliases.has(step.receiver)) {
      const { method } = step;
      if (method === null || method === undefined || isReleaseVerb(method) || sweeps.has(method)) return true;
      if (this.givesReceiver(method)) aliases.add(step.target);
    }
    // The value itself is called: an unsubscribe function.
    if (aliases.has(step.callee) && step.receiver === undefined) return true;
    if (this.placeTakes(step.callee)) return true;
    return step.arguments.some(
      (argument, index) =>
        (aliases.has(argument.value) && !this.isBorrowed(step, index)) || this.placeTakes(argument.value),
    );
  }

  /** Whoever closes what the method gives closes what it was called on: either stream of a socket. */
  private givesReceiver(method: string): boolean {
    const place = this.file.places[this.place];
    if (place?.kind !== 'variable' || place.type === undefined) return false;
    return typeSelectors(place.type).some((type) =>
      this.catalogue.byMethod(type, method).behaviours.some(({ returns }) => returns === 'receiver'),
    );
  }

  /** The catalogue says that the callee merely uses the argument. */
  private isBorrowed(step: CallStep, index: number): boolean {
    return referencesOf(step.reference).some((reference) => {
      const entries =
        reference.kind === 'export'
          ? this.catalogue.byExport(reference.module, reference.path, step.construct)
          : reference.kind === 'global'
            ? this.catalogue.byGlobal(reference.path, step.construct)
            : null;
      return (
        entries?.sinks.some(
          (sink) =>
            sink.effect === 'borrows' &&
            sink.when === undefined &&
            (sink.argument === 'any' || sink.argument === index),
        ) === true
      );
    });
  }

  /** Binding it to a variable of the module hands it on. */
  private leavesFunction(target: PlaceId): boolean {
    const to = this.file.places[target];
    const from = this.file.places[this.place];
    return (
      to?.kind === 'variable' && from?.kind === 'variable' && to.declaredIn === 0 && from.declaredIn !== 0
    );
  }

  private placeTakes(callee: PlaceId): boolean {
    const info = this.file.places[callee];
    return (
      info?.kind === 'variable' &&
      info.reference?.kind === 'function' &&
      this.functionTakes(info.reference.function)
    );
  }

  private functionTakes(id: FunctionId): boolean {
    return captureEffect(this.file, this.catalogue, this.known, id, this.place) === 'takes';
  }
}

function referencesOf(reference: Reference | undefined): readonly Reference[] {
  if (reference === undefined) return [];
  return reference.kind === 'choice' ? reference.of.flatMap(referencesOf) : [reference];
}

const calledMethods = new WeakMap<FlowGraph, Set<PlaceId>>();

/** Whether the loaded method is the callee of a call in the same graph (which has been judged by itself). */
function isCalledMethod(graph: FlowGraph, target: PlaceId): boolean {
  let called = calledMethods.get(graph);
  if (called === undefined) {
    called = new Set();
    for (const block of graph.blocks)
      for (const step of block.steps)
        if (step.op === 'call' && step.receiver !== undefined) called.add(step.callee);
    calledMethods.set(graph, called);
  }
  return called.has(target);
}
