/** What was asked of who names something that a file declares, with what was said. */
export class AskedUsers {
  readonly #asked = new Map<string, AskedUser>();

  /** The files that name it, found once. */
  of(path: string, name: string, find: () => readonly string[]): readonly string[] {
    const key = `${path}\u0000${name}`;
    const known = this.#asked.get(key);
    if (known !== undefined) return known.users;
    const users = find();
    this.#asked.set(key, { path, name, users });
    return users;
  }

  /** Forgets what is said otherwise now that a file has changed, and gives the names that were asked for. */
  forget(isOtherwise: (asked: AskedUser) => boolean): ReadonlySet<string> {
    const names = new Set<string>();
    for (const [key, asked] of this.#asked) {
      if (!isOtherwise(asked)) continue;
      this.#asked.delete(key);
      names.add(asked.name);
    }
    return names;
  }
}

export interface AskedUser {
  /** The file that declares it. */
  readonly path: string;
  readonly name: string;
  readonly users: readonly string[];
}
