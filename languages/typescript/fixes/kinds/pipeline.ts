/** `a.pipe(b);` → `pipeline(a, b, callback);`: when one end fails, the others are closed too. */

import { keyName, type Node, T, type Tree } from '../../ast.ts';
import { isFunction } from '../../ast.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { acquisitionOf } from '../held.ts';
import { newImport, namedImport } from '../modules.ts';
import { ancestors, contains, ownerOf, type Source } from '../source.ts';
import { indentAt } from '../style.ts';

export function pipeline({ source, loss, say }: FixContext): Draft | undefined {
  const statement = pipeStatement(source, loss.acquisition);
  const chain = statement && chainOf(statement.expression);
  if (!statement || !chain || chain.some((each) => mustStayOpen(each))) return undefined;
  const at = statement.range[0];
  const callee = namedImport(source, 'stream', 'pipeline', at) ?? newImport(source, 'stream', 'pipeline', at);
  if (!callee) return undefined;
  const edits = new Edits(source);
  callee.prepare(edits);
  const { eol, unit, semi } = source.style;
  const indent = indentAt(source.text, at);
  const body = [
    `(error) => {`,
    `${indent}${unit}if (error) ${reportError(source, statement)}${semi}`,
    `${indent}}`,
  ].join(eol);
  const parts = chain.map((each) => source.textOf(each));
  const { expression } = statement;
  edits.replace(
    { start: expression.range[0], end: expression.range[1] },
    `${callee.text}(${parts.join(', ')}, ${body})`,
  );
  const finished = edits.finish();
  return finished && { title: say('Convert to `pipeline`'), edits: finished };
}

/** The statement `a.pipe(b)` in which the stream flows: around its creation, or of the variable that holds it. */
function pipeStatement(
  source: Source,
  acquisition: { readonly start: number; readonly end: number },
): PipeStatement | undefined {
  const call = acquisitionOf(source, { acquisition });
  if (!call) return undefined;
  const around = [call, ...ancestors(source, call)].find(
    (each) => each.type === T.ExpressionStatement || isFunction(each),
  );
  if (around && isPipe(around)) return around;
  const declarator = source.parentOf(call);
  if (declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier) return undefined;
  const variable = source.names.variableOf(declarator.id);
  const statements = new Set<PipeStatement>();
  for (const { identifier } of variable ? source.names.usesOf(variable) : []) {
    const statement = ancestorStatement(source, identifier);
    const parts = statement && chainOf(statement.expression);
    if (statement && parts?.includes(identifier)) statements.add(statement);
  }
  // Piped twice, one failing target must not close the source of the other.
  const [only] = statements;
  return statements.size === 1 ? only : undefined;
}

type PipeStatement = Tree.ExpressionStatement;

function ancestorStatement(source: Source, node: Node): PipeStatement | undefined {
  for (const parent of ancestors(source, node)) {
    if (parent.type === T.ExpressionStatement) return isPipe(parent) ? parent : undefined;
    if (isFunction(parent)) return undefined;
  }
  return undefined;
}

function isPipe(statement: Node): statement is PipeStatement {
  return statement.type === T.ExpressionStatement && chainOf(statement.expression) !== undefined;
}

/** The streams of `a.pipe(b).pipe(c)`; undefined if it is anything more or less than that. */
function chainOf(expression: Node): readonly Node[] | undefined {
  const targets: Node[] = [];
  let current = expression;
  while (
    current.type === T.CallExpression &&
    current.callee.type === T.MemberExpression &&
    keyName(current.callee.property, current.callee.computed) === 'pipe'
  ) {
    const [target] = current.arguments;
    // `pipe(b, { end: false })` keeps the target open on purpose.
    if (
      current.optional ||
      current.callee.optional ||
      current.arguments.length !== 1 ||
      !target ||
      target.type === T.SpreadElement
    )
      return undefined;
    targets.unshift(target);
    current = current.callee.object;
  }
  if (targets.length === 0 || !isStreamExpression(current) || !targets.every(isStreamExpression))
    return undefined;
  return [current, ...targets];
}

function isStreamExpression(node: Node): boolean {
  switch (node.type) {
    case T.Identifier:
    case T.MemberExpression:
    case T.NewExpression:
      return true;
    case T.CallExpression:
      // `open().on('error', …)` has its own plans for errors.
      return !(
        node.callee.type === T.MemberExpression &&
        /^(on|once|pipe)$/.test(keyName(node.callee.property, node.callee.computed) ?? '')
      );
    default:
      return false;
  }
}

/** The process's own streams belong to everybody. */
function mustStayOpen(node: Node): boolean {
  return (
    node.type === T.MemberExpression &&
    /^(stdout|stderr|stdin)$/.test(keyName(node.property, node.computed) ?? '')
  );
}

/** Inside `new Promise((resolve, reject) => …)` the failure is the promise's; elsewhere it is at least told. */
function reportError(source: Source, statement: Node): string {
  const executor = ownerOf(source, statement);
  const promise = isFunction(executor) ? source.parentOf(executor) : undefined;
  const reject = isFunction(executor) ? executor.params[1] : undefined;
  const isExecutor =
    promise?.type === T.NewExpression &&
    promise.callee.type === T.Identifier &&
    promise.callee.name === 'Promise';
  if (isExecutor && reject?.type === T.Identifier && contains(executor, statement))
    return `${reject.name}(error)`;
  return 'console.error(error)';
}
