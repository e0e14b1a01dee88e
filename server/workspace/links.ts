/** Which imports were followed while files were analysed: what a result rests on. */

/**
 * Summaries are made once and then used for many files, so watching one analysis alone would miss what an
 * earlier one looked at. Every import that is ever followed is noted instead, and a result rests on all that
 * can be reached. That may be more than it used, never less.
 */
export class Links {
  readonly #from = new Map<string, Map<string, string | null>>();
  readonly #to = new Map<string, Set<string>>();

  note(from: string, specifier: string, to: string | null): void {
    let links = this.#from.get(from);
    if (links === undefined) this.#from.set(from, (links = new Map<string, string | null>()));
    links.set(specifier, to);
    if (to === null) return;
    const importers = this.#to.get(to);
    if (importers === undefined) this.#to.set(to, new Set([from]));
    else importers.add(from);
  }

  /** The files, and all whose imports lead to one of them: what may change with them. */
  reaching(paths: Iterable<string>): ReadonlySet<string> {
    const files = new Set(paths);
    // A set may be added to while it is walked; what is added is walked too.
    for (const file of files) for (const importer of this.#to.get(file) ?? []) files.add(importer);
    return files;
  }

  /** Forgets what these files import: their texts have changed. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) {
      for (const to of this.#from.get(path)?.values() ?? []) if (to !== null) this.#to.get(to)?.delete(path);
      this.#from.delete(path);
    }
  }

  /** Asks again where imports lead, and gives the files of which one leads elsewhere now. */
  *moved(
    resolve: (from: string, specifier: string) => string | null,
    isMeant: (specifier: string) => boolean = () => true,
  ): Generator<string> {
    for (const [from, links] of this.#from)
      if ([...links].some(([specifier, to]) => isMeant(specifier) && resolve(from, specifier) !== to))
        yield from;
  }

  /** The files that can be reached, without the first, and the imports that lead there or nowhere. */
  reachable(path: string): {
    readonly files: readonly string[];
    readonly resolutions: readonly (readonly [from: string, specifier: string, to: string | null])[];
  } {
    const files = new Set([path]);
    const resolutions: [string, string, string | null][] = [];
    // A set may be added to while it is walked; what is added is walked too.
    for (const from of files) {
      for (const [specifier, to] of this.#from.get(from) ?? []) {
        resolutions.push([from, specifier, to]);
        if (to !== null) files.add(to);
      }
    }
    files.delete(path);
    return { files: [...files], resolutions };
  }
}
