/** Which engine this is: results of another one are worth nothing. */
import manifest from '../../package.json' with { type: 'json' };

/** Put in by the bundler: a hash of the bundle. Absent when run from source, where nothing may be cached. */
declare const LEAKLINT_BUILD: string | undefined;

export const version: string = manifest.version;

/** The engine's identity for cache keys; null when it can change from run to run. */
export const buildId: string | null =
  typeof LEAKLINT_BUILD === 'string' ? `${version}-${LEAKLINT_BUILD}` : null;
