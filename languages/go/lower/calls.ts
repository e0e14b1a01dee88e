/** Calls: functions, methods, builtins and conversions. */
import type { Argument, CallStep, PlaceId, Reference, SourceRange } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { textOf } from '../model.ts';
import { isBasicType, typeOf } from '../types.ts';
import type { GoBuilder } from './builder.ts';
import { denotes, value } from './expressions.ts';

export interface CallUse {
  /** Nobody looks at the result. */
  readonly discarded?: boolean;
  /** `go f()` */
  readonly detached?: boolean;
  /** It may give several results: it is all that is returned, assigned or handed on. */
  readonly several?: boolean;
}

/** Lowers an expression that stands where Go takes all results of a call. */
export function results(builder: GoBuilder, node: SyntaxNode | undefined): PlaceId {
  return node?.type === 'call_expression' ? call(builder, node, { several: true }) : value(builder, node);
}

/** Lowers a call expression. */
export function call(builder: GoBuilder, node: SyntaxNode, use: CallUse): PlaceId {
  const callee = unwrapped(childIn(node, 'function'));
  const special = use.detached === true ? undefined : builtin(builder, node, callee);
  if (special !== undefined) return special;
  const parts = calleeOf(builder, callee);
  const target = builder.temporary();
  const given = argumentsOf(builder, node);
  builder.emit({
    op: 'call',
    target,
    ...parts,
    arguments: given,
    construct: false,
    awaited: false,
    discarded: use.discarded === true,
    range: rangeOf(node),
    ...(use.detached === true && { detached: true }),
    ...(use.detached !== true && use.discarded !== true && use.several !== true && { oneResult: true }),
  });
  const [wrapped] = given;
  if (wrapped !== undefined && wrapsError(parts.reference)) return wrapped.value;
  return makesError(parts.reference) ? anError(builder, target, rangeOf(node)) : target;
}

/** What puts more words to an error gives one where it is given one, and nil where it is given nil. */
function wrapsError(reference: Reference | undefined): boolean {
  if (reference?.kind !== 'export' || reference.path.length !== 1) return false;
  return (
    ERRORS.test(reference.module) &&
    /^(?:Wrap|Wrapf|WithStack|WithMessage|WithMessagef)$/.test(reference.path[0] ?? '')
  );
}

/** What makes an error never gives nil: a deferred function that looks at the named result sees one. */
function makesError(reference: Reference | undefined): boolean {
  if (reference?.kind !== 'export' || reference.path.length !== 1) return false;
  const [name = ''] = reference.path;
  return name === 'Errorf' || (ERRORS.test(reference.module) && /^Newf?$/.test(name));
}

const ERRORS = /(?:^|\/)x?errors$/;

/** An error that is none of those that a variable holds. */
export function anError(builder: GoBuilder, cause: PlaceId, range: SourceRange): PlaceId {
  const target = builder.temporary();
  builder.emit({ op: 'object', target, properties: [{ key: 'cause', value: cause, spread: false }], range });
  return target;
}

/** The arguments of a call, in order; types among them are left out. */
export function argumentsOf(builder: GoBuilder, node: SyntaxNode): Argument[] {
  const all = namedChildren(childIn(node, 'arguments'));
  return all.map((one) => {
    const spread = one.type === 'variadic_argument';
    const expression = spread ? namedChildren(one)[0] : one;
    if (
      expression !== undefined &&
      /_type$|^type_/.test(expression.type) &&
      !/expression$/.test(expression.type)
    )
      return { value: builder.operation('type', [], rangeOf(one)), spread: false };
    return { value: (all.length === 1 ? results : value)(builder, expression), spread };
  });
}

function unwrapped(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let callee = node;
  while (
    callee?.type === 'parenthesized_expression' ||
    callee?.type === 'type_instantiation_expression' ||
    callee?.type === 'generic_type'
  )
    callee = namedChildren(callee)[0];
  return callee;
}

function calleeOf(
  builder: GoBuilder,
  node: SyntaxNode | undefined,
): Pick<CallStep, 'callee' | 'nameRange'> & Partial<Pick<CallStep, 'receiver' | 'method' | 'reference'>> {
  const reference = denotes(builder, node);
  const nameRange = rangeOf(childIn(node, 'field') ?? node ?? builder.unit.node);
  if (node?.type !== 'selector_expression' || reference !== undefined)
    return { callee: value(builder, node), nameRange, ...(reference && { reference }) };
  const receiver = value(builder, childIn(node, 'operand'));
  const field = childIn(node, 'field');
  const method = field === undefined ? null : textOf(builder.model, field);
  return { callee: builder.load(receiver, method, rangeOf(node)), receiver, method, nameRange };
}

/** What the language itself defines, and conversions, which give back what they are given. */
function builtin(builder: GoBuilder, node: SyntaxNode, callee: SyntaxNode | undefined): PlaceId | undefined {
  const range = rangeOf(node);
  const [first] = namedChildren(childIn(node, 'arguments'));
  if (callee !== undefined && (/_type$/.test(callee.type) || isTypeName(builder, callee)))
    return value(builder, first);
  const reference = denotes(builder, callee);
  if (reference?.kind !== 'global' || callee?.type !== 'identifier') return undefined;
  switch (reference.path[0]) {
    case 'append': {
      const [list, ...added] = argumentsOf(builder, node);
      const target = builder.temporary();
      const elements = list === undefined ? added : [{ ...list, spread: true }, ...added];
      builder.emit({ op: 'array', target, elements, range });
      return target;
    }
    case 'new': {
      const type = typeOf(builder.model, first);
      const target = builder.temporary();
      const named = type?.kind === 'class' || type?.kind === 'export' ? { type } : {};
      builder.emit({ op: 'object', target, properties: [], range, ...named });
      return target;
    }
    case 'panic':
      for (const argument of namedChildren(childIn(node, 'arguments'))) value(builder, argument);
      // It ends the goroutine; who recovers from it treats it as the end of this work too.
      builder.end({ kind: 'unreachable' });
      return builder.operation('panic', [], range);
    case 'close':
    case 'delete':
      return undefined;
    default:
      return builder.operation(
        reference.path[0] ?? 'builtin',
        argumentsOf(builder, node).map((argument) => argument.value),
        range,
      );
  }
}

function isTypeName(builder: GoBuilder, node: SyntaxNode): boolean {
  if (node.type !== 'identifier' || builder.model.placeOf.has(node)) return false;
  const name = textOf(builder.model, node);
  return builder.model.classOf.has(name) || builder.model.aliases.has(name) || isBasicType(name);
}
