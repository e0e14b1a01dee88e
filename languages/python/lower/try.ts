/** `try … except … else … finally`, `raise`, `assert`. */
import { continueIn, withCleanup } from '../../shared/flow/completions.ts';
import { childIn, childOf, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { bind } from './assignments.ts';
import type { Builder } from './builder.ts';
import { test } from './conditions.ts';
import { value } from './expressions.ts';
import { block } from './statements.ts';

/** Lowers a try statement. */
export function tryStatement(builder: Builder, node: SyntaxNode): void {
  const finalizer = childOf(node, 'finally_clause');
  if (finalizer === undefined) {
    tryExcept(builder, node);
    return;
  }
  const lower = (): void => {
    block(builder, childOf(finalizer, 'block'));
  };
  const range = { start: Math.max(finalizer.start, finalizer.end - 1), end: finalizer.end };
  withCleanup(builder, lower, range, () => {
    tryExcept(builder, node);
  });
}

function tryExcept(builder: Builder, node: SyntaxNode): void {
  const clauses = node.children.filter(
    ({ type }) => type === 'except_clause' || type === 'except_group_clause',
  );
  const [first] = clauses;
  const body = childIn(node, 'body');
  const alternative = childIn(childOf(node, 'else_clause'), 'body');
  if (first === undefined) {
    block(builder, body);
    block(builder, alternative);
    return;
  }
  const after = builder.block();
  const caught = guarded(builder, () => {
    block(builder, body);
  });
  // What the `else` raises, the clauses of its own try do not catch.
  block(builder, alternative);
  builder.jump(after);
  builder.enter(caught);
  const exception = builder.temporary();
  builder.emit({ op: 'catch', target: exception, range: { start: first.start, end: first.start + 6 } });
  let open = true;
  for (const clause of clauses) {
    if (!open) break;
    const kind = namedChildren(clause).find(({ type }) => type !== 'block');
    const next = builder.block();
    open = !catchesAll(builder, kind);
    if (open) {
      const inside = builder.block();
      builder.branch({ kind: 'opaque' }, inside, next, rangeOf(kind ?? clause));
      builder.enter(inside);
    }
    if (kind?.type === 'as_pattern') bind(builder, childIn(kind, 'alias'), exception, kind, true);
    block(builder, childOf(clause, 'block'));
    builder.jump(after);
    builder.enter(next);
  }
  if (open) builder.end({ kind: 'rethrow', range: rangeOf(first) });
  builder.enter(after);
}

/** Lowers a body whose exceptions go to a new block, which is given back; goes on behind the body. */
export function guarded(builder: Builder, body: () => void): number {
  const outer = builder.handler;
  const caught = builder.block();
  builder.handler = caught;
  continueIn(builder, builder.block());
  body();
  builder.handler = outer;
  continueIn(builder, builder.block());
  return caught;
}

function catchesAll(builder: Builder, kind: SyntaxNode | undefined): boolean {
  if (kind === undefined) return true;
  const named = kind.type === 'as_pattern' ? namedChildren(kind)[0] : kind;
  return named !== undefined && /^(?:Exception|BaseException)$/.test(builder.text(named));
}

/** `raise`, `raise X`, `raise X from y` */
export function raise(builder: Builder, node: SyntaxNode): void {
  const [raised] = namedChildren(node);
  if (raised === undefined) builder.end({ kind: 'rethrow', range: rangeOf(node) });
  else if (endsProcess(builder, raised)) {
    value(builder, raised);
    builder.end({ kind: 'unreachable' });
  } else builder.end({ kind: 'throw', value: value(builder, raised), range: rangeOf(node) });
}

/** `raise SystemExit(1)` is what `sys.exit(1)` does. */
function endsProcess(builder: Builder, raised: SyntaxNode): boolean {
  const name = raised.type === 'call' ? childIn(raised, 'function') : raised;
  if (name?.type !== 'identifier' || builder.text(name) !== 'SystemExit') return false;
  return builder.model.variable('SystemExit', builder.scope) === undefined;
}

/** What is asserted holds behind it; where it does not, the program is wrong, and nothing is said of that. */
export function assertion(builder: Builder, node: SyntaxNode): void {
  const holds = builder.block();
  const fails = builder.block();
  test(builder, namedChildren(node)[0], holds, fails);
  builder.enter(fails);
  builder.end({ kind: 'unreachable' });
  builder.enter(holds);
}
