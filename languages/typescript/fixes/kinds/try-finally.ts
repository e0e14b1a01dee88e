/**
 * `try { … } finally { x.close() }` around the statements that use a resource. A release that is there already
 * moves into the `finally`, so that nothing is closed twice.
 */

import { eachChild, keyName, type Node, T, type Tree } from '../../ast.ts';
import { awaitReturned } from '../awaiting.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { hasTopLevelAwait } from '../environment.ts';
import { heldBy, type Held } from '../held.ts';
import { hoist } from '../hoist.ts';
import { lifeOf, type Life } from '../life.ts';
import { regionOf, type Region } from '../region.ts';
import { lastName, releaseCode, releaseOf } from '../release.ts';
import { contains, mayAwait, type Source } from '../source.ts';
import { indentAt, lineEnd, lineStart, nextLine, withCommentsAbove } from '../style.ts';
import { inFinally } from '../titles.ts';

export function tryFinally({ source, loss, environment, say }: FixContext): Draft | undefined {
  const held = heldBy(source, loss);
  if (!held || held.holder.type === T.SwitchCase) return undefined;
  const life = lifeOf(source, loss, held);
  const region = life && regionOf(source, held, life);
  if (!life || !region) return undefined;
  const edits = new Edits(source);
  if (!hoist(source, edits, held, region, withCommentsAbove(source.text, region.first.range[0])))
    return undefined;
  const name = releasedBy({ source, loss, environment, say }, held, region, life, edits);
  const finished = name === undefined ? undefined : edits.finish();
  return finished && { title: inFinally(name ?? '', held.name, say), edits: finished };
}

/** Writes the block; gives the name of the release, or undefined where it declines. */
function releasedBy(
  fix: FixContext,
  held: Held,
  region: Region,
  life: Life,
  edits: Edits,
): string | undefined {
  const { source, loss } = fix;
  const name = releaseName(loss, life);
  if (name === undefined) return undefined;
  awaitReturned(edits, life);
  const inner = soleFinally(source, region);
  if (inner) {
    moveTryUp(source, edits, region, inner);
    return name;
  }
  const lines =
    region.releases.length > 0 ? movedRelease(source, held, region) : newRelease(fix, held, region, edits);
  if (!lines) return undefined;
  for (const statement of region.releases) removeRelease(source, edits, region, statement);
  enclose(source, edits, region, lines);
  return name;
}

/** The name for the title: of the release that is there, or of the one that will be. */
function releaseName(loss: FixContext['loss'], life: Life): string | undefined {
  const present = life.releases[0]?.call?.callee;
  if (present?.type === T.MemberExpression) return keyName(present.property, present.computed) ?? undefined;
  if (present?.type === T.Identifier) return present.name;
  const release = releaseOf(loss);
  if (!release) return undefined;
  return 'method' in release ? release.method : 'function' in release ? lastName(release.function) : 'close';
}

/** The release that was there, as the lines of the new `finally`. */
function movedRelease(source: Source, held: Held, region: Region): readonly string[] | undefined {
  const texts = new Set(region.releases.map((each) => normalised(source.textOf(each))));
  // Two ways to release on two paths (`client.release(error)`, `client.release()`) have two meanings.
  if (texts.size !== 1) return undefined;
  const statement = region.ending ?? region.releases[0];
  if (!statement) return undefined;
  const enclosed = held.statements.slice(held.from, region.to + 1);
  if (!namesReach(source, statement, enclosed)) return undefined;
  const { text } = source;
  const [start, end] = statement.range;
  const indent = indentAt(text, start);
  // The comments of the statement that moves move along.
  const moved = region.ending
    ? text.slice(withCommentsAbove(text, start), lineEnd(text, end))
    : source.textOf(statement);
  return moved
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()));
}

function normalised(text: string): string {
  return text.replace(/^await\s+|;\s*$/g, '').replace(/\s+/g, ' ');
}

/** Whether every name in the statement means the same behind the block. */
function namesReach(source: Source, statement: Node, enclosed: readonly Node[]): boolean {
  let reach = true;
  const visit = (node: Node): void => {
    const name = node.type === T.Identifier ? source.names.variableOf(node)?.identifiers[0] : undefined;
    if (name && enclosed.some((each) => contains(each, name))) reach = false;
    eachChild(node, visit);
  };
  visit(statement);
  return reach;
}

function newRelease(
  { source, loss, environment }: FixContext,
  held: Held,
  region: Region,
  edits: Edits,
): readonly string[] | undefined {
  const code = releaseCode(source, loss, held.call, held.name, region.last.range[1]);
  if (!code) return undefined;
  const awaits = mayAwait(held.owner, hasTopLevelAwait(environment));
  // A promise that nobody awaits would hide the failure to close, or crash the process with it.
  if (code.awaitable && !awaits) return undefined;
  code.prepare(edits);
  return [`${code.awaitable ? 'await ' : ''}${code.expression}${source.style.semi}`];
}

function removeRelease(source: Source, edits: Edits, region: Region, statement: Tree.Statement): void {
  const block = source.parentOf(statement);
  const outer = block && source.parentOf(block);
  const alone = block?.type === T.BlockStatement && block.body.length === 1;
  if (alone && outer?.type === T.TryStatement && outer.finalizer === block && outer.handler) {
    edits.replace({ start: outer.handler.range[1], end: block.range[1] }, '');
    return;
  }
  // The comment at the end of the line has moved along with the statement.
  if (statement === region.ending) edits.removeLines(statement);
  else edits.removeStatement(statement);
}

function enclose(source: Source, edits: Edits, region: Region, release: readonly string[]): void {
  const { text, style } = source;
  const indent = indentAt(text, region.first.range[0]);
  const end = lineEnd(text, region.last.range[1]);
  const start = withCommentsAbove(source.text, region.first.range[0]);
  edits.insert(start, `${indent}try {${style.eol}`);
  edits.indent({ start, end });
  const lines = ['} finally {', ...release.map((line) => (line === '' ? '' : style.unit + line)), '}'];
  // Behind a line that goes, its line break goes too, so the lines come before the next one instead.
  const lastLineGoes = region.releases.includes(region.last);
  if (lastLineGoes && nextLine(text, end) > end) {
    edits.insert(
      nextLine(text, end),
      lines.map((line) => (line === '' ? '' : indent + line) + style.eol).join(''),
    );
  } else edits.insert(end, lines.map((line) => style.eol + (line === '' ? '' : indent + line)).join(''));
}

/** The last statement, where it is a `try … finally` that does nothing but release. */
function soleFinally(source: Source, region: Region): Tree.TryStatement | undefined {
  const { last, releases, first } = region;
  if (last.type !== T.TryStatement || last.handler || first === last) return undefined;
  const only = last.finalizer?.body.length === 1 ? last.finalizer.body[0] : undefined;
  if (!only || releases.length !== 1 || releases[0] !== only) return undefined;
  const opening = source.text.slice(
    lineStart(source.text, last.range[0]),
    lineEnd(source.text, last.range[0]),
  );
  return opening.trim() === 'try {' ? last : undefined;
}

/** `x = open(); y(); try { … } finally { x.close() }`: the `try` begins one statement too late. */
function moveTryUp(source: Source, edits: Edits, region: Region, inner: Tree.TryStatement): void {
  const { text, style } = source;
  const start = withCommentsAbove(source.text, region.first.range[0]);
  const line = lineStart(text, inner.range[0]);
  edits.insert(start, `${indentAt(text, region.first.range[0])}try {${style.eol}`);
  edits.indent({ start, end: line });
  edits.replace({ start: line, end: nextLine(text, line) }, '');
}
