/** How entries of the Java families are written shortly. */
import type { Acquisition, Behaviour, Sink } from '../../../analysis/catalogue/model.ts';

/** Selectors of constructors of classes of one package. */
export function constructors(module: string, classes: string): string[] {
  return classes.split(' ').map((name) => `new ${module}#${name}`);
}

/** Selectors of methods of one type. */
export function methods(type: string, names: string): string[] {
  return names.split(' ').map((name) => `${type}::${name}`);
}

/** Selectors of static methods of one class. */
export function statics(type: string, names: string): string[] {
  return names.split(' ').map((name) => `${type}.${name}`);
}

/** The call's result is a resource. */
export function acquires(
  call: Acquisition['call'],
  resource: string,
  more: Partial<Acquisition> = {},
): Acquisition {
  return { call, resource, yields: 'result', ...more };
}

/** Calls that declare a checked exception and do throw it on ordinary days: I/O and what is like it. */
export function likelyThrows(call: Behaviour['call']): Behaviour {
  return { call, throws: 'likely' };
}

/** Methods of a type that give back their receiver, or what closes it. */
export function givesReceiver(type: string, names: string): Behaviour {
  return { call: methods(type, names), returns: 'receiver' };
}

export function borrows(call: Sink['call'], argument: Sink['argument'] = 'any'): Sink {
  return { call, argument, effect: 'borrows' };
}

export function wraps(call: Sink['call'], argument: number = 0): Sink {
  return { call, argument, effect: 'wraps' };
}

export const JAVADOC = 'https://docs.oracle.com/en/java/javase/21/docs/api/java.base';
