/** `const x = open()` → `using x = open()`, `const x = await open()` → `await using x = await open()`. */

import { isFunction, T } from '../../ast.ts';
import { awaitReturned } from '../awaiting.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { hasTopLevelAwait, hasUsing, isDisposable } from '../environment.ts';
import { heldBy, type Held } from '../held.ts';
import { lifeOf, type Life } from '../life.ts';
import { regionOf } from '../region.ts';
import { mayAwait } from '../source.ts';

export function using(context: FixContext): Draft | undefined {
  return make(context, 'using', context.loss.resource?.disposable?.sync);
}

export function awaitUsing(context: FixContext): Draft | undefined {
  return make(context, 'await using', context.loss.resource?.disposable?.async);
}

function make(
  context: FixContext,
  keyword: 'using' | 'await using',
  since: string | undefined,
): Draft | undefined {
  const { source, loss, environment } = context;
  if (!hasUsing(environment) || !isDisposable(since, environment)) return undefined;
  const held = heldBy(source, loss);
  if (!held || !canBind(context, held, keyword)) return undefined;
  const life = lifeOf(source, loss, held);
  if (!life || losesWrites(context, life)) return undefined;
  const edits = new Edits(source);
  if (life.releases.length > 0) {
    // The resource now lives until the end of the block. Whatever follows the release must not mind.
    const region = regionOf(source, held, life);
    if (region?.to !== held.statements.length - 1) return undefined;
    for (const statement of region.releases) edits.removeStatement(statement);
  }
  const { declaration } = held;
  if (!declaration) return undefined;
  awaitReturned(edits, life);
  const start = declaration.range[0];
  edits.replace({ start, end: start + declaration.kind.length }, keyword);
  const finished = edits.finish();
  return finished && { title: context.say('Convert to `{keyword}`', { keyword }), edits: finished };
}

function canBind({ source, environment }: FixContext, held: Held, keyword: 'using' | 'await using'): boolean {
  const { declaration, holder, owner } = held;
  // What was given would be disposed along with what was made.
  if (held.given) return false;
  // A `var`, an assignment, a parameter cannot become one; the grammar forbids it directly in a `case`.
  if (!declaration || declaration.kind === 'var' || holder.type === T.SwitchCase) return false;
  if (source.names.usesOf(held.variable).filter((use) => use.isWrite()).length > 1) return false;
  // A script's top level may not hold one, and what a module's top level makes lives as long as the process.
  if (owner.type === T.Program || (isFunction(owner) && owner.generator)) return false;
  return keyword === 'using' || mayAwait(owner, hasTopLevelAwait(environment));
}

/** Disposing a stream destroys it: what was written and not yet flushed would be lost. */
function losesWrites({ loss }: FixContext, life: Life): boolean {
  if (loss.kind === 'stream' || loss.kind === 'socket' || loss.kind === 'http-request') {
    return /Write|connect|request|Socket|createConnection/.test(loss.callee) || life.releases.length > 0;
  }
  return false;
}
