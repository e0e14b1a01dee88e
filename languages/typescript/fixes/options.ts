/** Adds an option to a call: into the object literal that is there, or as a new one. */

import type { Deadline } from '../../../analysis/catalogue/model.ts';
import { isFunction, keyName, literalOf, type Node, T, type Tree } from '../ast.ts';
import type { Edits } from './edits.ts';
import type { Acquiring } from './held.ts';
import { readsUrl } from './urls.ts';
import type { Source } from './source.ts';
import { indentAt, lineEnd, lineStart } from './style.ts';

/** Writes the option (`timeout: 10_000`). False where it cannot be added without knowing more. */
export function addOption(
  source: Source,
  edits: Edits,
  call: Acquiring,
  deadline: Deadline,
  option: string,
): boolean {
  if (call.arguments.some((each) => each.type === T.SpreadElement)) return false;
  for (const index of deadline.options) {
    const literal = optionsLiteral(source, call.arguments[index], call);
    if (literal) return addProperty(source, edits, literal, option, deadline);
  }
  return addArgument(source, edits, call, deadline, option);
}

/** The object literal of an argument, or of the constant that is the argument and nothing else. */
function optionsLiteral(
  source: Source,
  argument: Node | undefined,
  call: Acquiring,
): Tree.ObjectExpression | undefined {
  if (argument?.type === T.ObjectExpression) return argument;
  if (argument?.type !== T.Identifier) return undefined;
  const variable = source.names.variableOf(argument);
  const declarator = variable?.defs[0]?.node;
  if (!variable || declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier)
    return undefined;
  // An annotation may know no such option; another use may mind it.
  if (declarator.id.typeAnnotation || declarator.init?.type !== T.ObjectExpression) return undefined;
  const uses = source.names.usesOf(variable).filter((use) => use.init !== true);
  return uses.length === 1 && call.arguments.some((each) => each === uses[0]?.identifier)
    ? declarator.init
    : undefined;
}

function addProperty(
  source: Source,
  edits: Edits,
  literal: Tree.ObjectExpression,
  option: string,
  deadline: Deadline,
): boolean {
  const name = /^[\w$]+/.exec(option)?.[0];
  const present = literal.properties.find(
    (each) => each.type === T.Property && keyName(each.key, each.computed) === name,
  );
  if (present?.type === T.Property) {
    // Only a bound that is expressly switched off is there and still no bound.
    const value = literalOf(present.value)?.value;
    const off = deadline.off?.some((each) => each === value) === true;
    const text = option.replace(/^[\w$]+:\s*/, '');
    if (!off || present.shorthand || option === text) return false;
    edits.replace({ start: present.value.range[0], end: present.value.range[1] }, text);
    return true;
  }
  const last = literal.properties.at(-1);
  if (!last) {
    edits.replace({ start: literal.range[0], end: literal.range[1] }, `{ ${option} }`);
    // A comment between the braces would be lost.
    return source.textOf(literal).replace(/[\s{}]/g, '') === '';
  }
  const { text } = source;
  const [, end] = last.range;
  const comma = /^\s*,/.exec(text.slice(end, literal.range[1]))?.[0].length ?? 0;
  const rest = text.slice(end + comma, lineEnd(text, end + comma)).trim();
  const ownLine = lineStart(text, last.range[0]) > literal.range[0] && (rest === '' || rest.startsWith('//'));
  if (!ownLine) {
    edits.insert(end + comma, comma > 0 ? ` ${option}` : `, ${option}`);
    return true;
  }
  if (comma === 0) edits.insert(end, ',');
  edits.insertLinesAfter(end + comma, [`${indentAt(text, last.range[0])}${option}${comma > 0 ? ',' : ''}`]);
  return true;
}

function addArgument(
  source: Source,
  edits: Edits,
  call: Acquiring,
  deadline: Deadline,
  option: string,
): boolean {
  const wanted = deadline.fix?.argument;
  const places = wanted === undefined || deadline.options.includes(wanted) ? deadline.options : [wanted];
  for (const index of places) {
    const present = call.arguments[index];
    // An address leaves the options to the next place; anything else that stands here may be the options.
    if (present && !isFunction(present)) {
      if (!readsUrl(source, present)) return false;
      continue;
    }
    if (call.arguments.length < index) return false;
    if (present) edits.insert(present.range[0], `{ ${option} }, `);
    else return appendArgument(source, edits, call, option);
    return true;
  }
  return false;
}

function appendArgument(source: Source, edits: Edits, call: Acquiring, option: string): boolean {
  const last = call.arguments.at(-1);
  if (last) {
    edits.insert(last.range[1], `, { ${option} }`);
    return true;
  }
  if (source.text.slice(call.range[1] - 2, call.range[1]) !== '()') return false;
  edits.insert(call.range[1] - 1, `{ ${option} }`);
  return true;
}
