/** Listeners: the removal that a class or an effect forgets, and a removal that names another function. */

import { eachChild, isFunction, keyName, type FunctionNode, type Node, T, type Tree } from '../../ast.ts';
import type { Say } from '../../../../rules/rule.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { acquisitionOf } from '../held.ts';
import { appendLine, classAround, methodOf } from '../members.ts';
import { isDeclaredSomewhere } from '../modules.ts';
import { contains, ownerOf, scopeAt, statementAround, type Source } from '../source.ts';
import { indentAt, lineStart } from '../style.ts';

export function removeListener({ source, loss, say }: FixContext): Draft | undefined {
  const call = acquisitionOf(source, loss);
  if (call?.type !== T.CallExpression) return undefined;
  return inReleaseMethod(source, loss, call, say) ?? inEffect(source, call, say);
}

const UNDO: Readonly<Record<string, string>> = {
  on: 'off',
  once: 'off',
  addListener: 'removeListener',
  prependListener: 'off',
  addEventListener: 'removeEventListener',
};

/** `x.on(event, handler)` → `x.off(event, handler)`; undefined where the same words would mean something else there. */
function removalOf(source: Source, call: Tree.CallExpression, at: number): string | undefined {
  const { callee } = call;
  if (
    callee.type !== T.MemberExpression ||
    callee.optional ||
    call.arguments.some((each) => each.type === T.SpreadElement)
  )
    return undefined;
  const undo = UNDO[keyName(callee.property, callee.computed) ?? ''];
  const [event, handler, options] = call.arguments;
  if (undo === undefined || !event || !handler || call.arguments.length > 3) return undefined;
  if (event.type !== T.Literal || !means(source, callee.object, at) || !means(source, handler, at))
    return undefined;
  // The capture flag belongs to the listener's identity; other options do not.
  const capture = options?.type === T.Literal && options.value === true ? ', true' : '';
  if (
    options &&
    capture === '' &&
    !(options.type === T.ObjectExpression && !/capture|once|signal/.test(source.textOf(options)))
  )
    return undefined;
  return `${source.textOf(callee.object)}.${undo}(${source.textOf(event)}, ${source.textOf(handler)}${capture})`;
}

/** Whether the expression is a path of names that all mean the same at the other place. */
function means(source: Source, node: Node, at: number): boolean {
  if (node.type === T.ThisExpression) return true;
  if (node.type === T.MemberExpression)
    return !node.computed && !node.optional && means(source, node.object, at);
  if (node.type !== T.Identifier) return false;
  const scope = scopeAt(source, at);
  return scope !== undefined && source.names.lookup(node.name, scope) === source.names.variableOf(node);
}

function inReleaseMethod(
  source: Source,
  loss: FixContext['loss'],
  call: Tree.CallExpression,
  say: Say,
): Draft | undefined {
  const { holder } = loss;
  const name = holder.kind === 'field' ? holder.releaseMethod : null;
  const owner = classAround(source, call);
  const method = name !== null && owner ? methodOf(owner, name) : undefined;
  if (!method || name === null || !isThisOf(source, call, method)) return undefined;
  const removal = removalOf(source, call, method.body.range[1] - 1);
  // A receiver in a field may be empty by the time of the release.
  if (removal === undefined || removal.startsWith('this.')) return undefined;
  const edits = new Edits(source);
  if (!appendLine(source, edits, method, removal + source.style.semi)) return undefined;
  const finished = edits.finish();
  return finished && { title: say('Remove the listener in `{name}`', { name }), edits: finished };
}

/** `this` at the registration is the instance: in a method or an arrow function of it. */
function isThisOf(source: Source, call: Node, method: FunctionNode): boolean {
  let owner = ownerOf(source, call);
  while (owner.type === T.ArrowFunctionExpression) owner = ownerOf(source, owner);
  const parent = source.parentOf(owner);
  return owner === method || parent?.type === T.MethodDefinition || owner.type === T.PropertyDefinition;
}

