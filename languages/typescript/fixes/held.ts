/** The variable that holds a resource, and where the code that uses it begins. */

import type { Loss } from '../../../analysis/finding.ts';
import { isFunction, type FunctionNode, type Node, T, type Tree, unwrap } from '../ast.ts';
import type { Variable } from '../names.ts';
import { ancestors, contains, nodeAt, ownerOf, statementAround, type Owner, type Source } from './source.ts';

export type Acquiring = Tree.CallExpression | Tree.NewExpression;

/** A resource in a variable. */
export interface Held {
  /** The acquiring call. */
  readonly call: Acquiring;
  readonly variable: Variable;
  readonly name: string;
  readonly binding: 'declaration' | 'assignment' | 'parameter';
  /** The declaration that binds it alone, for `using`. */
  readonly declaration: Tree.VariableDeclaration | undefined;
  /** The function in which it is used. */
  readonly owner: Owner;
  /** The statements among which it lives, and the index of the first one after the acquisition. */
  readonly statements: readonly Tree.Statement[];
  readonly holder: Node;
  readonly from: number;
  /** The acquiring statement; for a parameter the callback. */
  readonly origin: Node;
  /** The acquiring call is awaited. */
  readonly awaited: boolean;
  /** `given ?? create()`: what is used instead of an own one, and then belongs to somebody else. */
  readonly given: Node | undefined;
}

export function acquisitionOf(source: Source, loss: Pick<Loss, 'acquisition'>): Acquiring | undefined {
  return nodeAt(
    source,
    loss.acquisition,
    (node): node is Acquiring => node.type === T.CallExpression || node.type === T.NewExpression,
  );
}

/** Finds the local that holds the lost resource; undefined where it is not surely the resource itself. */
export function heldBy(source: Source, loss: Loss): Held | undefined {
  const call = acquisitionOf(source, loss);
  if (!call) return undefined;
  const held = boundVariable(source, call) ?? boundParameter(source, call, loss);
  // The analysis names whom it saw holding it last. Another name means an alias, and then we do not know enough.
  if (loss.holder.kind === 'local' || loss.holder.kind === 'captured') {
    if (held?.name !== loss.holder.name) return undefined;
  }
  return held;
}

function boundVariable(source: Source, call: Acquiring): Held | undefined {
  const { value: made, awaited } = outermostValue(source, call);
  const choice = source.parentOf(made);
  const given =
    choice?.type === T.LogicalExpression && choice.right === made && choice.operator !== '&&'
      ? choice.left
      : undefined;
  const value = given && choice ? choice : made;
  const parent = source.parentOf(value);
  const place = statementAround(source, value);
  if (!parent || !place || (given && !isSteady(source, given, ownerOf(source, value)))) return undefined;
  const rest = {
    call,
    awaited,
    given,
    owner: ownerOf(source, value),
    statements: place.statements,
    holder: place.holder,
    from: place.index + 1,
    origin: place.statement,
  };
  if (parent.type === T.VariableDeclarator && parent.id.type === T.Identifier && parent.init === value) {
    const variable = source.names.variableOf(parent.id);
    // In the head of a loop, or exported, it does not live in this list of statements.
    if (!variable || place.statement.type !== T.VariableDeclaration) return undefined;
    if (place.statement !== source.parentOf(parent)) return undefined;
    if (!isWrittenOnce(source, variable, parent.id)) return undefined;
    const declaration = place.statement.declarations.length === 1 ? place.statement : undefined;
    return { ...rest, variable, name: parent.id.name, binding: 'declaration', declaration };
  }
  if (
    parent.type === T.AssignmentExpression &&
    parent.operator === '=' &&
    parent.left.type === T.Identifier &&
    place.statement.type === T.ExpressionStatement &&
    place.statement.expression === parent
  ) {
    const variable = source.names.variableOf(parent.left);
    if (
      !variable ||
      !isWrittenOnce(source, variable, parent.left) ||
      !isOwnLocal(source, variable, rest.owner)
    )
      return undefined;
    return { ...rest, variable, name: parent.left.name, binding: 'assignment', declaration: undefined };
  }
  return undefined;
}

/** Whether the name or field keeps its value throughout the function, so that asking again gives the same answer. */
function isSteady(source: Source, given: Node, owner: Owner): boolean {
  if (given.type === T.Identifier) {
    const variable = source.names.variableOf(given);
    return (
      variable !== undefined &&
      !source.names.usesOf(variable).some((use) => use.isWrite() && use.init !== true)
    );
  }
  if (given.type !== T.MemberExpression || given.object.type !== T.ThisExpression || given.computed)
    return false;
  const name = source.textOf(given).replace(/[$.]/g, '\\$&');
  return !new RegExp(`${name}\\s*(?:[?&|]{2})?=(?!=)`).test(source.textOf(owner));
}

