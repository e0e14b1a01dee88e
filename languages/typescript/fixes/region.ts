/**
 * The statements that a `try` block would enclose, the releases in them that the block makes superfluous, and
 * what their declarations would be missed for.
 */

import { type Node, T, type Tree } from '../ast.ts';
import type { Variable } from '../names.ts';
import type { Held } from './held.ts';
import type { Life } from './life.ts';
import { isPlainReturn } from './plain.ts';
import { contains, ancestors, statementAround, type Source } from './source.ts';
import { lineEnd, lineStart } from './style.ts';

export interface Region {
  readonly first: Tree.Statement;
  readonly last: Tree.Statement;
  /** Index of the last statement. */
  readonly to: number;
  /** Release statements inside, which the one at the end replaces. */
  readonly releases: readonly Tree.Statement[];
  /** The release statement that stood among the enclosed ones, and nothing but it. */
  readonly ending: Tree.Statement | undefined;
  /** Variables declared inside and used behind it. */
  readonly leaking: readonly Variable[];
}

/** The region for a life; undefined if a release in it cannot be taken out, or if there is nothing to enclose. */
export function regionOf(source: Source, held: Held, life: Life): Region | undefined {
  const { statements, from } = held;
  const releases: Tree.Statement[] = [];
  for (const use of life.releases) {
    const statement = use.call && releaseStatement(source, held, use.call);
    if (!statement) return undefined;
    if (!releases.includes(statement)) releases.push(statement);
  }
  let to = life.lastUse;
  // Where the ordinary path just hands over what was read, the `return` can move in; nothing needs hoisting then.
  if (to === statements.length - 2 && isPlainReturn(statements[to + 1])) to++;
  let leaking = leakingVariables(source, held, to);
  if (life.releases.length === 0 && leaking.length > 0) {
    to = statements.length - 1;
    leaking = leakingVariables(source, held, to);
  }
  const enclosed = statements.slice(from, to + 1).filter((each) => !releases.includes(each));
  const [first, last] = [statements[from], statements[to]];
  if (!first || !last || enclosed.length === 0 || !releases.every((each) => isAtEnd(source, held, each, to)))
    return undefined;
  if (enclosed.some(mustStayOutside) || !standsOnItsOwnLines(source, held, first, last)) return undefined;
  const ending = releases.find((each) => statements.includes(each));
  return { first, last, to, releases, ending, leaking };
}

/**
 * The statement that a release call makes up: `await x.close();`, `void x.close().catch(noop);`,
 * `if (x) x.close();`, and the call's own callback may not hold more of the program.
 */
export function releaseStatement(source: Source, held: Held, call: Node): Tree.Statement | undefined {
  if (call.type === T.CallExpression && call.arguments.some(isCode)) return undefined;
  let node = call;
  for (const parent of ancestors(source, call)) {
    switch (parent.type) {
      case T.ChainExpression:
      case T.AwaitExpression:
        node = parent;
        continue;
      case T.UnaryExpression:
        if (parent.operator !== 'void') return undefined;
        node = parent;
        continue;
      case T.MemberExpression:
        if (
          parent.object !== node ||
          parent.property.type !== T.Identifier ||
          parent.property.name !== 'catch'
        )
          return undefined;
        node = parent;
        continue;
      case T.CallExpression:
        if (parent.callee !== node) return undefined;
        node = parent;
        continue;
      case T.LogicalExpression:
        // `x && x.close()`.
        if (parent.right !== node || parent.operator !== '&&' || !onlyTests(parent.left, held))
          return undefined;
        node = parent;
        continue;
      case T.ExpressionStatement:
        return withGuard(source, held, parent);
      default:
        return undefined;
    }
  }
  return undefined;
}

function isCode(argument: Node): boolean {
  return argument.type === T.ArrowFunctionExpression || argument.type === T.FunctionExpression;
}

/** The `if (x)` around a release that does nothing else; where the resource may be another's, the `if (!given)`. */
function withGuard(source: Source, held: Held, statement: Tree.Statement): Tree.Statement | undefined {
  const parent = source.parentOf(statement);
  const alone = parent?.type === T.BlockStatement && parent.body.length === 1;
  const guard = alone ? source.parentOf(parent) : parent;
  if (guard?.type === T.IfStatement && !guard.alternate) {
    if (held.given ? saysNotGiven(source, guard.test, held.given) : onlyTests(guard.test, held)) return guard;
  }
  if (held.given) return undefined;
  return statementAround(source, statement)?.statement === statement ? statement : undefined;
}

function saysNotGiven(source: Source, test: Node, given: Node): boolean {
  const name = source.textOf(given);
  return [`!${name}`, `${name} === undefined`, `${name} == null`, `${name} === null`].includes(
    source.textOf(test),
  );
}

