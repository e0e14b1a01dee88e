/** Whether what a class keeps is given back: by its endings, or anywhere. */
import type { Catalogue } from '../catalogue/index.ts';
import type { FunctionId } from '../flow/graph.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { isEndedWhenAskedBack } from '../trace/asked-back.ts';
import { entriesOf } from '../trace/entries.ts';
import { originsOf } from '../trace/origins.ts';
import type { Site } from './sites.ts';
import { isWithin, related, slotKey, type Slot, type TokenId } from './tokens.ts';
import type { Use } from './uses.ts';
import type { FileView } from './view.ts';
import { isIterator, isKeeper, isLooker, isReleaser } from './words.ts';

/** Where one acquisition is kept, directly and through what wraps it. */
export interface Kept {
  readonly index: number;
  readonly site: Site;
  /** Slots that hold it itself; the first is named in messages. */
  readonly direct: readonly Slot[];
  /** Also slots of wrappers, of containers that it was added to, of second names. */
  readonly all: readonly Slot[];
  /** It is one of many in a container: emptying that releases nothing. */
  readonly contained: boolean;
}

export class Coverage {
  private readonly uses = new WeakMap<Kept, readonly Use[]>();

  constructor(
    private readonly view: FileView,
    private readonly catalogue: Catalogue,
  ) {}

  /** Some function among these releases it or hands it on. */
  coveredBy(kept: Kept, functions: ReadonlySet<FunctionId>): boolean {
    return this.usesOf(kept).some(
      (use) => functions.has(use.function) && (this.releases(kept, use) || this.handsOn(kept, use)),
    );
  }

  /** Some function of the file surely speaks of its release. */
  releasedSomewhere(kept: Kept): boolean {
    return this.usesOf(kept).some((use) => this.releases(kept, use));
  }

  /** It no longer keeps anything alive: somebody called `unref` on it, wherever. */
  isWeak(kept: Kept): boolean {
    const ends = this.catalogue.endsOf(kept.site.duty.resource);
    return this.usesOf(kept).some(
      (use) => use.how === 'method' && ends.some((one) => 'unref' in one && one.unref === use.name),
    );
  }

  /** The functions in which it is released. */
  releasingFunctions(kept: Kept): readonly FunctionId[] {
    return this.usesOf(kept)
      .filter((use) => this.releases(kept, use))
      .map((use) => use.function);
  }

  /** It is given to something that takes things into its care: `subscriptions.push(this.watcher)`. */
  givenToKeeper(kept: Kept): boolean {
    const slots = new Set(kept.all.map(slotKey));
    return this.usesOf(kept).some((use) => {
      if (use.how === 'given-away') return this.isItself(kept, use.token) && this.isAcquired(use.token);
      if (use.how !== 'passed' || use.call === null || !this.isItself(kept, use.token)) return false;
      // Putting it into a container of the class itself is keeping it; the container's sweep decides.
      const receiver = use.call.receiver;
      if (receiver !== undefined) {
        for (const id of this.view.propagation.tokensOf(receiver)) {
          const token = this.view.propagation.table.get(id);
          if (token.kind === 'slot' && slots.has(slotKey(token.slot))) return false;
        }
      }
      return isKeeper(use.name) || this.isAskedBack(kept, use);
    });
  }

  usesOf(kept: Kept): readonly Use[] {
    let uses = this.uses.get(kept);
    if (uses === undefined) {
      uses = this.view.uses.filter((use) => this.concerns(kept, use.token));
      this.uses.set(kept, uses);
    }
    return uses;
  }

  private isAcquired(id: TokenId): boolean {
    return this.view.propagation.table.get(id).kind === 'acquired';
  }

  private concerns(kept: Kept, id: TokenId): boolean {
    const token = this.view.propagation.table.get(id);
    if (token.kind === 'acquired') return token.site === kept.index;
    return token.kind === 'slot' && kept.all.some((slot) => related(slot, token.slot));
  }

  /** The token stands for the resource (or for what contains it), not for a part of it. */
  private isItself(kept: Kept, id: TokenId): boolean {
    const token = this.view.propagation.table.get(id);
    if (token.kind === 'acquired') return !token.derived;
    if (token.kind !== 'slot' || token.derived) return false;
    return kept.all.some((slot) => related(slot, token.slot) && !isWithin(token.slot.path, slot.path));
  }

  releases(kept: Kept, use: Use): boolean {
    const { resource } = kept.site.duty;
    switch (use.how) {
      case 'released':
        return true;
      case 'method':
        if (
          kept.contained &&
          /^(?:clear|remove|delete|off|end)$/.test(use.name) &&
          !this.isAcquired(use.token)
        )
          return false;
        return (
          isReleaseVerb(use.name) ||
          this.givesBackEach(use) ||
          this.catalogue.releasesOf(resource).some((one) => 'method' in one && one.method === use.name) ||
          this.catalogue
            .endsOf(resource)
            .some(
              (one) =>
                ('method' in one &&
                  !('absent' in one) &&
                  one.argument === undefined &&
                  one.method === use.name) ||
                ('unref' in one && one.unref === use.name),
            )
        );
      case 'called':
        return this.isItself(kept, use.token) && use.call?.construct === false;
      case 'passed':
        return isReleaser(use.name) || this.isReleaseFunction(use);
      default:
        return false;
    }
  }

