/** Bounds for calls that wait: an option, a signal, a handler for the event that the option emits. */

import { keyName, T } from '../../ast.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { hasEdition, isAtLeast } from '../environment.ts';
import { acquisitionOf, outermostValue, type Acquiring } from '../held.ts';
import { addOption } from '../options.ts';
import { isGlobalAt } from '../release.ts';
import { statementAround, type Source } from '../source.ts';
import { indentAt, lineEnd } from '../style.ts';

export function timeoutOption({ source, loss, environment, say }: FixContext): Draft | undefined {
  const call = acquisitionOf(source, loss);
  const option = loss.deadline?.fix?.option;
  if (!call || !loss.deadline || option === undefined) return undefined;
  if (/\d_\d/.test(option) && !hasEdition(environment, environment.isTypeScript ? 0 : 2021, '12.5.0'))
    return undefined;
  if (option.includes('AbortSignal') && !hasAbortTimeout(source, environment.nodeVersion, call))
    return undefined;
  const edits = new Edits(source);
  if (!addOption(source, edits, call, loss.deadline, option)) return undefined;
  // This option only emits `'timeout'`: without a handler nothing would end.
  if (loss.deadline.emits && !addHandler(source, edits, call)) return undefined;
  const finished = edits.finish();
  return finished && { title: say('Add `{option}`', { option }), edits: finished };
}

export function timeoutSignal({ source, loss, environment, say }: FixContext): Draft | undefined {
  const call = acquisitionOf(source, loss);
  if (!call || !loss.deadline || !hasAbortTimeout(source, environment.nodeVersion, call)) return undefined;
  const edits = new Edits(source);
  const option = 'signal: AbortSignal.timeout(10_000)';
  if (!addOption(source, edits, call, loss.deadline, option)) return undefined;
  const finished = edits.finish();
  return finished && { title: say('Bound it with `AbortSignal.timeout`'), edits: finished };
}

export function timeoutHandler({ source, loss, say }: FixContext): Draft | undefined {
  const call = acquisitionOf(source, loss);
  const edits = new Edits(source);
  if (!call || !addHandler(source, edits, call)) return undefined;
  const finished = edits.finish();
  return finished && { title: say("Destroy the request on `'timeout'`"), edits: finished };
}

function hasAbortTimeout(source: Source, nodeVersion: string, call: Acquiring): boolean {
  return isAtLeast(nodeVersion, '17.3.0') && isGlobalAt(source, 'AbortSignal', call.range[0]);
}

/** Writes `request.on('timeout', …)` behind the declaration of the request. False where it has no variable. */
function addHandler(source: Source, edits: Edits, call: Acquiring): boolean {
  const { text, style } = source;
  const { value } = outermostValue(source, call);
  const declarator = source.parentOf(value);
  if (
    declarator?.type !== T.VariableDeclarator ||
    declarator.id.type !== T.Identifier ||
    declarator.init !== value
  )
    return false;
  const place = statementAround(source, declarator);
  if (place?.statement.type !== T.VariableDeclaration || place.holder.type === T.SwitchCase) return false;
  const variable = source.names.variableOf(declarator.id);
  // A variable that is written again may hold another request when the timeout comes.
  if (!variable || source.names.usesOf(variable).filter((use) => use.isWrite()).length > 1) return false;
  if (handlesTimeout(source, declarator.id.name, call)) return false;
  const [start, end] = place.statement.range;
  if (/^[ \t]*[^\s/]/.test(text.slice(end, lineEnd(text, end)))) return false;
  const { name } = declarator.id;
  const handler = `() => ${name}.destroy(new Error(${style.quote}The request timed out${style.quote}))`;
  edits.insertLinesAfter(end, [
    `${indentAt(text, start)}${name}.on(${style.quote}timeout${style.quote}, ${handler})${style.semi}`,
  ]);
  return true;
}

/** Somebody listens already; what they do is theirs to decide. */
function handlesTimeout(source: Source, name: string, call: Acquiring): boolean {
  const variable = source.names.variables.find(
    (each) => each.name === name && each.identifiers[0] && each.identifiers[0].range[0] <= call.range[0],
  );
  return (variable ? source.names.usesOf(variable) : []).some(({ identifier }) => {
    const member = source.parentOf(identifier);
    const outer = member && source.parentOf(member);
    if (member?.type !== T.MemberExpression || outer?.type !== T.CallExpression) return false;
    const method = keyName(member.property, member.computed);
    const event = outer.arguments[0];
    if (method === 'setTimeout') return outer.arguments.length > 1;
    return event?.type === T.Literal && event.value === 'timeout';
  });
}
