/** Mends trees of half-typed code where the libraries that read them further would stumble. */

import { eachChild, type Node, T, type Tree } from './ast.ts';

/**
 * Gives nameless JSX elements a name, and cuts ranges to the length of the text. It looks at every node, so whoever
 * knows that there is neither leaves it out.
 */
export function repair(program: Tree.Program, length: number): void {
  const pending: Node[] = [program];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.range[1] > length) node.range = [Math.min(node.range[0], length), length];
    // The scope analysis looks at the first letter of the name; a small one is no variable.
    if (node.type === T.JSXIdentifier && node.name === '') node.name = 'nameless';
    eachChild(node, (child) => {
      pending.push(child);
    });
  }
}
