/** Who outlives whom: whether what a listener is added to lives longer than the one who adds it. */
import type { Catalogue } from '../catalogue/index.ts';
import { livesAsLongAsTheProcess } from '../classes/lifetimes.ts';
import { ancestorsOf, classAround } from '../classes/families.ts';
import { isLastMethod } from '../classes/words.ts';
import type { ClassId, ClassMember, FileFlow, FunctionId, PlaceId } from '../flow/graph.ts';
import { functionsAt, isWithin, usesOf } from '../trace/closures.ts';
import { entriesOf, givenTo } from '../trace/entries.ts';
import { nameOf } from '../trace/names.ts';
import { originsOf } from '../trace/origins.ts';
import { operandsOf, sitesOf } from '../trace/sites.ts';

/** The method at which the life of the instance around a function ends, if its class has one. */
export function lastMethodAround(
  file: FileFlow,
  id: FunctionId,
): { readonly class: ClassId; readonly method: ClassMember } | null {
  const owner = classAround(file, id);
  if (owner === null || livesAsLongAsTheProcess(file, owner)) return null;
  for (const one of ancestorsOf(file, owner)) {
    const method = file.classes[one]?.members.find(
      (member) => !member.static && member.kind === 'method' && isLastMethod(member.name),
    );
    if (method !== undefined) return { class: owner, method };
  }
  return null;
}

/** The function is an effect of a component: it runs again and again, and what it returns cleans up. */
export function isEffect(catalogue: Catalogue, file: FileFlow, id: FunctionId): boolean {
  return usesOf(file, id).some(({ site, argument }) =>
    entriesOf(catalogue, file, site).some((entry) =>
      entry.callbacks.some((behaviour) => behaviour.cleanup === true && behaviour.argument === argument),
    ),
  );
}

/** It is used again after this use (a keep-alive socket). */
export function isPooled(catalogue: Catalogue, file: FileFlow, place: PlaceId): boolean {
  return originsOf(file, place).some(
    (origin) =>
      origin.kind === 'parameter' &&
      givenTo(catalogue, file, origin.function, origin.index).some((given) => given.pooled),
  );
}

/**
 * `req.socket`, `response.connection`: by their names the connection of a request, which serves the next one too.
 * The request may be of any library, so only the names tell.
 */
export function isSocketOfRequest(file: FileFlow, place: PlaceId): boolean {
  const origins = originsOf(file, place);
  return (
    origins.length > 0 &&
    origins.every(
      (origin) =>
        origin.kind === 'member' &&
        /^(?:socket|connection)$/.test(origin.key) &&
        /^(?:client|incoming|original|native|raw)?(?:req|request|res|response)$/i.test(
          lastName(file, origin.object),
        ),
    )
  );
}

/** `this.events`, `eventBus`: by its name something that all listen to, and not made by the class itself. */
export function isSharedBus(file: FileFlow, place: PlaceId): boolean {
  return (
    /^_?(?:events|(?:\w+_?)?(?:event_?(?:bus|manager|hub|emitter)|events|bus)|hub|pubsub|broker|mediator)$/i.test(
      lastName(file, place),
    ) && originsOf(file, place).every((origin) => origin.kind !== 'call' || !origin.site.step.construct)
  );
}

/** A module, or an emitter that a module keeps: it lives as long as the process. */
export function isOfModule(file: FileFlow, place: PlaceId): boolean {
  const name = nameOf(file, place);
  if (name.startsWith('ref:') && !name.startsWith('ref:global#')) return true;
  const origins = originsOf(file, place);
  return (
    origins.length > 0 &&
    origins.every(
      (origin) =>
        origin.kind === 'call' &&
        origin.site.function === 0 &&
        origin.site.step.construct &&
        /Emitter$|Bus$|Hub$/.test(
          file.text.slice(origin.site.step.nameRange.start, origin.site.step.nameRange.end),
        ),
    )
  );
}

/** The name of a variable, or of the member that was read. */
function lastName(file: FileFlow, place: PlaceId): string {
  const info = file.places[place];
  if (info?.kind === 'variable') return info.name;
  for (const { step } of sitesOf(file).writersOf(place)) {
    if (step.op === 'load') return step.key ?? '';
    if (step.op === 'copy') return lastName(file, step.source);
  }
  return '';
}

/** It was handed in from outside: a parameter of the constructor (kept in a field or not). */
export function isInjected(file: FileFlow, place: PlaceId): boolean {
  const origins = originsOf(file, place).filter((origin) => origin.kind !== 'literal');
  return (
    origins.length > 0 &&
    origins.every((origin) => {
      if (origin.kind !== 'parameter') return false;
      const info = file.functions[origin.function];
      return (
        info?.ownerClass !== null &&
        info !== undefined &&
        (info.kind === 'constructor' || isConstructorFunction(file, info.id))
      );
    })
  );
}

/** An ES5 constructor: a function that owns a class and is none of its members. */
function isConstructorFunction(file: FileFlow, id: FunctionId): boolean {
  const info = file.functions[id];
  if (info?.kind !== 'function' || info.ownerClass === null) return false;
  const owner = file.classes[info.ownerClass];
  return (
    owner?.style === 'prototype' &&
    owner.members.every((member) => member.function !== id || member.kind === 'constructor')
  );
}

/**
 * The function adds it only the first time: it tests something that outlives it (a variable of the module, a
 * static member, a listener count) and writes that too.
 */
export function isGuarded(file: FileFlow, id: FunctionId): boolean {
  for (let at: FunctionId | null = id; at !== null && at !== 0; at = file.functions[at]?.parent ?? null) {
    const info = file.functions[at];
    if (info === undefined) return false;
    const isModuleWrite = info.capturedWrites.some((place) => {
      const variable = file.places[place];
      return variable?.kind === 'variable' && variable.declaredIn === 0 && isTested(file, info.id, place);
    });
    if (isModuleWrite) return true;
    const counts = sitesOf(file)
      .callsIn(info.id)
      .some(
        ({ step }) =>
          /^(?:listenerCount|listeners|rawListeners)$/.test(step.method ?? '') ||
          // `_.once(add)`; an emitter's `once(event, handler)` guards nothing.
          (step.method === 'once' && step.arguments.length === 1),
      );
    if (counts) return true;
  }
  return false;
}

/** A branch of the function depends on the variable; to write it alone keeps nobody from coming twice. */
function isTested(file: FileFlow, id: FunctionId, variable: PlaceId): boolean {
  const name = nameOf(file, variable);
  return file.graph(id).blocks.some(({ terminator }) => {
    if (terminator.kind !== 'branch') return false;
    const { condition } = terminator;
    // Of other conditions it is not known what they look at.
    return 'place' in condition ? nameOf(file, condition.place) === name : true;
  });
}

/** The handler holds on to the instance: it is a method, or it uses `this`. */
export function holdsInstance(file: FileFlow, handler: PlaceId): boolean {
  if (nameOf(file, handler).startsWith('this:c')) return true;
  const functions = functionsAt(file, handler);
  return functions.some((id) =>
    file.functions.some((info) => isWithin(file, info.id, id) && usesThis(file, info.id)),
  );
}

function usesThis(file: FileFlow, id: FunctionId): boolean {
  return file
    .graph(id)
    .blocks.some((block) =>
      block.steps.some((step) => operandsOf(step).some((place) => nameOf(file, place).startsWith('this:c'))),
    );
}