/** `open(path, (error, fd) => …)`: the callback's parameter that the analysis named. */
function boundParameter(source: Source, call: Acquiring, loss: Loss): Held | undefined {
  const { holder } = loss;
  for (const argument of call.arguments) {
    if (!isFunction(argument) || argument.body.type !== T.BlockStatement) continue;
    // On its way through further callbacks nobody holds it any more; then the convention says which one it is.
    const parameter =
      holder.kind === 'local' || holder.kind === 'captured'
        ? argument.params.find((each) => each.type === T.Identifier && each.name === holder.name)
        : errorFirst(argument.params);
    const variable = parameter && source.names.variableOf(parameter);
    if (
      parameter?.type !== T.Identifier ||
      !variable ||
      source.names.usesOf(variable).some((use) => use.isWrite())
    )
      continue;
    return {
      call,
      variable,
      name: parameter.name,
      binding: 'parameter',
      declaration: undefined,
      owner: argument,
      statements: argument.body.body,
      holder: argument.body,
      from: afterErrorTests(argument, argument.body.body),
      origin: argument,
      awaited: false,
      given: undefined,
    };
  }
  return undefined;
}

/** The value of an error-first callback. */
function errorFirst([error, value]: readonly Tree.Parameter[]): Node | undefined {
  return error?.type === T.Identifier && /^(e|er|err|error|\w+(Err|Error))$/.test(error.name)
    ? value
    : undefined;
}

/** In an error-first callback the resource is there only behind `if (error) return …`. */
function afterErrorTests(callback: FunctionNode, statements: readonly Tree.Statement[]): number {
  const first = callback.params[0];
  if (first?.type !== T.Identifier) return 0;
  let from = 0;
  for (const statement of statements) {
    if (statement.type !== T.IfStatement || statement.alternate || !mentions(statement.test, first.name))
      break;
    if (!leaves(statement.consequent)) break;
    from++;
  }
  return from;
}

function mentions(test: Node, name: string): boolean {
  const inner = unwrap(test);
  if (inner?.type === T.Identifier) return inner.name === name;
  if (inner?.type === T.BinaryExpression) return mentions(inner.left, name) || mentions(inner.right, name);
  return false;
}

/** Whether the statement surely returns or throws. */
export function leaves(statement: Node | undefined): boolean {
  if (statement?.type === T.BlockStatement) return leaves(statement.body.at(-1));
  return statement?.type === T.ReturnStatement || statement?.type === T.ThrowStatement;
}

/**
 * The expression whose value is the resource: the call with `await`, type assertions, and methods chained
 * to it that give the receiver back (the analysis has seen that the variable holds the resource).
 */
export function outermostValue(
  source: Source,
  call: Node,
): { readonly value: Node; readonly awaited: boolean } {
  let value: Node = call;
  let awaited = false;
  for (const parent of ancestors(source, call)) {
    switch (parent.type) {
      case T.AwaitExpression:
        awaited = true;
        value = parent;
        continue;
      case T.TSAsExpression:
      case T.TSNonNullExpression:
      case T.TSSatisfiesExpression:
      case T.TSTypeAssertion:
        value = parent;
        continue;
      case T.MemberExpression: {
        const outer = source.parentOf(parent);
        const fluent =
          parent.property.type === T.Identifier &&
          /^(on|once|addListener|set\w+|unref|ref|listen)$/.test(parent.property.name);
        if (parent.object === value && fluent && outer?.type === T.CallExpression && outer.callee === parent)
          continue;
        return { value, awaited };
      }
      case T.CallExpression:
        if (unwrap(parent.callee)?.type === T.MemberExpression && contains(parent.callee, value)) {
          value = parent;
          continue;
        }
        return { value, awaited };
      default:
        return { value, awaited };
    }
  }
  return { value, awaited };
}

/** No other write than this one, and perhaps one that says «nothing yet». */
function isWrittenOnce(source: Source, variable: Variable, at: Node): boolean {
  const writes = source.names.usesOf(variable).filter((use) => use.isWrite());
  if (variable.defs.length !== 1 || variable.defs[0]?.type === 'Parameter') return false;
  return writes.every((use) => use.identifier === at || (use.init === true && isNothing(use.writeExpr)));
}

function isNothing(value: Node | null | undefined): boolean {
  if (value?.type === T.Literal) return value.value === null;
  return value?.type === T.Identifier && value.name === 'undefined';
}

/** Whether the variable belongs to the function that acquires, so that nobody else can hold it after. */
function isOwnLocal(source: Source, variable: Variable, owner: Owner): boolean {
  const name = variable.identifiers[0];
  return name !== undefined && owner.type !== T.Program && ownerOf(source, name) === owner;
}
