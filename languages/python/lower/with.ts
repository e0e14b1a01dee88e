/** `with a() as b, c(): …`, also `async with`: left, each is released, last entered first. */
import { withCleanup } from '../../shared/flow/completions.ts';
import { childIn, childOf, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { bind } from './assignments.ts';
import type { Builder } from './builder.ts';
import { referenceOf, value } from './expressions.ts';
import { block } from './statements.ts';
import { guarded } from './try.ts';

export function withStatement(builder: Builder, node: SyntaxNode): void {
  const awaited = childOf(node, 'async') !== undefined;
  const items = withItems(node);
  const from = (index: number): void => {
    const item = items[index];
    if (item === undefined) block(builder, childIn(node, 'body'));
    else
      entered(builder, item, awaited, () => {
        from(index + 1);
      });
  };
  from(0);
}

/** The items of a with statement, in parentheses or not: an `as_pattern`, or an expression. */
export function withItems(node: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(childOf(node, 'with_clause')).flatMap((item) => {
    const inner = childIn(item, 'value') ?? item;
    return inner.type === 'tuple' ? namedChildren(inner) : [inner];
  });
}

function entered(builder: Builder, item: SyntaxNode, awaited: boolean, body: () => void): void {
  const target = aliasOf(item);
  const expression = item.type === 'as_pattern' ? (namedChildren(item)[0] ?? item) : item;
  const range = rangeOf(item);
  if (suppresses(builder, expression)) {
    const after = builder.block();
    const caught = guarded(builder, body);
    builder.jump(after);
    builder.enter(caught);
    builder.emit({ op: 'catch', target: builder.temporary(), range });
    builder.jump(after);
    builder.enter(after);
    return;
  }
  let held = value(builder, expression, { discarded: false, awaited, managed: true });
  if (awaited) {
    const entering = builder.temporary();
    builder.emit({ op: 'await', target: entering, source: held, range });
    held = entering;
  }
  if (target !== undefined) bind(builder, target, held, item, true);
  const release = (): void => {
    builder.emit({ op: 'release', place: held, awaited, range });
  };
  withCleanup(builder, release, range, body);
}

/** What stands behind `as`. In `a() if test else b() as c` the grammar takes it for a part of what stands before. */
function aliasOf(item: SyntaxNode): SyntaxNode | undefined {
  if (item.type === 'as_pattern') return childIn(item, 'alias');
  const last = item.type === 'conditional_expression' ? namedChildren(item).at(-1) : undefined;
  return last && aliasOf(last);
}

/** `contextlib.suppress(…)` swallows what its body raises. */
function suppresses(builder: Builder, node: SyntaxNode): boolean {
  const reference = node.type === 'call' ? referenceOf(builder, childIn(node, 'function')) : undefined;
  return (
    reference?.kind === 'export' && reference.module === 'contextlib' && reference.path[0] === 'suppress'
  );
}