/** Whether an expression only asks whether the resource is there. */
function onlyTests(test: Node, held: Held): boolean {
  switch (test.type) {
    case T.Identifier:
      return test.name === held.name || test.name === 'undefined';
    case T.Literal:
      return true;
    case T.BinaryExpression:
    case T.LogicalExpression:
      return onlyTests(test.left, held) && onlyTests(test.right, held);
    default:
      return false;
  }
}

/**
 * Whether nothing but leaving the region follows the release, so that doing it a moment later, in the
 * `finally`, changes nothing else.
 */
function isAtEnd(source: Source, held: Held, release: Tree.Statement, to: number): boolean {
  for (let statement: Node = release; ;) {
    const place = statementAround(source, statement);
    const parent: Node | undefined = source.parentOf(statement);
    if (!parent) return false;
    if (place?.statement === statement) {
      const next = place.statements[place.index + 1];
      const top = place.holder === held.holder;
      if (top && place.index === to) return true;
      if (next && isPlainReturn(next) && (!top || place.index + 1 === to))
        return !isCaught(source, held, next);
      if (
        next &&
        !(isFinalizer(source, place.holder) && place.statements.slice(place.index + 1).every(isRelease))
      )
        return false;
      if (top) return true;
      statement = place.holder;
      if (place.holder.type !== T.BlockStatement) return false;
      continue;
    }
    switch (parent.type) {
      case T.IfStatement:
        break;
      case T.TryStatement:
        // Behind a `try` block or a `catch` still comes the `finally`.
        if (parent.finalizer && parent.finalizer !== statement) return false;
        break;
      case T.CatchClause:
        break;
      default:
        return false;
    }
    statement = parent;
  }
}

function isFinalizer(source: Source, block: Node): boolean {
  const parent = source.parentOf(block);
  return parent?.type === T.TryStatement && parent.finalizer === block;
}

/** `other.close();`: in which order two things are given back does not matter, and the reverse one is the better. */
function isRelease(statement: Tree.Statement): boolean {
  if (statement.type !== T.ExpressionStatement) return false;
  const { expression } = statement;
  const call = expression.type === T.AwaitExpression ? expression.argument : expression;
  const callee = call.type === T.CallExpression ? call.callee : undefined;
  const name = callee?.type === T.MemberExpression ? callee.property : callee;
  return (
    name?.type === T.Identifier &&
    /^(close|release|end|destroy|dispose|disconnect|quit|unlock|clear|kill|terminate|stop)/.test(name.name)
  );
}

/** Whether an exception thrown here stays inside the region. */
function isCaught(source: Source, held: Held, statement: Tree.Statement): boolean {
  if (statement.type !== T.ThrowStatement) return false;
  for (const parent of ancestors(source, statement)) {
    if (parent === held.holder) return false;
    if (parent.type === T.TryStatement && parent.handler && contains(parent.block, statement)) return true;
  }
  return false;
}

/** Names that the block would hide from the code behind, or (functions) before it. */
function leakingVariables(source: Source, held: Held, to: number): readonly Variable[] {
  const enclosed = held.statements.slice(held.from, to + 1);
  const inside = (node: Node): boolean => enclosed.some((statement) => contains(statement, node));
  return source.names.variables.filter((variable) => {
    const [name] = variable.identifiers;
    if (!name || !enclosed.some((each) => declares(each, name))) return false;
    return source.names.usesOf(variable).some((use) => !inside(use.identifier));
  });
}

/** Whether the statement itself declares the name in its own list's scope (`var` lives in the whole function). */
function declares(statement: Tree.Statement, name: Node): boolean {
  switch (statement.type) {
    case T.VariableDeclaration:
      return statement.kind !== 'var' && statement.declarations.some(({ id }) => contains(id, name));
    case T.FunctionDeclaration:
    case T.ClassDeclaration:
    case T.TSEnumDeclaration:
    case T.TSInterfaceDeclaration:
    case T.TSTypeAliasDeclaration:
      return statement.id === name;
    default:
      return false;
  }
}

function mustStayOutside(statement: Tree.Statement): boolean {
  return /^(Import|Export|TSExport|TSImport|TSModule|TSDeclare)/.test(statement.type);
}

/** Whole lines can be moved in; parts of a line would have to be laid out anew. */
function standsOnItsOwnLines(source: Source, held: Held, first: Node, last: Node): boolean {
  const { text } = source;
  const [start] = first.range;
  const [, end] = last.range;
  if (held.binding !== 'parameter' && lineStart(text, start) <= held.origin.range[1] && held.from > 0)
    return false;
  if (text.slice(lineStart(text, start), start).trim() !== '') return false;
  const rest = text.slice(end, lineEnd(text, end)).trim();
  return rest === '' || rest.startsWith('//') || /^\/\*.*\*\/$/.test(rest);
}
