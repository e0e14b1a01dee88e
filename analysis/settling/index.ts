/** Which closures of a function answer for it without giving back what it holds. */
import type { CallStep, FunctionId } from '../flow/graph.ts';
import { calleesOf, functionsAt, isWithin } from '../trace/closures.ts';
import { originsOf } from '../trace/origins.ts';
import { operandsOf, sitesOf, type Site } from '../trace/sites.ts';
import type { Item, Registration, Settling, Settlings } from './model.ts';
import { each, Family, outcome, PASSED, RELEASED, SETTLED, THREW, type Outcomes } from './outcomes.ts';
import { settlersOf, type Settlers } from './settlers.ts';

export type { Item, Registration, Settling, Settlings } from './model.ts';
export { isExecutor, isPromiseConstruction } from './settlers.ts';

/** Null where nobody settles. */
export function settlingsOf(item: Item): Settlings | null {
  const { file, site } = item;
  const settlers = settlersOf(file, site.function);
  if (settlers.empty) return null;
  const family = new Family(item, settlers);
  const search = new Search(family);
  const own = ownCallback(item, family, settlers);
  const all: Settling[] = [];
  const aside: FunctionId[] = [];
  const answering: FunctionId[] = [];
  for (const registration of search.registrations) {
    if (isOwn(item, registration)) continue;
    const exits = search.endsOf(registration);
    const answered = each(exits).filter((bits) => (bits & SETTLED) !== 0);
    const unclean = answered.filter((bits) => (bits & RELEASED) === 0);
    const released =
      registration.function !== null &&
      each(family.effectOf(registration.function)).some((bits) => (bits & RELEASED) !== 0);
    if (answered.length === 0) {
      if (released) aside.push(registration.function);
      continue;
    }
    answering.push(registration.site.function);
    all.push({
      registration,
      unclean: unclean.length > 0,
      onlyAfterThrow: unclean.length > 0 && unclean.every((bits) => (bits & THREW) !== 0),
      clean: released,
    });
  }
  const atEnd = family.run(family.root, outcome(RELEASED), null);
  const afterThrow = each(atEnd).some(
    (bits) => (bits & SETTLED) !== 0 && (bits & RELEASED) === 0 && (bits & THREW) !== 0,
  );
  // Who gives it back and leaves the answer to closures of its own is on the way to the answer.
  const releasedAside = aside.some((id) => !answering.some((inside) => isWithin(file, inside, id)));
  const onTheWay = ({ unclean, registration }: Settling): boolean =>
    !unclean && aside.some((id) => isWithin(file, registration.site.function, id));
  return {
    all: all.map((one) => (onTheWay(one) ? { ...one, clean: true } : one)),
    own,
    afterThrow,
    releasedAside,
  };
}

function isOwn(item: Item, { site }: Registration): boolean {
  return (
    item.ownCallbackEnds && site.step.op === 'call' && site.step.range.start === item.site.step.range.start
  );
}

function ownCallback(item: Item, family: Family, settlers: Settlers): Settlings['own'] {
  const callback = item.site.step.arguments[item.callback]?.value;
  if (callback === undefined) return { settles: false, rejects: false, releases: false };
  if (settlers.has(callback)) return { settles: true, rejects: settlers.rejects(callback), releases: false };
  const functions = functionsAt(item.file, callback).filter((id) => family.includes(id));
  const ends = functions.flatMap((id) => each(family.effectOf(id)));
  return {
    settles: ends.some((bits) => (bits & SETTLED) !== 0),
    rejects: functions.some((id) => mayReject(item, family, settlers, id, new Set())),
    releases: ends.some((bits) => (bits & RELEASED) !== 0),
  };
}

/** It calls the rejecting settler, or gives the callback an error. */
function mayReject(
  item: Item,
  family: Family,
  settlers: Settlers,
  id: FunctionId,
  seen: Set<FunctionId>,
): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return sitesOf(item.file)
    .callsIn(id)
    .some(({ step }) => {
      if (settlers.rejects(step.callee)) return true;
      // An error-first callback that is given something as its error.
      if (settlers.takesError(step.callee) && step.arguments.length === 1 && !isLiteral(item, step))
        return true;
      return calleesOf(item.file, step).some(
        (callee) => family.includes(callee) && mayReject(item, family, settlers, callee, seen),
      );
    });
}

