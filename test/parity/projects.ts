/**
 * Real code that is installed with the development dependencies, and in which something is found: what people wrote,
 * not what we made up. `npm run parity -- FOLDER…` compares on any other.
 */
export const realProjects: readonly string[] = ['undici', 'mongodb'];
