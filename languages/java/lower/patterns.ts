/** Patterns of `instanceof` and `case`: they bind names to a value and to its components. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { child, type Node, rangeOf } from '../ast.ts';
import { typeAt } from './assignments.ts';
import type { JavaBuilder } from './context.ts';

/** Binds what a pattern that has matched declares. */
export function bindPattern(builder: JavaBuilder, pattern: Node, source: PlaceId): void {
  switch (pattern.type) {
    case 'pattern':
      for (const one of pattern.children) bindPattern(builder, one, source);
      return;
    case 'type_pattern':
    case 'record_pattern_component': {
      const name = pattern.children.find((one) => builder.model.variableOf.has(one));
      const target = name && builder.model.variableOf.get(name);
      if (target === undefined) {
        for (const one of pattern.children)
          if (one.type.endsWith('pattern')) bindPattern(builder, one, source);
        return;
      }
      const range = rangeOf(pattern);
      builder.emit({ op: 'copy', target, source, declares: true, range, ...typeAt(builder, target) });
      return;
    }
    case 'record_pattern':
      // Which component is which is known to the record alone; each is some part of the value.
      for (const one of child(pattern, 'record_pattern_body')?.children ?? [])
        bindPattern(builder, one, builder.load(source, null, rangeOf(one)));
      return;
    default:
      return;
  }
}