/** `done(0)` tells of no error. */
function isLiteral({ file }: Item, step: CallStep): boolean {
  const [first] = step.arguments;
  return first !== undefined && originsOf(file, first.value).every((origin) => origin.kind === 'literal');
}

/** Finds what is given away to run later, and how the item stands then. */
class Search {
  readonly registrations: readonly Registration[];
  private readonly uses = new Map<FunctionId, Site[]>();
  private readonly entries = new Map<FunctionId, Outcomes>();

  constructor(private readonly family: Family) {
    this.registrations = this.collect();
  }

  private collect(): Registration[] {
    const { family } = this;
    const { file } = family.item;
    const found: Registration[] = [];
    for (const info of file.functions) {
      if (!family.includes(info.id)) continue;
      file.graph(info.id).blocks.forEach((block, at) => {
        block.steps.forEach((step, index) => {
          const site: Site = { function: info.id, block: at, index, step };
          if (step.op === 'call')
            for (const callee of calleesOf(file, step)) if (family.includes(callee)) this.use(callee, site);
          const given = givenAway(step);
          for (const value of given) {
            for (const one of functionsAt(file, value)) {
              if (!family.includes(one)) continue;
              this.use(one, site);
              found.push({ site, function: one, value });
            }
            if (family.settlers.has(value) && isHandOver(family, site))
              found.push({ site, function: null, value });
          }
        });
      });
    }
    return found;
  }

  private use(id: FunctionId, site: Site): void {
    const sites = this.uses.get(id);
    if (sites === undefined) this.uses.set(id, [site]);
    else sites.push(site);
  }

  /** The outcomes after the registered function has run. */
  endsOf({ site, function: id }: Registration): Outcomes {
    const before = this.heldAfter(site);
    if (id === null) {
      let settled = 0;
      for (const bits of each(before)) settled |= outcome(bits | SETTLED);
      return settled;
    }
    return this.family.run(id, before, null);
  }

  /** How the item stands once the function that contains the step has run through past it. */
  private heldAfter(site: Site): Outcomes {
    const { family } = this;
    const ends = family.run(site.function, this.entryOf(site.function), site);
    let held = 0;
    for (const bits of each(ends)) if ((bits & PASSED) !== 0) held |= outcome(bits & (RELEASED | THREW));
    // A function of the family that gets a closure gives the item back before or after it has run it.
    const callees =
      site.step.op === 'call'
        ? calleesOf(family.item.file, site.step).filter((callee) => family.includes(callee))
        : [];
    const gives =
      callees.length > 0 &&
      callees.every((callee) => each(family.effectOf(callee)).every((bits) => (bits & RELEASED) !== 0));
    return gives ? outcome(RELEASED) : held;
  }

  /** How the item stands when the function starts. */
  private entryOf(id: FunctionId): Outcomes {
    const { family } = this;
    // Before it is made there is nothing to give back.
    if (id === family.root) return outcome(RELEASED);
    const known = this.entries.get(id);
    if (known !== undefined) return known;
    this.entries.set(id, 0);
    let entry = 0;
    for (const site of this.uses.get(id) ?? []) {
      const own =
        family.item.ownCallbackEnds &&
        site.step.range.start === family.item.site.step.range.start &&
        site.step.op === 'call';
      entry |= own ? outcome(RELEASED) : this.heldAfter(site);
    }
    this.entries.set(id, entry);
    return entry;
  }
}

/** Values that somebody may call later: arguments, members of objects, what is stored. */
function givenAway(step: Site['step']): readonly number[] {
  if (step.op === 'call') return step.arguments.map((argument) => argument.value);
  if (step.op === 'object')
    return step.properties.filter((property) => !property.spread).map((property) => property.value);
  if (step.op === 'store') return [step.value];
  return step.op === 'array' ? operandsOf(step) : [];
}

/** A settler that is an argument is handed on, unless the call wraps it (`once(callback)`) or runs it at once. */
function isHandOver(family: Family, site: Site): boolean {
  if (site.step.op !== 'call') return false;
  if (family.settlers.has(site.step.target)) return false;
  return (
    calleesOf(family.item.file, site.step).every((callee) => !family.includes(callee)) &&
    !family.settlers.has(site.step.callee)
  );
}
