/**
 * Whether options bound a wait: a value flow with the answers bounded, unbounded, switched off and unknown.
 * Unknown means silence, so whatever comes from elsewhere (a parameter, a spread of one) is unknown.
 */
import type { Deadline, Scalar } from '../catalogue/model.ts';
import type { FileFlow, Literal, PlaceId } from '../flow/graph.ts';
import { memberName, nameOf } from '../trace/names.ts';
import { originsOf, storesTo, type Origin } from '../trace/origins.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

export type Bound = 'bounded' | 'unbounded' | 'off' | 'unknown';

/** Whether the arguments of a call bound it, by any of the deadline's options. */
export function boundByArguments(
  file: FileFlow,
  site: CallSite,
  deadline: Deadline,
  paths = deadline.boundedBy,
): Bound {
  const given = site.step.arguments;
  if (deadline.position !== undefined && deadline.position < given.length - 1) {
    const own = given[deadline.position];
    return own === undefined || given.some(({ spread }) => spread)
      ? 'unknown'
      : boundByValue(file, own.value, [], deadline.off ?? [], site, 0);
  }
  return strongest(deadline.options.map((index) => boundByArgument(file, site, index, deadline, paths)));
}

/** Whether the argument at an index does. */
export function boundByArgument(
  file: FileFlow,
  site: CallSite,
  index: number,
  deadline: Deadline,
  paths = deadline.boundedBy,
): Bound {
  const given = site.step.arguments;
  const position = index < 0 ? given.length + index : index;
  const spreadAt = given.findIndex((argument) => argument.spread);
  if (spreadAt >= 0 && (index < 0 || position >= spreadAt)) return 'unknown';
  const argument = given[position];
  if (argument === undefined) return 'unbounded';
  return strongest(
    paths.map((path) => boundByMember(file, argument.value, path.split('.'), deadline.off ?? [], site, 0)),
  );
}

/** One bound is enough; else one that is not known makes all unknown; to switch off is more than to leave out. */
export function strongest(answers: readonly Bound[]): Bound {
  if (answers.includes('bounded')) return 'bounded';
  if (answers.includes('unknown')) return 'unknown';
  return answers.includes('off') ? 'off' : 'unbounded';
}

const maxDepth = 6;

function boundByMember(
  file: FileFlow,
  object: PlaceId,
  path: readonly string[],
  off: readonly Scalar[],
  call: CallSite,
  depth: number,
): Bound {
  const [key, ...rest] = path;
  if (key === undefined || depth > maxDepth) return 'unknown';
  const stored = storesTo(file, memberName(nameOf(file, object), key)).map((store) =>
    boundByValue(file, store.step.value, rest, off, call, depth + 1),
  );
  // An option that is set afterwards counts wherever it is set: the order is not looked at.
  if (stored.includes('bounded')) return 'bounded';
  const origins = originsOf(file, object);
  // Only what surely is a text or has no members is no options object.
  if (origins.length === 0) return 'unknown';
  const answers = origins.map((origin) => boundByOrigin(file, origin, path, off, call, depth));
  if (answers.some((answer) => answer === 'unknown') && !isPlainByName(file, object)) return 'unknown';
  if (isLentElsewhere(file, object, call))
    return answers.every((answer) => answer === 'bounded') ? 'bounded' : 'unknown';
  const known = [...new Set([...answers.filter((answer) => answer !== 'unknown'), ...stored])];
  if (known.length === 0) return 'unbounded';
  // Bounded on some paths and not on others: silence.
  return known.length === 1 ? (known[0] ?? 'unknown') : known.includes('bounded') ? 'unknown' : 'off';
}

function boundByOrigin(
  file: FileFlow,
  origin: Origin,
  path: readonly string[],
  off: readonly Scalar[],
  call: CallSite,
  depth: number,
): Bound {
  switch (origin.kind) {
    case 'literal':
    case 'closure':
    case 'array':
    case 'computed':
      return 'unbounded';
    case 'object':
      return boundByObject(file, origin.step, path, off, call, depth);
    case 'call':
      return boundByCall(file, origin.site, path, off, call, depth);
    default:
      return 'unknown';
  }
}

