/** Reads a JSDoc type expression: as much of the grammar as names types. */

import type { TypeReference } from '../../../analysis/flow/graph.ts';
import { moduleName } from '../tables/modules.ts';
import { unionOf } from './known-types.ts';

/** How names are looked up while a type is read. */
export interface TypeNames {
  /** A dotted name with its type arguments. */
  named(
    path: readonly string[],
    parameters: readonly (TypeReference | undefined)[],
  ): TypeReference | undefined;
  /** A value, for `typeof`. */
  value(path: readonly string[]): TypeReference | undefined;
}

/** The type that the expression names; undefined where it names none or cannot be read. */
export function readJsDocType(text: string, names: TypeNames): TypeReference | undefined {
  const reader = new Reader(text, names);
  return reader.union(0);
}

const TOKEN =
  /\s*(?:([A-Za-z_$][\w$]*(?:\.(?!<)[A-Za-z_$][\w$]*)*)|(['"])(.*?)\2|(\.<|\.\.\.|=>|[|&?!()[\]<>,={}:*.;-]|\d+))/y;

const PRIMITIVES = new Set(
  'string number boolean bigint symbol object any unknown void null undefined never true false function Function Object String Number Boolean'.split(
    ' ',
  ),
);

const MAX_DEPTH = 20;

class Reader {
  readonly #tokens: string[] = [];
  readonly #names: TypeNames;
  #next = 0;

  constructor(text: string, names: TypeNames) {
    this.#names = names;
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
      // A quoted string keeps one quote in front, so that it is not taken for a name.
      this.#tokens.push(match[1] ?? match[4] ?? `'${match[3] ?? ''}`);
    }
  }

  union(depth: number): TypeReference | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const members = [this.#postfix(depth)];
    while (this.#take('|')) members.push(this.#postfix(depth));
    return unionOf(members);
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false;
    this.#next += 1;
    return true;
  }

  #postfix(depth: number): TypeReference | undefined {
    while (this.#take('?') || this.#take('!') || this.#take('...')) continue;
    let type = this.#primary(depth);
    for (;;) {
      if (this.#take('[')) {
        if (!this.#take(']')) return type;
        type = type && { kind: 'container', of: type };
      } else if (!this.#take('=') && !this.#take('?')) return type;
    }
  }

  #primary(depth: number): TypeReference | undefined {
    if (this.#take('(')) {
      const inner = this.union(depth + 1);
      // Anything but one type in parentheses is the parameters of a function.
      return this.#take(')') && !this.#take('=>') ? inner : undefined;
    }
    const token = this.#tokens[this.#next];
    if (token === undefined || !/^[A-Za-z_$]/.test(token)) {
      this.#next += 1;
      return undefined;
    }
    this.#next += 1;
    if (token === 'typeof') return this.#typeOf(depth);
    if (token === 'import') return this.#imported();
    if (token === 'readonly' || token === 'keyof') return this.#postfix(depth + 1);
    const parameters = this.#parameters(depth);
    return PRIMITIVES.has(token) && !(token === 'Object' && parameters.length > 0)
      ? undefined
      : this.#names.named(token.split('.'), parameters);
  }

  #parameters(depth: number): (TypeReference | undefined)[] {
    const parameters: (TypeReference | undefined)[] = [];
    if (!this.#take('<') && !this.#take('.<')) return parameters;
    do parameters.push(this.union(depth + 1));
    while (this.#take(','));
    this.#take('>');
    return parameters;
  }

  #typeOf(depth: number): TypeReference | undefined {
    if (this.#tokens[this.#next] === 'import') {
      const type = this.#primary(depth + 1);
      return type?.kind === 'export' ? { kind: 'typeof', of: type } : type;
    }
    const name = this.#tokens[this.#next];
    this.#next += 1;
    return name === undefined ? undefined : this.#names.value(name.split('.'));
  }

  #imported(): TypeReference | undefined {
    this.#take('(');
    const module = this.#tokens[this.#next];
    this.#next += 1;
    this.#take(')');
    if (!module?.startsWith("'")) return undefined;
    const path: string[] = [];
    while (this.#take('.')) {
      path.push(...(this.#tokens[this.#next] ?? '').split('.'));
      this.#next += 1;
    }
    this.#parameters(MAX_DEPTH - 1);
    return { kind: 'export', module: moduleName(module.slice(1)), path };
  }
}
