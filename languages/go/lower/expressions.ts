/** Expressions: each gives the place of its value. */
import type { Literal, PlaceId, Reference } from '../../../analysis/flow/graph.ts';
import { childIn, childrenIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { literalIn } from '../literals.ts';
import { foreign, textOf } from '../model.ts';
import { isBasicType } from '../types.ts';
import type { GoBuilder } from './builder.ts';
import { call } from './calls.ts';
import { composite } from './composites.ts';

/** Lowers an expression. */
export function value(builder: GoBuilder, node: SyntaxNode | undefined): PlaceId {
  if (node === undefined) return builder.operation('missing', [], { start: 0, end: 0 });
  const range = rangeOf(node);
  const literal = literalOf(builder, node);
  if (literal !== undefined) return builder.literal(literal.value, range);
  switch (node.type) {
    case 'identifier':
      return identifier(builder, node);
    case 'selector_expression':
      return selector(builder, node);
    case 'call_expression':
      return call(builder, node, {});
    case 'type_conversion_expression':
    case 'type_assertion_expression':
    case 'slice_expression':
      // The same thing under another type, or a part of it.
      return value(builder, childIn(node, 'operand'));
    case 'parenthesized_expression':
      return value(builder, namedChildren(node)[0]);
    case 'composite_literal':
      return composite(builder, node);
    case 'func_literal': {
      const target = builder.temporary();
      const id = builder.model.functionOf.get(node);
      if (id === undefined) return builder.operation('missing', [], range);
      builder.emit({ op: 'closure', target, function: id, range });
      return target;
    }
    case 'unary_expression':
      return unary(builder, node);
    case 'index_expression':
      return index(builder, node);
    case 'binary_expression': {
      const operator = textOf(builder.model, childIn(node, 'operator') ?? node);
      const operands = [value(builder, childIn(node, 'left')), value(builder, childIn(node, 'right'))];
      return builder.operation(EQUALITY.get(operator) ?? operator, operands, range);
    }
    default:
      return builder.operation(
        node.type,
        namedChildren(node)
          .filter((child) => !/type/.test(child.type))
          .map((child) => value(builder, child)),
        range,
      );
  }
}

const EQUALITY: ReadonlyMap<string, string> = new Map([
  ['==', '==='],
  ['!=', '!=='],
]);

/** What an expression surely denotes. */
export function denotes(builder: GoBuilder, node: SyntaxNode | undefined): Reference | undefined {
  const { model } = builder;
  if (node?.type === 'identifier') {
    const place = model.placeOf.get(node);
    if (place !== undefined) {
      const info = model.places[place];
      return info?.kind === 'variable' ? info.reference : undefined;
    }
    const name = textOf(model, node);
    const own = model.classOf.get(name);
    if (own !== undefined) return { kind: 'class', class: own };
    if (BUILTIN.has(name) || isBasicType(name)) return { kind: 'global', path: [name] };
    return foreign(model, '.', name);
  }
  if (node?.type === 'selector_expression') {
    const scope = denotes(builder, childIn(node, 'operand'));
    const field = childIn(node, 'field');
    if (scope?.kind === 'export' && scope.module !== '.' && scope.path.length === 0 && field !== undefined)
      return foreign(model, scope.module, textOf(model, field));
  }
  if (node?.type === 'parenthesized_expression') return denotes(builder, namedChildren(node)[0]);
  return undefined;
}

const BUILTIN: ReadonlySet<string> = new Set(
  'append cap clear close complex copy delete imag len make max min new panic print println real recover iota'.split(
    ' ',
  ),
);

/** The value of a literal, or of a constant whose declaration writes it out, wrapped because nil is one. */
export function literalOf(
  { model }: GoBuilder,
  node: SyntaxNode | undefined,
): { readonly value: Literal } | undefined {
  if (node?.type !== 'identifier') return literalIn(model, node);
  const place = model.placeOf.get(node);
  const constant = place === undefined ? undefined : model.constants.get(place);
  return constant === undefined ? undefined : { value: constant };
}

function identifier(builder: GoBuilder, node: SyntaxNode): PlaceId {
  const place = builder.model.placeOf.get(node);
  const range = rangeOf(node);
  if (place !== undefined) return place;
  if (textOf(builder.model, node) === '_') return builder.operation('blank', [], range);
  const reference = denotes(builder, node);
  return reference === undefined
    ? builder.operation('missing', [], range)
    : builder.reference(reference, range);
}

/** Whether a method of this name gives back what it is called on. */
export function isReleasing(method: string): boolean {
  return RELEASING.test(method);
}

const RELEASING = /^(?:Close|Stop|Cancel|Release|Shutdown|Kill|Rollback|Destroy|Dispose|Disconnect)/;

function selector(builder: GoBuilder, node: SyntaxNode): PlaceId {
  const reference = denotes(builder, node);
  const range = rangeOf(node);
  if (reference !== undefined) return builder.reference(reference, range);
  const object = value(builder, childIn(node, 'operand'));
  const field = childIn(node, 'field');
  const name = field === undefined ? null : textOf(builder.model, field);
  const loaded = builder.load(object, name, range);
  // A method taken as a value, such as `file.Close`, is a function that does it.
  return name !== null && isReleasing(name) ? builder.operation('bound', [object], range) : loaded;
}

function unary(builder: GoBuilder, node: SyntaxNode): PlaceId {
  const operand = childIn(node, 'operand');
  const operator = textOf(builder.model, childIn(node, 'operator') ?? node);
  // The address of a variable that may hold nil is none itself.
  const place = operand === undefined ? undefined : builder.model.placeOf.get(operand);
  if (operator === '&' && place !== undefined && builder.model.startingAsNil.has(place))
    return builder.operation('address', [place], rangeOf(node));
  // A pointer is what it points to.
  if (operator === '&' || operator === '*') return value(builder, operand);
  return builder.operation(
    operator === '<-' ? 'receive' : operator,
    [value(builder, operand)],
    rangeOf(node),
  );
}

function index(builder: GoBuilder, node: SyntaxNode): PlaceId {
  const operand = value(builder, childIn(node, 'operand'));
  const at = childIn(node, 'index');
  const { key, computed } = keyOf(builder, at);
  return builder.load(operand, key, rangeOf(node), computed);
}

/** The key of an index expression, where it is written out. */
export function keyOf(
  builder: GoBuilder,
  node: SyntaxNode | undefined,
): { readonly key: string | null; readonly computed?: PlaceId } {
  const literal = literalOf(builder, node)?.value;
  if (typeof literal === 'string' || typeof literal === 'number') return { key: String(literal) };
  return { key: null, computed: value(builder, node) };
}

/** The expressions of a list, or the one expression that stands for it. */
export function listOf(node: SyntaxNode | undefined, field: string): readonly SyntaxNode[] {
  const [first, ...more] = childrenIn(node, field);
  if (first?.type === 'expression_list') return namedChildren(first);
  return first === undefined ? [] : [first, ...more];
}
