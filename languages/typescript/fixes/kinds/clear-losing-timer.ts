/** The losing timer of `Promise.race`: its id is kept outside, and cleared when the race is decided. */

import { isFunction, type Node, T, type Tree, unwrap } from '../../ast.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { hasEdition } from '../environment.ts';
import { acquisitionOf, type Acquiring } from '../held.ts';
import { isDeclaredSomewhere } from '../modules.ts';
import { isGlobalAt } from '../release.ts';
import {
  ancestors,
  contains,
  ownerOf,
  statementAround,
  type Source,
  type StatementPlace,
} from '../source.ts';
import { indentAt, lineStart } from '../style.ts';

export function clearLosingTimer({ source, loss, environment, say }: FixContext): Draft | undefined {
  if (!hasEdition(environment, 2018, '10.0.0')) return undefined;
  const call = acquisitionOf(source, loss);
  if (call?.type !== T.CallExpression || !isTimerCall(source, call)) return undefined;
  const promise = promiseAround(source, call);
  const race = promise && raceOf(source, promise);
  if (!promise || !race) return undefined;
  const edits = new Edits(source);
  const name = keepId(source, edits, call);
  if (name === undefined || !declareBefore(source, edits, promise, race, name)) return undefined;
  edits.insert(race.range[1], `.finally(() => clearTimeout(${name}))`);
  if (isFunction(source.parentOf(race)) && !braceBody(source, edits, race, name)) return undefined;
  const finished = edits.finish();
  return finished && { title: say('Clear the timer when the race is decided'), edits: finished };
}

function isTimerCall(source: Source, call: Tree.CallExpression): boolean {
  const { callee } = call;
  return (
    callee.type === T.Identifier &&
    callee.name === 'setTimeout' &&
    isGlobalAt(source, 'setTimeout', call.range[0]) &&
    isGlobalAt(source, 'clearTimeout', call.range[0])
  );
}

/** The `new Promise` in whose executor the timer is set. */
function promiseAround(source: Source, call: Node): Tree.NewExpression | undefined {
  const executor = ownerOf(source, call);
  const promise = isFunction(executor) ? source.parentOf(executor) : undefined;
  if (
    promise?.type !== T.NewExpression ||
    promise.callee.type !== T.Identifier ||
    promise.callee.name !== 'Promise'
  )
    return undefined;
  return promise;
}

/** The race in which the promise runs, directly or through a constant that goes nowhere else. */
function raceOf(source: Source, promise: Node): Tree.CallExpression | undefined {
  for (const parent of ancestors(source, promise)) {
    if (parent.type === T.ArrayExpression || parent.type === T.TSAsExpression) continue;
    if (parent.type === T.CallExpression) return isRace(parent) ? parent : undefined;
    if (parent.type !== T.VariableDeclarator || parent.id.type !== T.Identifier) return undefined;
    const variable = source.names.variableOf(parent.id);
    const uses = (variable ? source.names.usesOf(variable) : []).filter((use) => use.init !== true);
    const [use] = uses;
    if (uses.length !== 1 || !use) return undefined;
    const array = source.parentOf(use.identifier);
    const race = array?.type === T.ArrayExpression ? source.parentOf(array) : undefined;
    const same = race && ownerOf(source, race) === ownerOf(source, promise);
    return same && race.type === T.CallExpression && isRace(race) ? race : undefined;
  }
  return undefined;
}

function isRace(call: Tree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return (
    callee?.type === T.MemberExpression &&
    callee.object.type === T.Identifier &&
    callee.object.name === 'Promise' &&
    callee.property.type === T.Identifier &&
    callee.property.name === 'race'
  );
}

