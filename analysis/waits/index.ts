/** Missing timeouts: calls that wait for somebody else, and nothing that ends the wait. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Deadline } from '../catalogue/model.ts';
import type { Detector } from '../detectors.ts';
import type { Loss } from '../finding.ts';
import type { FileFlow } from '../flow/graph.ts';
import { aliasesOf, type Aliases } from '../trace/aliases.ts';
import { entriesOf } from '../trace/entries.ts';
import { callsOn } from '../trace/named.ts';
import { memberName, nameOf } from '../trace/names.ts';
import { originsOf, storesTo } from '../trace/origins.ts';
import { lossAt } from '../trace/loss.ts';
import type { CallSite } from '../trace/sites.ts';
import { acceptedSockets } from './accepted.ts';
import { boundByDefaults } from './defaults.ts';
import { isHandedOver, isRaced } from './escapes.ts';
import { isReleasedLater, timeoutHandling } from './handlers.ts';
import { isMostlyLocal } from './local.ts';
import { isHere, isNearby } from './nearby.ts';
import { isPlaceholder } from './placeholders.ts';
import { boundByArguments, strongest, type Bound } from './options.ts';
import { isStreamed } from './streamed.ts';

export const waits: Detector = ({ project, file }) => {
  const { catalogue } = project;
  const losses: Loss[] = [];
  for (const site of callsOn(catalogue, file, 'deadline')) {
    const deadlines = new Set(entriesOf(catalogue, file, site).flatMap((entry) => entry.deadlines));
    if (deadlines.size === 0 || file.functions[site.function]?.broken === true) continue;
    for (const deadline of deadlines) {
      const lostPath = judge(catalogue, file, site, deadline);
      if (lostPath === null || isPlaceholder(file, site)) continue;
      const near =
        isNearby(catalogue, file, site, deadline) ||
        isHere(file, site, deadline) ||
        isMostlyLocal(file, site, deadline) ||
        (deadline.boundedByDefault === true && isStreamed(file, site, deadline));
      losses.push(toLoss(file, site, near ? { ...deadline, without: 'long' } : deadline, lostPath));
      break;
    }
  }
  losses.push(...acceptedSockets(catalogue, file));
  return losses;
};

function toLoss(file: FileFlow, site: CallSite, deadline: Deadline, lostPath: Loss['lostPath']): Loss {
  return {
    ...lossAt(file, site),
    rule: 'missing-timeout',
    kind: deadline.kind,
    deadline,
    noun: deadline.noun,
    lostPath,
    evidence: 'certain',
    path: [{ role: 'acquired', range: site.step.range }],
    releases: [],
  };
}

/** How the wait lacks its bound; null where it has one, or where that cannot be known. */
function judge(
  catalogue: Catalogue,
  file: FileFlow,
  site: CallSite,
  deadline: Deadline,
): Loss['lostPath'] | null {
  const own = boundByArguments(file, site, deadline);
  if (deadline.boundedByDefault === true) {
    // What is assigned afterwards counts more than what was given.
    const later = boundByMembers(file, site, deadline);
    return later === 'off' || (later === 'unbounded' && own === 'off') ? 'no-timeout' : null;
  }
  const hasHandle = deadline.emits === true || deadline.methods !== undefined;
  // Whatever the options say: a timeout of its own with a handler that ends nothing shows what was meant.
  if (own === 'unknown')
    return deadline.emits === true && isIdle(catalogue, file, site, deadline)
      ? 'timeout-without-handler'
      : null;
  if (hasHandle) return judgeHandle(catalogue, file, site, deadline, own);
  if (own === 'bounded' || boundByMembers(file, site, deadline) === 'bounded') return null;
  if (own !== 'off' && boundByDefaults(file, site, deadline) !== 'unbounded') return null;
  return isRaced(file, site.step.target) || isTimed(catalogue, file, site) ? null : 'no-timeout';
}

