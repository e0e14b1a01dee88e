/** Reading what other tools say, whose form is theirs: each accessor checks what it gives, or throws. */

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The array in a member. */
export function arrayOf(value: unknown, key: string): readonly unknown[] {
  const found = isRecord(value) ? value[key] : undefined;
  if (!Array.isArray(found)) throw new Error(`“${key}” is no array.`);
  return found;
}

/** The text in a member. */
export function textIn(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined;
  if (typeof found !== 'string') throw new Error(`“${key}” is no text.`);
  return found;
}

/** The number in a member. */
export function numberIn(value: unknown, key: string): number {
  const found = isRecord(value) ? value[key] : undefined;
  if (typeof found !== 'number') throw new Error(`“${key}” is no number.`);
  return found;
}
