/**
 * Calls. Keyword arguments become one object behind the positional ones, as options are in other languages; a call
 * whose callee is not of this file always has it, so that the catalogue finds keywords at the last argument.
 */
import type { Argument, CallStep, PlaceId, Reference, TypeReference } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { FunctionUnit } from '../model.ts';
import type { Builder } from './builder.ts';
import { byHand } from './by-hand.ts';
import { comprehension } from './comprehensions.ts';
import { referenceOf, value, type Use } from './expressions.ts';

type Callee = Pick<CallStep, 'callee' | 'nameRange'> &
  Partial<Pick<CallStep, 'receiver' | 'method' | 'reference'>>;

interface Keyword {
  readonly key: string | null;
  readonly value: PlaceId;
  readonly spread: boolean;
}

interface Given {
  readonly positional: readonly Argument[];
  readonly keywords: readonly Keyword[];
}

/** Lowers `callee(…)`. */
export function call(builder: Builder, node: SyntaxNode, use: Use): PlaceId {
  const held = byHand(builder, node, use);
  if (held !== null) return held;
  const callee = calleeOf(builder, childIn(node, 'function') ?? node);
  const given = givenTo(builder, childIn(node, 'arguments'));
  const own = ownFunction(builder, callee);
  const target = builder.temporary();
  builder.emit({
    op: 'call',
    target,
    ...callee,
    arguments:
      own === null
        ? withKeywords(builder, given, node, typeOfKeywords(builder, callee))
        : inOrder(builder, given, own, node),
    construct: isConstruction(callee),
    awaited: use.awaited,
    discarded: use.discarded,
    ...(use.managed === true && { managed: true }),
    range: rangeOf(node),
  });
  return target;
}

function calleeOf(builder: Builder, node: SyntaxNode): Callee {
  const reference = referenceOf(builder, node);
  if (node.type === 'call') return { callee: value(builder, node), nameRange: rangeOf(node) };
  if (node.type !== 'attribute')
    return { callee: value(builder, node), nameRange: rangeOf(node), ...(reference && { reference }) };
  const object = childIn(node, 'object');
  const key = childIn(node, 'attribute');
  const method = key === undefined ? null : builder.text(key);
  const nameRange = rangeOf(key ?? node);
  if (object !== undefined && isSuper(builder, object)) return superCall(builder, node, method, nameRange);
  const receiver = value(builder, object);
  const callee = builder.load(receiver, method, rangeOf(node));
  return { callee, receiver, method, nameRange, ...(reference && { reference }) };
}

function isSuper(builder: Builder, node: SyntaxNode): boolean {
  const callee = node.type === 'call' ? childIn(node, 'function') : undefined;
  return callee !== undefined && builder.text(callee) === 'super';
}

/** `super().__init__(…)` is the construction of the upper part; other methods are the upper class's own. */
function superCall(
  builder: Builder,
  node: SyntaxNode,
  method: string | null,
  nameRange: Callee['nameRange'],
): Callee {
  const { thisPlace, ownerClass } = builder.unit.info;
  const above = ownerClass === null ? null : builder.model.classes[ownerClass]?.superclass;
  const callee = builder.operation('super', thisPlace === null ? [] : [thisPlace], rangeOf(node));
  const isInit = method === '__init__';
  let reference: Reference | undefined;
  // The upper part of what is being made is nothing of its own: of a class elsewhere nothing is acquired.
  if (isInit) reference = above?.kind === 'class' ? above : undefined;
  else if (above?.kind === 'class') {
    const member = builder.model.classes[above.class]?.members.find(({ name }) => name === method);
    if (member !== undefined && member.function !== null)
      reference = { kind: 'function', function: member.function };
  }
  return {
    callee,
    ...(thisPlace !== null && { receiver: thisPlace }),
    method: isInit ? 'super' : method,
    nameRange,
    ...(reference && { reference }),
  };
}

function givenTo(builder: Builder, node: SyntaxNode | undefined): Given {
  if (node?.type === 'generator_expression')
    return { positional: [{ value: comprehension(builder, node), spread: false }], keywords: [] };
  const positional: Argument[] = [];
  const keywords: Keyword[] = [];
  for (const child of namedChildren(node)) {
    const inner = namedChildren(child)[0];
    if (child.type === 'keyword_argument') {
      const key = childIn(child, 'name');
      const name = key === undefined ? null : builder.text(key);
      keywords.push({ key: name, value: value(builder, childIn(child, 'value')), spread: false });
    } else if (child.type === 'dictionary_splat')
      keywords.push({ key: null, value: value(builder, inner), spread: true });
    else if (child.type === 'list_splat') positional.push({ value: value(builder, inner), spread: true });
    else positional.push({ value: value(builder, child), spread: false });
  }
  return { positional, keywords };
}

function withKeywords(
  builder: Builder,
  { positional, keywords }: Given,
  node: SyntaxNode,
  type?: TypeReference,
): Argument[] {
  const target = builder.temporary();
  builder.emit({ op: 'object', target, ...(type && { type }), properties: keywords, range: rangeOf(node) });
  return [...positional, { value: target, spread: false }];
}

/** The defaults of a command say what it runs, in what its arguments become: `parser.set_defaults(run=listed)`. */
function typeOfKeywords({ model }: Builder, { method }: Callee): TypeReference | undefined {
  const isDefaults = method === 'set_defaults' && model.modules.has('argparse');
  return isDefaults ? { kind: 'export', module: 'argparse', path: ['Namespace'] } : undefined;
}

/** The function of this file that is surely called, for its parameters' names. */
function ownFunction(builder: Builder, { reference, receiver, method }: Callee): FunctionUnit | null {
  const { units, classes } = builder.model;
  const member = (of: number, name: string): FunctionUnit | null => {
    const found = classes[of]?.members.find((one) => one.name === name);
    return found === undefined || found.function === null ? null : (units[found.function] ?? null);
  };
  if (reference?.kind === 'function') return units[reference.function] ?? null;
  if (reference?.kind === 'class') return member(reference.class, 'constructor');
  const { thisPlace, ownerClass } = builder.unit.info;
  if (reference !== undefined || receiver === undefined || receiver !== thisPlace || ownerClass === null)
    return null;
  return typeof method === 'string' ? member(ownerClass, method) : null;
}

/** Arguments in the order of the callee's parameters. */
function inOrder(
  builder: Builder,
  { positional, keywords }: Given,
  { info }: FunctionUnit,
  node: SyntaxNode,
): Argument[] {
  const given: Argument[] = [...positional];
  const rest: Keyword[] = [];
  for (const keyword of keywords) {
    const index = info.parameters.findIndex((parameter) => !parameter.rest && parameter.name === keyword.key);
    if (keyword.spread || index < positional.length) {
      rest.push(keyword);
      continue;
    }
    while (given.length < index)
      given.push({ value: builder.literal(undefined, rangeOf(node)), spread: false });
    given[index] = { value: keyword.value, spread: false };
  }
  return rest.length === 0 ? given : withKeywords(builder, { positional: given, keywords: rest }, node);
}

/** There is no `new`: a class is told by being one of this file, or by its name's capital letter. */
function isConstruction({ reference }: Callee): boolean {
  if (reference?.kind === 'class') return true;
  const path = reference?.kind === 'export' || reference?.kind === 'global' ? reference.path : [];
  const last = path.at(-1);
  return last !== undefined && /^_*[A-Z]/.test(last) && !/^[A-Z0-9_]+$/.test(last);
}