/** What gives a handle (a request, a socket) can be bounded by methods of it, and by handlers on it. */
function judgeHandle(
  catalogue: Catalogue,
  file: FileFlow,
  site: CallSite,
  deadline: Deadline,
  own: Bound,
): Loss['lostPath'] | null {
  // A signal aborts by itself; only a timeout needs somebody who listens to it.
  const emitting = deadline.boundedBy.filter((path) => path !== 'signal');
  const byTimeout = boundByArguments(file, site, deadline, emitting);
  if (
    own === 'bounded' &&
    (deadline.emits !== true || byTimeout !== 'bounded' || signalGiven(file, site, deadline))
  )
    return null;
  // `socket.connect(…)` waits on the receiver.
  const handle =
    site.step.receiver !== undefined && site.step.method === 'connect' && !isModuleCall(site)
      ? site.step.receiver
      : site.step.target;
  const aliases = aliasesOf(file, handle);
  const { onlyWith } = deadline;
  if (onlyWith !== undefined && !aliases.calls.some((one) => onlyWith.includes(one.step.method ?? '')))
    return null;
  if (isIdleHandle(aliases, deadline)) return null;
  const called = aliases.calls.filter((one) => deadline.methods?.includes(one.step.method ?? '') === true);
  const handling = timeoutHandling(file, aliases);
  if (handling === 'ends' || isReleasedLater(file, aliases, (one) => isTimer(catalogue, file, one)))
    return null;
  const bounded = byTimeout === 'bounded' || called.some((one) => !isOff(file, one));
  if (bounded && deadline.emits !== true) return null;
  if (own !== 'off' && isHandedOver(catalogue, file, aliases))
    return bounded && handling === 'idle' ? 'timeout-without-handler' : null;
  if (bounded || handling === 'idle') return bounded ? 'timeout-without-handler' : null;
  return boundByDefaults(file, site, deadline) === 'unbounded' ? 'no-timeout' : null;
}

/** It is made and ended, and nobody else sees it in between. */
function isIdleHandle(
  { calls, passedTo, returnedBy, storedIn, held }: Aliases,
  { idleWith }: Deadline,
): boolean {
  return (
    idleWith !== undefined &&
    calls.length > 0 &&
    calls.every(({ step }) => idleWith.includes(step.method ?? '')) &&
    passedTo.length + returnedBy.length + storedIn.length === 0 &&
    !held
  );
}

/** It sets a timeout by a method, and every handler that the file shows leaves it waiting. */
function isIdle(catalogue: Catalogue, file: FileFlow, site: CallSite, deadline: Deadline): boolean {
  const aliases = aliasesOf(file, site.step.target);
  const timed = aliases.calls.some(
    (one) => deadline.methods?.includes(one.step.method ?? '') === true && !isOff(file, one),
  );
  return (
    timed &&
    timeoutHandling(file, aliases) === 'idle' &&
    !isReleasedLater(file, aliases, (one) => isTimer(catalogue, file, one))
  );
}

function signalGiven(file: FileFlow, site: CallSite, deadline: Deadline): boolean {
  return (
    deadline.boundedBy.includes('signal') && boundByArguments(file, site, deadline, ['signal']) === 'bounded'
  );
}

function isModuleCall({ step }: CallSite): boolean {
  return step.reference !== undefined;
}

function isOff(file: FileFlow, { step }: CallSite): boolean {
  const [first] = step.arguments;
  return (
    first !== undefined &&
    originsOf(file, first.value).every((origin) => origin.kind === 'literal' && origin.value === 0)
  );
}

function isTimer(catalogue: Catalogue, file: FileFlow, site: CallSite): boolean {
  return entriesOf(catalogue, file, site).some((entry) =>
    entry.acquisitions.some((one) => catalogue.resource(one.resource)?.kind === 'timer'),
  );
}

/** The program ends the wait with a timer of its own. */
function isTimed(catalogue: Catalogue, file: FileFlow, site: CallSite): boolean {
  return isReleasedLater(file, aliasesOf(file, site.step.target), (one) => isTimer(catalogue, file, one));
}

/** `server.requestTimeout = 0` after the call that made it. */
function boundByMembers(file: FileFlow, site: CallSite, deadline: Deadline): Bound {
  const names = new Set([...aliasesOf(file, site.step.target).places].map((place) => nameOf(file, place)));
  const answers: Bound[] = [];
  for (const name of names) {
    for (const path of deadline.boundedBy) {
      for (const store of storesTo(file, memberName(name, path))) {
        const origins = originsOf(file, store.step.value);
        answers.push(
          origins.length > 0 &&
            origins.every(
              (origin) =>
                origin.kind === 'literal' && deadline.off?.includes(offValue(origin.value)) === true,
            )
            ? 'off'
            : 'bounded',
        );
      }
    }
  }
  return strongest(answers);
}

function offValue(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