/** `useEffect(() => { window.addEventListener(…); })` gets the clean-up that it returns. */
function inEffect(source: Source, call: Tree.CallExpression, say: Say): Draft | undefined {
  const effect = ownerOf(source, call);
  if (effect.type !== T.ArrowFunctionExpression || effect.body.type !== T.BlockStatement || effect.async)
    return undefined;
  const hook = source.parentOf(effect);
  if (
    hook?.type !== T.CallExpression ||
    hook.callee.type !== T.Identifier ||
    !/^use(Layout|Insertion)?Effect$/.test(hook.callee.name)
  )
    return undefined;
  const statements = effect.body.body;
  const last = statements.at(-1);
  const place = statementAround(source, call);
  // Registered under a condition, or followed by a clean-up, it is no longer a matter of one line.
  if (!last || !place || place.holder !== effect.body || statements.some(hasReturn)) return undefined;
  const closing = effect.body.range[1] - 1;
  const removal = removalOf(source, call, closing);
  if (removal === undefined || source.text.slice(lineStart(source.text, closing), closing).trim() !== '')
    return undefined;
  const edits = new Edits(source);
  edits.insertLinesBefore(closing, [
    `${indentAt(source.text, last.range[0])}return () => ${removal}${source.style.semi}`,
  ]);
  const finished = edits.finish();
  return finished && { title: say('Remove the listener when the effect ends'), edits: finished };
}

function hasReturn(statement: Tree.Statement): boolean {
  if (statement.type === T.IfStatement || statement.type === T.ReturnStatement) return true;
  return !/^(Expression|Variable|Function)/.test(statement.type);
}

/**
 * `x.on('e', () => f()); … x.off('e', () => f());`: the same words make another function each time. One constant
 * serves both, where the removal stands in reach of the registration.
 */
export function sameHandler({ source, loss, say }: FixContext): Draft | undefined {
  const call = acquisitionOf(source, loss);
  if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression) return undefined;
  const handler = call.arguments[1];
  const place = statementAround(source, call);
  if (!handler || !place || !isMadeAnew(handler) || place.statement.type !== T.ExpressionStatement)
    return undefined;
  const removal = removalWithSameWords(source, call, call.callee, handler, place.holder);
  const event = call.arguments[0];
  if (!removal || event?.type !== T.Literal || typeof event.value !== 'string') return undefined;
  const name = nameFor(event.value);
  const at = place.statement.range[0];
  if (isDeclaredSomewhere(source, name) || source.text.slice(lineStart(source.text, at), at).trim() !== '')
    return undefined;
  const edits = new Edits(source);
  edits.insertLinesBefore(at, [
    `${indentAt(source.text, at)}const ${name} = ${source.textOf(handler)}${source.style.semi}`,
  ]);
  edits.replace({ start: handler.range[0], end: handler.range[1] }, name);
  edits.replace({ start: removal.range[0], end: removal.range[1] }, name);
  const finished = edits.finish();
  return finished && { title: say('Add and remove the same function'), edits: finished };
}

/** A function expression without parameters to infer types for, or `f.bind(…)`. */
function isMadeAnew(handler: Node): boolean {
  if (isFunction(handler)) return handler.params.length === 0;
  return (
    handler.type === T.CallExpression &&
    handler.callee.type === T.MemberExpression &&
    keyName(handler.callee.property, handler.callee.computed) === 'bind'
  );
}

/** The handler of the one removal with the same receiver, event and words, behind the registration. */
function removalWithSameWords(
  source: Source,
  call: Tree.CallExpression,
  callee: Tree.MemberExpression,
  handler: Node,
  within: Node,
): Node | undefined {
  const undo = UNDO[keyName(callee.property, callee.computed) ?? ''];
  const head = source.textOf(callee.object);
  const words = source.textOf(handler);
  const methods = undo === 'off' ? ['off', 'removeListener'] : [undo];
  const found: Node[] = [];
  const waiting: Node[] = [within];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    eachChild(node, (child) => waiting.push(child));
    if (node.type !== T.CallExpression || node === call || node.callee.type !== T.MemberExpression) continue;
    if (
      !methods.includes(keyName(node.callee.property, node.callee.computed) ?? '') ||
      source.textOf(node.callee.object) !== head
    )
      continue;
    const [event, other] = node.arguments;
    if (!event || !other || source.textOf(event) !== source.textOf(call.arguments[0] ?? event)) continue;
    if (source.textOf(other) === words && node.range[0] > call.range[1] && contains(within, node))
      found.push(other);
  }
  return found.length === 1 ? found[0] : undefined;
}

function nameFor(event: string): string {
  const word = event
    .replace(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/\W/g, '');
  return `on${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
