/** Libraries that projects bring along under a name of their own. */

/**
 * The name of a module, whoever brings it: `moves` of `six` is made when it is imported, so no file of the project
 * stands for it, and what it holds is the standard library's.
 */
export function moduleNamed(name: string): string {
  return name.includes('six.moves') ? name.replace(/^.*\.(?=six\.moves(?:\.|$))/, '') : name;
}
