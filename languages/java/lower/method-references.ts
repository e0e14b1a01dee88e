/** `this::close`, `Type::new`, `list::add`. */

import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { type Node, rangeOf, textOf } from '../ast.ts';
import { methodsNamed } from './calls.ts';
import type { JavaBuilder } from './context.ts';
import { value } from './expressions.ts';
import { classOfName } from './names.ts';

/** What gives back whatever it is called on; calling the reference does the same. */
const GIVES_BACK = /^(?:close|shutdown|stop|dispose|release|destroy|cancel|disconnect|quit|terminate)/;

/** Lowers a method reference: a function of the file, a bound release, or a value that holds its receiver. */
export function methodReference(builder: JavaBuilder, node: Node): PlaceId {
  const range = rangeOf(node);
  const [object, ...rest] = node.children;
  const name = rest.length === 0 ? 'new' : textOf(builder.model.text, rest.at(-1));
  if (!object) return builder.operation('method', [], range);
  const isName = object.type === 'identifier' || object.type === 'field_access';
  const of = isName ? classOfName(builder, object) : undefined;
  if (of?.kind === 'export')
    return builder.reference(name === 'new' ? of : { ...of, path: [...of.path, name] }, range);
  const own = of?.kind === 'class' ? of.class : object.type === 'this' ? builder.unit.within : null;
  const [only, ...others] = own === null ? [] : methodsNamed(builder, own, name);
  if (only && others.length === 0 && only.function !== null && (object.type === 'this' || only.static)) {
    const target = builder.temporary();
    builder.emit({ op: 'closure', target, function: only.function, range });
    return target;
  }
  if (of || (!isName && object.type.endsWith('type'))) return builder.operation('method', [], range);
  return builder.operation(GIVES_BACK.test(name) ? 'bound' : 'method', [value(builder, object)], range);
}