  /** `executors.forEach(ExecutorService::shutdown)`: the function that each is given to is named after giving back. */
  private givesBackEach({ name, call }: Use): boolean {
    if (!isIterator(name) || call === null) return false;
    return call.arguments.some((argument) =>
      originsOf(this.view.file, argument.value).some(
        (origin) =>
          origin.kind === 'reference' &&
          (origin.reference.kind === 'export' || origin.reference.kind === 'global') &&
          isReleaseVerb(origin.reference.path.at(-1) ?? ''),
      ),
    );
  }

  /** `bootstrap.group(this.group)`, where the bootstrap's group is ended. */
  private isAskedBack({ site: { duty } }: Kept, { call, function: by }: Use): boolean {
    if (call === null) return false;
    const { file } = this.view;
    return entriesOf(this.catalogue, file, { function: by, block: 0, index: 0, step: call }).some(
      ({ sinks }) =>
        sinks.some(
          ({ askedBack }) => askedBack !== undefined && isEndedWhenAskedBack(file, askedBack, duty.resource),
        ),
    );
  }

  private isReleaseFunction(use: Use): boolean {
    const reference = use.call?.reference;
    if (reference?.kind === 'export')
      return this.catalogue.byExport(reference.module, reference.path, false).releases.length > 0;
    if (reference?.kind === 'global')
      return this.catalogue.byGlobal(reference.path, false).releases.length > 0;
    return false;
  }

  /** Weaker than a release: an ending that hands it on, or tells it to go, has thought of it. */
  private handsOn(kept: Kept, use: Use): boolean {
    switch (use.how) {
      case 'method':
        if (kept.contained && /^(?:clear|remove|delete|forEach)$/.test(use.name)) return false;
        return (
          isReleaser(use.name) ||
          /^(?:send|postMessage|next|complete|abort|write|emit|fire|resolve|reject|return|throw|then|forEach)$/.test(
            use.name,
          ) ||
          /(?:close|dispose|destroy|stop|kill|shutdown|release|end)/i.test(use.name)
        );
      case 'passed':
        return this.isItself(kept, use.token) && !isLooker(use.name);
      case 'returned':
      case 'given-away':
        return this.isItself(kept, use.token);
      default:
        return false;
    }
  }
}

const keptBySite = new WeakMap<Site, Kept>();

/** Follows an acquisition into fields and variables, and on into what wraps those. */
export function keptBy(view: FileView, index: number, site: Site): Kept {
  let kept = keptBySite.get(site);
  if (kept === undefined) {
    kept = follow(view, index, site);
    keptBySite.set(site, kept);
  }
  return kept;
}

/** Nobody has it: what a callback is given, or a result that is not used. */
function isDropped({ target, duty, stores }: Site): boolean {
  return stores.length === 0 && (target === null || duty.discarded);
}

function follow(view: FileView, index: number, site: Site): Kept {
  if (isDropped(site)) return { index, site, direct: [], all: [], contained: false };
  const direct: Slot[] = [];
  const all: Slot[] = [];
  const add = (list: Slot[], slot: Slot): void => {
    if (!list.some((one) => slotKey(one) === slotKey(slot))) list.push(slot);
  };
  const { table } = view.propagation;
  for (const store of view.stores) {
    const tokens = [...view.propagation.tokensOf(store.value)].map((id) => table.get(id));
    const followed = site.stores.some(
      (range) => range.start === store.range.start && range.end === store.range.end,
    );
    if (
      followed ||
      tokens.some((token) => token.kind === 'acquired' && token.site === index && !token.derived)
    )
      add(direct, store.slot);
    if (tokens.some((token) => token.kind === 'acquired' && token.site === index)) add(all, store.slot);
  }
  for (const slot of direct) add(all, slot);
  // Second names and wrappers: `this.transport = new Transport(this.socket)`.
  for (const slot of all) {
    if (all.length > 8) break;
    for (const store of view.stores) {
      for (const id of view.propagation.tokensOf(store.value)) {
        const token = table.get(id);
        if (token.kind === 'slot' && related(token.slot, slot) && !isWithin(token.slot.path, slot.path))
          add(all, store.slot);
      }
    }
  }
  const contained = direct.some((slot) =>
    view.stores.some((store) => store.container && slotKey(store.slot) === slotKey(slot)),
  );
  return { index, site, direct: direct.filter((slot) => slot.path !== '*'), all, contained };
}
