/**
 * A 64-bit hash of pairs that does not depend on their order, so that what is in it can be taken out again. Two sets
 * of pairs that differ and collide would be taken for one: at 2^-64 that is left to chance, and it is the same each
 * time.
 */
export class Digest {
  #low = 0;
  #high = 0;
  #size = 0;

  /** @param seed tells pairs of one kind from those of another that are put into the same digest */
  constructor(private readonly seed = 0) {}

  add(value: number, key: number): void {
    this.#mix(value, key + 1, key, 1);
  }

  /** Takes out what was put in. */
  remove(value: number, key: number): void {
    this.#mix(value, key + 1, key, -1);
  }

  addText(value: number, text: string): void {
    let one = 0x811c9dc5;
    let other = text.length;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      one = Math.imul(one ^ code, 0x01000193);
      other = Math.imul((other << 5) ^ (other >>> 27) ^ code, 0x2545f491);
    }
    this.#mix(value, one, other, 1);
  }

  /** Puts in all that is in another one. */
  include(other: Digest): void {
    this.#low = (this.#low + other.#low) | 0;
    this.#high = (this.#high + other.#high) | 0;
    this.#size += other.#size;
  }

  get text(): string {
    return `${this.#size}.${this.#low}.${this.#high}`;
  }

  #mix(value: number, one: number, other: number, sign: 1 | -1): void {
    let mixed = Math.imul(one ^ this.seed, 0x9e3779b1) ^ Math.imul(value + 1, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    this.#low = (this.#low + sign * (mixed ^ (mixed >>> 12))) | 0;
    mixed = Math.imul(mixed ^ Math.imul(value + 7, 0x27d4eb2f) ^ Math.imul(other, 0x165667b1), 0x297a2d39);
    this.#high = (this.#high + sign * (mixed ^ (mixed >>> 15))) | 0;
    this.#size += sign;
  }
}
