/** The words of a text, to be asked for many names: a set of hashes, since a set of strings costs a piece of text each. */

/** At least half of the slots stay empty, so that a search ends soon. */
const FIRST_SLOTS = 512;

export class Words {
  /** Hashes at the slot that they lead to, or at the next one that was empty; 0 is an empty slot. */
  #slots = new Uint32Array(FIRST_SLOTS);
  #count = 0;

  /** @param text of any kind: a word is a longest run of ASCII letters, digits, `_` and `$` */
  constructor(text: string) {
    let hash = SEED;
    let inside = false;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (isPartOfName(code)) {
        hash = Math.imul(hash ^ code, PRIME);
        inside = true;
      } else if (inside) {
        this.#add(hash);
        hash = SEED;
        inside = false;
      }
    }
    if (inside) this.#add(hash);
  }

  /**
   * Whether the text has the word. One in a billion answers is a wrong yes, two words of one hash; never a wrong no:
   * whoever asks is only looking for what is worth a closer look.
   */
  has(word: string): boolean {
    return this.#slots[this.#slotOf(markOf(word))] !== 0;
  }

  /** Whether it has one of the words that these are the marks of: cheaper where many texts are asked for the same. */
  hasOneOf(marks: Uint32Array): boolean {
    for (const mark of marks) if (this.#slots[this.#slotOf(mark)] !== 0) return true;
    return false;
  }

  #add(hash: number): void {
    const mark = marked(hash);
    const slot = this.#slotOf(mark);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = mark;
    this.#count += 1;
    if (this.#count * 2 > this.#slots.length) this.#grow();
  }

  /** The slot where the hash is, or where it would go. */
  #slotOf(mark: number): number {
    const slots = this.#slots;
    const last = slots.length - 1;
    let slot = mark & last;
    while (slots[slot] !== 0 && slots[slot] !== mark) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 4);
    for (const mark of before) if (mark !== 0) this.#slots[this.#slotOf(mark)] = mark;
  }
}

/** Whether the name stands in the text on its own, and not as a part of a longer one; it may have dots. */
export function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isPartOfName(text.charCodeAt(at - 1)) && !isPartOfName(text.charCodeAt(at + name.length)))
      return true;
  }
  return false;
}

/** The letters, digits and signs of names; beyond ASCII the words end. */
export function isPartOfName(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36
  );
}

// FNV-1a, whose last bits are worse than its first ones.
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/** What a word is known by; see {@link Words.hasOneOf}. */
export function markOf(word: string): number {
  let hash = SEED;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
  return marked(hash);
}

function marked(hash: number): number {
  const mixed = (hash ^ (hash >>> 15)) >>> 0;
  return mixed === 0 ? 1 : mixed;
}
