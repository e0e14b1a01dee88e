/**
 * Events that are heard by calling them (`model.onDidChange(listener)`), and things registered with a host
 * (`host.registerProvider(provider)`): by the convention of editors both give back what ends them. Only the name
 * tells, so whoever drops the result is told no more than a hint, and only where it looks as if it were to end.
 */
import type { FileFlow, PlaceId } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import { functionsAt } from '../trace/closures.ts';
import { nameOf } from '../trace/names.ts';
import { originsOf } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';
import { isGuarded, lastMethodAround } from './lifetimes.ts';

const event = /^on(?:Did|Will)[A-Z]\w*$/;
const registration = /^register[A-Z]\w*(?:Provider|Handler|Command|Serializer|Listener|Factory)$/;

/** The calls whose result is dropped though it alone could end what they began. */
export function droppedSubscriptions(file: FileFlow): readonly CallSite[] {
  return sitesOf(file).calls.filter((site) => {
    const { step } = site;
    if (!step.discarded || step.construct || step.receiver === undefined || typeof step.method !== 'string')
      return false;
    if (event.test(step.method)) return isHeard(file, site);
    return (
      registration.test(step.method) &&
      file.modules.includes('vscode') &&
      step.arguments.length > 0 &&
      isOfSomebodyElse(file, step.receiver) &&
      comesAgain(file, site)
    );
  });
}

/** An instance that ends hears something that it has not made itself. */
function isHeard(file: FileFlow, site: CallSite): boolean {
  const { receiver, arguments: given } = site.step;
  const [listener] = given;
  return (
    receiver !== undefined &&
    listener !== undefined &&
    // An array that takes the registration over would be the third.
    given.length < 3 &&
    functionsAt(file, listener.value).length > 0 &&
    lastMethodAround(file, site.function) !== null &&
    isOfSomebodyElse(file, receiver) &&
    comesAgain(file, site)
  );
}

/** Not the instance itself, and nothing that was made here: that dies with the one who hears it. */
function isOfSomebodyElse(file: FileFlow, receiver: PlaceId): boolean {
  const name = nameOf(file, receiver);
  if (/^this:c\d+$/.test(name) || name.startsWith('k')) return false;
  return originsOf(file, receiver).every((origin) => origin.kind !== 'call' && origin.kind !== 'this');
}

function comesAgain(file: FileFlow, { function: id }: CallSite): boolean {
  const info = file.functions[id];
  return (
    info !== undefined &&
    info.kind !== 'module' &&
    info.name !== 'activate' &&
    contextOf({ ...file, path: '' }, info) !== 'process-lifetime' &&
    !isGuarded(file, id)
  );
}
