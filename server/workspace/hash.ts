import { createHash } from 'node:crypto';

/** A short, stable name for a text. Collisions do not matter below billions of texts. */
export function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha1');
  // The lengths keep («a», «bc») apart from («ab», «c»).
  for (const part of parts) hash.update(`${String(part.length)}:`).update(part);
  return hash.digest('hex').slice(0, 24);
}
