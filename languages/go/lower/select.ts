/** `select`, and sending to channels. */
import { childIn, childOf, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import { assignTo } from './assignments.ts';
import type { GoBuilder } from './builder.ts';
import { listOf, value } from './expressions.ts';
import { statement } from './statements.ts';

/** Lowers a select statement: any of its cases may be the one. */
export function select(builder: GoBuilder, node: SyntaxNode, labels: readonly string[]): void {
  const cases = namedChildren(node).filter((child) => /_case$/.test(child.type));
  const after = builder.block();
  builder.completions.push({ kind: 'target', labels, breakTo: after, continueTo: null, plain: true });
  builder.nested(() => {
    cases.forEach((one, index) => {
      const inside = builder.block();
      const rest = builder.block();
      if (index === cases.length - 1) builder.jump(inside);
      else builder.branch({ kind: 'opaque' }, inside, rest, rangeOf(one));
      builder.enter(inside);
      const communication = childIn(one, 'communication');
      if (communication !== undefined) {
        leaveOutWhereNil(builder, communication);
        communicate(builder, communication);
      }
      for (const child of namedChildren(one))
        if (child !== communication) {
          if (child.type === 'statement_list')
            for (const inner of namedChildren(child)) statement(builder, inner);
          else statement(builder, child);
        }
      builder.jump(after);
      builder.enter(rest);
    });
    // Without a case it waits for ever.
    builder.end({ kind: 'unreachable' });
  });
  builder.completions.pop();
  builder.enter(after);
}

/** Of a channel that is nil nothing ever comes: programs set a variable to it to leave a case out. */
function leaveOutWhereNil(builder: GoBuilder, node: SyntaxNode): void {
  const received = childIn(node, 'right') ?? childOf(node, 'unary_expression');
  const channel = childIn(node, 'channel') ?? childIn(received, 'operand');
  const place = channel?.type === 'identifier' ? builder.model.placeOf.get(channel) : undefined;
  if (place === undefined || !builder.model.startingAsNil.has(place)) return;
  const never = builder.block();
  const ready = builder.block();
  builder.branch({ kind: 'equals', place, literal: null, loose: true }, never, ready, rangeOf(node));
  builder.enter(never);
  builder.end({ kind: 'unreachable' });
  builder.enter(ready);
}

function communicate(builder: GoBuilder, node: SyntaxNode): void {
  if (node.type === 'send_statement') {
    sendTo(builder, node, true);
    return;
  }
  const received = value(builder, childIn(node, 'right') ?? childOf(node, 'unary_expression'));
  listOf(node, 'left').forEach((target, index) => {
    assignTo(builder, target, index === 0 ? received : builder.operation('ok', [], rangeOf(node)), node);
  });
}

/** `channel <- value`, as a call of what the language does; in a `select` it may be given up. */
export function sendTo(builder: GoBuilder, node: SyntaxNode, selected: boolean): void {
  const range = rangeOf(node);
  const reference = { kind: 'global', path: ['chan', selected ? 'offer' : 'send'] } as const;
  const channel = value(builder, childIn(node, 'channel'));
  const sent = value(builder, childIn(node, 'value'));
  builder.emit({
    op: 'call',
    target: builder.temporary(),
    callee: builder.reference(reference, range),
    reference,
    arguments: [
      { value: channel, spread: false },
      { value: sent, spread: false },
    ],
    construct: false,
    awaited: false,
    discarded: true,
    nameRange: range,
    range,
  });
}