function boundByObject(
  file: FileFlow,
  step: (Origin & { readonly kind: 'object' })['step'],
  path: readonly string[],
  off: readonly Scalar[],
  call: CallSite,
  depth: number,
): Bound {
  const [key, ...rest] = path;
  let spreads: Bound = 'unbounded';
  // What comes later wins, so the members are read from the end.
  for (const property of [...step.properties].reverse()) {
    if (property.key === key && !property.spread) {
      const own = boundByValue(file, property.value, rest, off, call, depth + 1);
      return spreads === 'unknown' && own !== 'bounded' ? 'unknown' : own;
    }
    if (property.key !== null && !property.spread) continue;
    const answer = property.spread
      ? boundByMember(file, property.value, path, off, call, depth + 1)
      : 'unknown';
    if (answer === 'bounded' || answer === 'off')
      return spreads === 'unknown' && answer !== 'bounded' ? 'unknown' : answer;
    if (answer === 'unknown') spreads = 'unknown';
  }
  return spreads;
}

/** `Object.assign({…}, a, b)` and `new URL(…)`; of all other calls nobody knows what they put in. */
function boundByCall(
  file: FileFlow,
  made: CallSite,
  path: readonly string[],
  off: readonly Scalar[],
  call: CallSite,
  depth: number,
): Bound {
  const { reference, construct } = made.step;
  if (reference?.kind === 'global' && reference.path.join('.') === 'Object.assign')
    return strongest(
      made.step.arguments.map((argument) =>
        argument.spread ? 'unknown' : boundByMember(file, argument.value, path, off, call, depth + 1),
      ),
    );
  // The platform's own classes (addresses, buffers, maps) are no bags of options.
  if (construct && reference?.kind === 'global') return 'unbounded';
  if (construct && reference?.kind === 'export' && reference.module === 'url') return 'unbounded';
  return 'unknown';
}

function boundByValue(
  file: FileFlow,
  value: PlaceId,
  rest: readonly string[],
  off: readonly Scalar[],
  call: CallSite,
  depth: number,
): Bound {
  const origins = originsOf(file, value);
  const literals = origins.map((origin) => (origin.kind === 'literal' ? { value: origin.value } : null));
  // Where a default holds, to say expressly that there is none switches it off.
  const isNull = literals.length > 0 && literals.every((one) => one !== null && one.value === null);
  if (isNull && off.includes(null)) return 'off';
  if (literals.length > 0 && literals.every((one) => one !== null && isNothing(one.value)))
    return 'unbounded';
  if (
    literals.length > 0 &&
    literals.every((one) => one !== null && (isNothing(one.value) || isOff(one.value, off)))
  )
    return 'off';
  if (rest.length > 0) {
    const inner = boundByMember(file, value, rest, off, call, depth);
    // `timeout: 500` where an object is possible too: older versions took a number.
    return inner === 'unbounded' && origins.every((origin) => origin.kind !== 'object') ? 'bounded' : inner;
  }
  return 'bounded';
}

function isNothing(value: Literal): boolean {
  return value === undefined || value === null;
}

function isOff(value: Literal, off: readonly Scalar[]): boolean {
  return off.some((one) => one === value);
}

/** Names of addresses and commands, and of functions to call back. */
const plainName =
  /(?:ur[il]|href|link|endpoint|address|command|cmd)$|^(?:cb|callback|done|next|fn|resolve|reject|handler|listener|on[A-Z]\w*)$/i;

/** A parameter that is called an address is one, and holds no options. */
function isPlainByName(file: FileFlow, place: PlaceId): boolean {
  return originsOf(file, place).every((origin) => {
    if (origin.kind === 'literal' || origin.kind === 'computed' || origin.kind === 'closure') return true;
    const name =
      origin.kind === 'parameter'
        ? nameOfVariable(file, origin.place)
        : origin.kind === 'member'
          ? origin.key
          : null;
    return name !== null && plainName.test(name);
  });
}

function nameOfVariable(file: FileFlow, place: PlaceId): string | null {
  const info = file.places[place];
  return info?.kind === 'variable' ? info.name : null;
}

/** Somebody else gets the options object and may set what bounds the wait. */
function isLentElsewhere(file: FileFlow, object: PlaceId, call: CallSite): boolean {
  const sites = sitesOf(file);
  return sites.readersOf(object).some(({ step }) => {
    if (step.op !== 'call' || step.range.start === call.step.range.start) return false;
    if (file.places[object]?.kind !== 'variable') return false;
    // Who only looks at it (logs it, turns it into text) sets nothing.
    if (step.reference?.kind === 'global')
      return (
        step.reference.path[0] === 'Object' &&
        step.reference.path[1] === 'assign' &&
        step.arguments[0]?.value === object
      );
    if (step.receiver === object) return false;
    return (
      step.discarded &&
      step.arguments.some((argument) => argument.value === object) &&
      step.reference?.kind === 'function'
    );
  });
}
