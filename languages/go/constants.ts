/** What constants are, where their declaration writes it out. */
import type { Literal } from '../../analysis/flow/graph.ts';
import { childIn, namedChildren, type SyntaxNode } from '../tree-sitter/tree.ts';
import { literalIn } from './literals.ts';
import { textOf, type GoModel } from './model.ts';

/**
 * The value of the constant at this index of a declaration: a literal, what `iota` counts, or one of these under the
 * name of a type. A declaration in a group that says nothing says what the one before says.
 */
export function constantValue(model: GoModel, spec: SyntaxNode, index: number): Literal | undefined {
  const group = namedChildren(spec.parent ?? undefined).filter(({ type }) => type === 'const_spec');
  const position = group.indexOf(spec);
  for (let at = position; at >= 0; at -= 1) {
    const value = childIn(group[at], 'value');
    if (value === undefined) continue;
    const values = value.type === 'expression_list' ? namedChildren(value) : [value];
    return evaluate(model, values[index], position);
  }
  return undefined;
}

function evaluate(model: GoModel, node: SyntaxNode | undefined, iota: number): Literal | undefined {
  if (node === undefined) return undefined;
  const literal = literalIn(model, node);
  if (literal !== undefined) return literal.value;
  switch (node.type) {
    case 'identifier': {
      const place = model.placeOf.get(node);
      if (place !== undefined) return model.constants.get(place);
      return textOf(model, node) === 'iota' ? iota : undefined;
    }
    case 'iota':
      return iota;
    case 'parenthesized_expression':
      return evaluate(model, namedChildren(node)[0], iota);
    case 'unary_expression': {
      const operand = evaluate(model, childIn(node, 'operand'), iota);
      const negated = model.text[node.start] === '-' && typeof operand === 'number';
      return negated ? -operand : undefined;
    }
    case 'binary_expression': {
      const left = evaluate(model, childIn(node, 'left'), iota);
      const right = evaluate(model, childIn(node, 'right'), iota);
      const sum = textOf(model, childIn(node, 'operator') ?? node) === '+';
      return sum && typeof left === 'number' && typeof right === 'number' ? left + right : undefined;
    }
    case 'call_expression': {
      // `Mode("a")`: the same under a type's name. What a number becomes as a text is another thing.
      const name = childIn(node, 'function');
      const given = namedChildren(childIn(node, 'arguments'));
      if (name?.type !== 'identifier' || textOf(model, name) === 'len' || given.length !== 1)
        return undefined;
      const value = evaluate(model, given[0], iota);
      return textOf(model, name) === 'string' && typeof value === 'number' ? undefined : value;
    }
    default:
      return undefined;
  }
}
