/** Adds a timeout to a call. */
import { childIn, namedChildren } from '../../tree-sitter/tree.ts';
import { acquisitionOf, type Draft, type FixContext } from './context.ts';

export function timeoutOption(context: FixContext): Draft | undefined {
  const { fix } = context.loss.deadline ?? {};
  const given = childIn(acquisitionOf(context), 'arguments');
  if (fix === undefined || given?.type !== 'argument_list') return undefined;
  const { text } = context.tree;
  const keyword = fix.option.split('=')[0];
  const named = namedChildren(given);
  // What is there already, or may come with a dictionary, would be given twice.
  const taken = named.some((each) => {
    const name = childIn(each, 'name');
    return each.type === 'dictionary_splat' || (name && text.slice(name.start, name.end) === keyword);
  });
  const last = named.at(-1);
  if (taken || last?.type === 'generator_expression') return undefined;
  const at = last?.end ?? given.end - 1;
  const insertion = last === undefined ? fix.option : `, ${fix.option}`;
  return { title: `Add \`${fix.option}\``, edits: [{ range: { start: at, end: at }, text: insertion }] };
}
