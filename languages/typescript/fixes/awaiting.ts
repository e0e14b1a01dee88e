/** Values that are returned while they still need the resource have to be awaited before it is closed. */

import { T, type Tree } from '../ast.ts';
import type { Edits } from './edits.ts';
import { isSynchronous, type Life } from './life.ts';

/** Turns `return x.query()` into `return await x.query()`. The life says that the function is async. */
export function awaitReturned(edits: Edits, life: Life): void {
  const done = new Set<Tree.ReturnStatement>();
  for (const use of life.uses) {
    const statement = use.returned;
    if (!statement?.argument || use.awaited || isSynchronous(use) || done.has(statement)) continue;
    if (use.kind === 'property' || use.kind === 'test') continue;
    done.add(statement);
    const { argument } = statement;
    if (argument.type === T.CallExpression || argument.type === T.NewExpression) {
      edits.insert(argument.range[0], 'await ');
    } else {
      edits.insert(argument.range[0], 'await (');
      edits.insert(argument.range[1], ')');
    }
  }
}
