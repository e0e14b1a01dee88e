/** Prints what is known of a file besides its graphs: functions, classes, variables, exports. */

import type { ClassInfo, Export, FileFlow, FunctionInfo, Place } from './graph.ts';
import { printReference, printType } from './print.ts';

/** One line for a function: what it is, its parameters, what it captures. */
export function printFunction(file: FileFlow, info: FunctionInfo): string {
  const parameters = info.parameters.map(
    ({ name, rest, optional }) => `${rest ? '...' : ''}${name ?? '{}'}${optional ? '?' : ''}`,
  );
  const writes = new Set(info.capturedWrites);
  const captures = info.captures.map((place) => placeName(file, place) + (writes.has(place) ? '=' : ''));
  const marks = [
    info.async && 'async',
    info.generator && 'generator',
    info.broken && 'broken',
    info.parent !== null && info.parent !== 0 && `in #${String(info.parent)}`,
    info.ownerClass !== null && `of ${file.classes[info.ownerClass]?.name ?? ''}#${String(info.ownerClass)}`,
    captures.length > 0 && `captures ${captures.join(' ')}`,
    info.declaredReturn && `returns ${printType(file, info.declaredReturn)}`,
  ].filter((mark) => typeof mark === 'string');
  return [`#${String(info.id)} ${info.kind} ${info.name ?? ''}(${parameters.join(', ')})`, ...marks].join(
    ' ',
  );
}

/** The variables of a file, a line each; imports and all. */
export function printVariables(file: FileFlow): string[] {
  return file.places.flatMap((place) => (place.kind === 'variable' ? [printVariable(file, place)] : []));
}

function printVariable(file: FileFlow, place: Extract<Place, { kind: 'variable' }>): string {
  const within = place.declaredIn === 0 ? '' : ` in #${String(place.declaredIn)}`;
  const reference = place.reference ? ` <${printReference(file, place.reference)}>` : '';
  const type = place.type ? `: ${printType(file, place.type)}` : '';
  return `${place.declaration} ${place.name}${type}${reference} writes ${String(place.writes)}${within}`;
}

/** The classes of a file: a line for the class, one for each member. */
export function printClasses(file: FileFlow): string[] {
  return file.classes.flatMap((info) => [
    printClass(file, info),
    ...info.members.map((member) => {
      const marks = [member.static && 'static', member.private && 'private'].filter(
        (mark) => typeof mark === 'string',
      );
      const type = member.type ? `: ${printType(file, member.type)}` : '';
      const body = member.function === null ? '' : ` #${String(member.function)}`;
      return `  ${[...marks, member.kind].join(' ')} ${member.name}${type}${body}`;
    }),
  ]);
}

function printClass(file: FileFlow, info: ClassInfo): string {
  const decorators = info.decorators.map((name) => `@${name} `).join('');
  const superclass = info.superclass ? ` extends ${printReference(file, info.superclass)}` : '';
  const interfaces = info.interfaces.map((type) => printType(file, type)).join(', ');
  return `${decorators}${info.style} ${info.name ?? ''}#${String(info.id)}${superclass}${interfaces && ` implements ${interfaces}`}`;
}

/** The exports of a file, a line each. */
export function printExports(file: FileFlow): string[] {
  return [...file.exports].map(
    ([name, values]) => `export ${name} = ${values.map((one) => printExport(file, one)).join(', ')}`,
  );
}

function printExport(file: FileFlow, value: Export): string {
  switch (value.kind) {
    case 'place':
      return placeName(file, value.place);
    case 'reference':
      return `<${printReference(file, value.reference)}>`;
    case 'reexport':
      return `from ${value.module}${value.path.length > 0 ? `:${value.path.join('.')}` : ''}`;
  }
}

function placeName(file: FileFlow, id: number): string {
  const place = file.places[id];
  return place?.kind === 'variable' ? place.name : (place?.kind ?? '?');
}