/** Binds the timer's id to a variable that will be declared outside; gives its name. */
function keepId(source: Source, edits: Edits, call: Acquiring): string | undefined {
  const parent = source.parentOf(call);
  if (parent?.type === T.VariableDeclarator) {
    const declaration = source.parentOf(parent);
    if (
      parent.id.type !== T.Identifier ||
      declaration?.type !== T.VariableDeclaration ||
      declaration.declarations.length !== 1
    )
      return undefined;
    // The name moves out of the executor, where another one of that name may be.
    if (source.names.variables.filter((each) => each.name === source.textOf(parent.id)).length > 1)
      return undefined;
    edits.replace({ start: declaration.range[0], end: parent.id.range[0] }, '');
    return parent.id.name;
  }
  const name = ['timer', 'raceTimer', 'losingTimer'].find((each) => !isDeclaredSomewhere(source, each));
  if (name === undefined) return undefined;
  if (parent?.type === T.ExpressionStatement) edits.insert(call.range[0], `${name} = `);
  else if (isFunction(parent) && parent.body === call) {
    // An arrow's value would be the assignment's: legal, but linters rightly stumble over it.
    const { eol, unit, semi } = source.style;
    const indent = indentAt(source.text, parent.range[0]);
    const before = source.text.slice(0, call.range[0]).trimEnd();
    if (!before.endsWith('=>')) return undefined;
    edits.replace({ start: before.length, end: call.range[0] }, ` {${eol}${indent}${unit}${name} = `);
    edits.insert(call.range[1], `${semi}${eol}${indent}}`);
    // A body on a line of its own stands one level in already.
    if (!source.text.slice(before.length, call.range[0]).includes('\n')) indentRest(source, edits, call);
  } else return undefined;
  return name;
}

/** Lines of a call that moves in by one level. */
function indentRest(source: Source, edits: Edits, call: Node): void {
  const next = source.text.indexOf('\n', call.range[0]) + 1;
  if (next > 0 && next < call.range[1]) edits.indent({ start: next, end: call.range[1] });
}

/** Declares the id before the statement in which promise or race stand, whichever comes first. */
function declareBefore(source: Source, edits: Edits, promise: Node, race: Node, name: string): boolean {
  if (isFunction(source.parentOf(race))) return contains(race, promise);
  const place = [promise, race].map((node) => statementAround(source, node)).reduce(firstOf);
  if (!place || place.holder.type === T.SwitchCase || !isBodyOfSameFunction(source, place, race))
    return false;
  const at = place.statement.range[0];
  if (source.text.slice(lineStart(source.text, at), at).trim() !== '') return false;
  edits.insertLinesBefore(at, [indentAt(source.text, at) + declarationOf(source, name)]);
  return true;
}

function firstOf(
  left: StatementPlace | undefined,
  right: StatementPlace | undefined,
): StatementPlace | undefined {
  return left && right && left.holder === right.holder && right.index < left.index ? right : left;
}

function isBodyOfSameFunction(source: Source, place: StatementPlace, race: Node): boolean {
  const other = statementAround(source, race);
  return other !== undefined && (other.holder === place.holder || contains(place.holder, other.statement));
}

function declarationOf(source: Source, name: string): string {
  const type = /\.[mc]?tsx?$/.test(source.path) ? ': ReturnType<typeof setTimeout> | undefined' : '';
  return `let ${name}${type}${source.style.semi}`;
}

/** `(work) => Promise.race([…])` becomes a body with statements. */
function braceBody(source: Source, edits: Edits, race: Node, name: string): boolean {
  const arrow = source.parentOf(race);
  if (arrow?.type !== T.ArrowFunctionExpression) return false;
  const { text, style } = source;
  const before = text.slice(0, race.range[0]).trimEnd();
  // A parenthesis or a comment around the body would have to move too.
  if (!before.endsWith('=>')) return false;
  const indent = indentAt(text, arrow.range[0]);
  const inner = indent + style.unit;
  edits.replace(
    { start: before.length, end: race.range[0] },
    ` {${style.eol}${inner}${declarationOf(source, name)}${style.eol}${inner}return `,
  );
  const moved = text.slice(before.length, race.range[0]).includes('\n');
  if (!moved) indentRest(source, edits, race);
  edits.insert(race.range[1], `${style.semi}${style.eol}${indent}}`);
  return true;
}
