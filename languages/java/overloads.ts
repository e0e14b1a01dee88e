/** Which of several methods of one name a call means. */
import type { Method } from './model.ts';

/** What is known of an argument: whether it is a number or truth value or an object, and the name of its type. */
export interface ArgumentSort {
  readonly kind: 'primitive' | 'object' | 'unknown';
  readonly type?: string;
}

/** The one method among several of a name that a call with these arguments can mean. */
export function overloadOf(methods: readonly Method[], given: readonly ArgumentSort[]): Method | undefined {
  const fitting = methods.filter(({ parameters, variable }) =>
    variable ? given.length >= parameters.length - 1 : given.length === parameters.length,
  );
  if (fitting.length < 2) return fitting[0];
  const matching = fitting.filter(({ parameters }) =>
    given.every(
      ({ kind }, index) => kind === 'unknown' || (kind === 'primitive') === (parameters[index] ?? false),
    ),
  );
  if (matching.length < 2) return matching[0];
  const named = matching.filter(({ types }) =>
    given.every(({ type }, index) => type === undefined || mayBe(type, types[index] ?? '')),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** Whether the types of the arguments, as far as they are known, have names by which the method may take them. */
export function mayTake({ types }: Method, given: readonly ArgumentSort[]): boolean {
  return given.every(({ kind, type }, index) => {
    const wanted = types[index] ?? '';
    return kind !== 'object' || type === undefined || takesAnything.test(wanted) || mayBe(type, wanted);
  });
}

/** Type parameters, and types that classes of all names are below. */
const takesAnything = /^(?:[A-Z]\d?|Object|(?:Auto)?Closeable|Flushable|Serializable|Readable|Appendable)?$/;

/** By the way Java's types are named: a `FileInputStream` is an `InputStream`. */
function mayBe(given: string, wanted: string): boolean {
  return wanted !== '' && given.endsWith(wanted);
}

/** `InputStream` of `java.io.InputStream`, `List` of `List<String>`. */
export function simpleName(type: string): string {
  return (/^[^<[\s]+/.exec(type)?.[0] ?? '').split('.').at(-1) ?? '';
}
