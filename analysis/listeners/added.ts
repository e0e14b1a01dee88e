/** Listeners that a file adds, and how it takes them away again. */
import type { Catalogue } from '../catalogue/index.ts';
import type { ArgumentCondition, Registration } from '../catalogue/model.ts';
import { parseSelector } from '../catalogue/selector.ts';
import type { CallStep, FileFlow, PlaceId } from '../flow/graph.ts';
import { entriesOf } from '../trace/entries.ts';
import { mayBeOn } from '../trace/named.ts';
import { nameOf } from '../trace/names.ts';
import { sitesOf, type CallSite } from '../trace/sites.ts';

export interface Listener {
  readonly site: CallSite;
  readonly receiver: PlaceId;
  readonly event: PlaceId | null;
  readonly handler: PlaceId;
  /** Methods that take it away. */
  readonly undo: readonly string[];
  /** What the catalogue says; null where only the names of the methods say what this is. */
  readonly known: Registration | null;
  /** Conditions under which it ends by itself. */
  readonly unless: readonly ArgumentCondition[];
}

export interface Removal {
  readonly site: CallSite;
  readonly receiver: PlaceId;
  /** Null: of all events. */
  readonly event: PlaceId | null;
  /** Null: all handlers. */
  readonly handler: PlaceId | null;
}

export interface Listening {
  readonly added: readonly Listener[];
  readonly removed: readonly Removal[];
  /** Registrations whose result ends them, and is not kept. */
  readonly dropped: readonly { readonly site: CallSite; readonly known: Registration }[];
}

export function listeningOf(catalogue: Catalogue, file: FileFlow): Listening {
  const names = namesOf(catalogue);
  const added: Listener[] = [];
  const removed: Removal[] = [];
  const dropped: { site: CallSite; known: Registration }[] = [];
  for (const site of sitesOf(file).calls) {
    const { step } = site;
    const method = methodOf(step);
    if (step.construct || method === null) continue;
    // `addEventListener(…)` alone means the page's own: the callee stands for it.
    const receiver = step.receiver ?? step.callee;
    if (names.undo.has(method)) {
      const [event, handler] = step.arguments;
      removed.push({
        site,
        receiver,
        event: event?.value ?? null,
        handler: handler?.value ?? null,
      });
      continue;
    }
    const known = mayBeOn(catalogue, file, site, 'registration')
      ? (entriesOf(catalogue, file, site).flatMap((entry) => entry.registrations)[0] ?? null)
      : null;
    if (known === null) {
      const undo = names.pairs.get(method);
      const [event, handler] = step.arguments;
      if (undo !== undefined && event !== undefined && handler !== undefined)
        added.push({
          site,
          receiver,
          event: event.value,
          handler: handler.value,
          undo: [...undo],
          known: null,
          unless: names.unless.get(method) ?? [],
        });
      continue;
    }
    const undo = known.undo.flatMap((one) => ('method' in one ? [one.method] : []));
    const handler = step.arguments.at(known.handler);
    if (undo.length > 0 && handler !== undefined) {
      const event = known.event === null ? undefined : step.arguments.at(known.event);
      added.push({
        site,
        receiver,
        event: event?.value ?? null,
        handler: handler.value,
        undo,
        known,
        unless: known.unless ?? [],
      });
    } else if (known.undo.some((one) => 'result' in one) && step.discarded) dropped.push({ site, known });
  }
  return { added, removed, dropped };
}

/** The method that is called; null for what is no method call. */
export function methodOf(step: CallStep): string | null {
  if (step.receiver !== undefined) return step.method ?? null;
  const path = step.reference?.kind === 'global' ? step.reference.path : [];
  return path.length === 1 && /^(?:add|remove)EventListener$/.test(path[0] ?? '') ? (path[0] ?? null) : null;
}

interface Names {
  /** From the methods that add a listener to those that remove it. */
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly undo: ReadonlySet<string>;
  /** What ends listeners that such a method adds, wherever an entry says so. */
  readonly unless: ReadonlyMap<string, readonly ArgumentCondition[]>;
}

const memo = new WeakMap<Catalogue, Names>();

/** The names of methods by which listeners are added and removed anywhere in the catalogue. */
function namesOf(catalogue: Catalogue): Names {
  const known = memo.get(catalogue);
  if (known !== undefined) return known;
  const pairs = new Map<string, Set<string>>();
  const undo = new Set<string>();
  const unless = new Map<string, readonly ArgumentCondition[]>();
  for (const registration of catalogue.families.flatMap((family) => family.registrations ?? [])) {
    const removing = registration.undo.flatMap((one) => ('method' in one ? [one.method] : []));
    for (const method of removing) undo.add(method);
    // Only a pair that takes an event and a handler is known by its names alone.
    if (registration.event !== 0 || registration.handler !== 1) continue;
    for (const selector of [registration.call].flat()) {
      const parsed = parseSelector(selector);
      const method = parsed.method ?? parsed.path.at(-1);
      if (method === undefined) continue;
      const list = pairs.get(method) ?? new Set<string>();
      for (const one of removing) list.add(one);
      pairs.set(method, list);
      unless.set(method, [...(unless.get(method) ?? []), ...(registration.unless ?? [])]);
    }
  }
  const names = { pairs, undo, unless };
  memo.set(catalogue, names);
  return names;
}

/** What an event is called, so that two mentions can be compared. */
export function eventName(file: FileFlow, event: PlaceId | null): string | null {
  return event === null ? null : nameOf(file, event);
}
