/** `try … catch … finally`, with resources or without. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { continueIn, withCleanup } from '../../shared/flow/completions.ts';
import { child, field, type Node, rangeOf } from '../ast.ts';
import { typeOf } from '../resolve/types.ts';
import { typeAt } from './assignments.ts';
import type { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';
import { statement } from './statements.ts';

/** Lowers a try statement. */
export function tryStatement(builder: JavaBuilder, node: Node): void {
  const finalizer = child(node, 'finally_clause')?.children[0];
  const guarded = (): void => {
    withCatches(builder, node, () => {
      resources(builder, field(node, 'resources')?.children ?? [], () => {
        statement(builder, field(node, 'body'));
      });
    });
  };
  if (!finalizer) {
    guarded();
    return;
  }
  const lower = (): void => {
    statement(builder, finalizer);
  };
  withCleanup(builder, lower, { start: finalizer.end - 1, end: finalizer.end }, guarded);
}

/** Each resource is closed when what follows it is left, be it the next one's constructor that throws. */
function resources(builder: JavaBuilder, nodes: readonly Node[], body: () => void): void {
  const [node, ...rest] = nodes.filter(({ type }) => type === 'resource');
  if (!node) {
    body();
    return;
  }
  const range = rangeOf(node);
  const place = resource(builder, node);
  const release = (): void => {
    builder.emit({ op: 'release', place, awaited: false, range });
  };
  withCleanup(builder, release, range, () => {
    resources(builder, rest, body);
  });
}

function resource(builder: JavaBuilder, node: Node): PlaceId {
  const name = field(node, 'name');
  const target = name && builder.model.variableOf.get(name);
  if (target === undefined) return value(builder, node.children[0]);
  const source = value(builder, field(node, 'value'));
  builder.emit({
    op: 'copy',
    target,
    source,
    declares: true,
    range: rangeOf(node),
    ...typeAt(builder, target),
  });
  return target;
}

/**
 * Clauses are tried in order, and what comes last takes all that is left: which exceptions a call may throw
 * is not known well enough to let any pass.
 */
function withCatches(builder: JavaBuilder, node: Node, body: () => void): void {
  const clauses = node.children.filter(({ type }) => type === 'catch_clause');
  if (clauses.length === 0) {
    body();
    return;
  }
  const outer = builder.handler;
  const caught = builder.block();
  const after = builder.block();
  builder.handler = caught;
  continueIn(builder, builder.block());
  body();
  builder.handler = outer;
  builder.jump(after);

  builder.enter(caught);
  const target = builder.temporary();
  const [first] = clauses;
  const start = first?.start ?? node.start;
  builder.emit({ op: 'catch', target, range: { start, end: start + 'catch'.length } });
  clauses.forEach((clause, index) => {
    const next = builder.block();
    if (index < clauses.length - 1) distinguish(builder, clause, target, next);
    const name = field(child(clause, 'catch_formal_parameter'), 'name');
    const variable = name && builder.model.variableOf.get(name);
    const range = rangeOf(name);
    if (variable !== undefined)
      builder.emit({
        op: 'copy',
        target: variable,
        source: target,
        declares: true,
        range,
        ...typeAt(builder, variable),
      });
    statement(builder, field(clause, 'body'));
    builder.jump(after);
    builder.enter(next);
  });
  builder.enter(after);
}

function distinguish(builder: JavaBuilder, clause: Node, caught: PlaceId, next: number): void {
  const types = child(child(clause, 'catch_formal_parameter'), 'catch_type')?.children ?? [];
  const type = types.length === 1 ? typeOf(builder.model, types[0], builder.unit.within) : undefined;
  const of = type?.kind === 'class' || type?.kind === 'export' ? type : undefined;
  const holds = builder.block();
  builder.branch({ kind: 'instanceof', place: caught, of }, holds, next, rangeOf(clause));
  builder.enter(holds);
}
