/**
 * The form of JSON files, said once: the same shape checks a file with line and column and becomes its
 * JSON schema, so the two cannot drift apart.
 */
import { closest } from './spelling.ts';
import type { Node } from 'jsonc-parser';

export type JsonSchema = { readonly [key: string]: unknown };

/** Something that is wrong with a file, and where. */
export interface Problem {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
}

/** A form of JSON values. `T` is the type of a value that has it. */
export interface Shape<T> {
  /** Adds what is wrong with the value to the problems. */
  check(node: Node, path: string, problems: Problem[]): void;
  readonly schema: JsonSchema;
  /** In words, for messages: «a number», «one of "a", "b"». */
  readonly words: string;
  /** Never set: carries the type alone. */
  readonly type?: T;
}

/** A member of an object that may be absent. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

type Members = Readonly<Record<string, Shape<unknown> | Optional<unknown>>>;
type ObjectOf<M extends Members> = {
  readonly [K in keyof M as M[K] extends Shape<unknown> ? K : never]: M[K] extends Shape<infer T> ? T : never;
} & {
  readonly [K in keyof M as M[K] extends Optional<unknown> ? K : never]?: M[K] extends Optional<infer T>
    ? T
    : never;
};

export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

/** The same shape with a sentence on what it is for, which editors show. */
export function described<T>(shape: Shape<T>, description: string): Shape<T> {
  return { ...shape, schema: { ...shape.schema, description } };
}

export const text: Shape<string> = primitive('string', 'a text');
export const number: Shape<number> = primitive('number', 'a number');
export const flag: Shape<boolean> = primitive('boolean', 'true or false');

function primitive<T>(type: 'string' | 'number' | 'boolean', words: string): Shape<T> {
  return {
    words,
    schema: { type },
    check(node, path, problems) {
      if (node.type !== type) problems.push(mismatch(node, path, words));
    },
  };
}

/** Exactly this value. */
export function literal<const T extends string | number | boolean | null>(value: T): Shape<T> {
  return oneOf([value]);
}

/** One of these values. A text that is nearly one of them is told which. */
export function oneOf<const T extends string | number | boolean | null>(values: readonly T[]): Shape<T> {
  const listed = values.map((value) => JSON.stringify(value)).join(', ');
  const words = values.length === 1 ? listed : `one of ${listed}`;
  return {
    words,
    schema: values.length === 1 ? { const: values[0] } : { enum: values },
    check(node, path, problems) {
      if (node.type !== 'object' && node.type !== 'array' && values.some((value) => value === node.value))
        return;
      const texts = values.filter((value) => typeof value === 'string');
      const near = typeof node.value === 'string' ? closest(node.value, texts) : null;
      problems.push(mismatch(node, path, words, near));
    },
  };
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  const words = `a list, each entry ${shape.words}`;
  return {
    words,
    schema: { type: 'array', items: shape.schema },
    check(node, path, problems) {
      if (node.type !== 'array') return void problems.push(mismatch(node, path, words));
      node.children?.forEach((child, index) => {
        shape.check(child, `${path}[${String(index)}]`, problems);
      });
    },
  };
}

/** An object whose keys are names of the user's own. */
export function record<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  const words = `an object, each value ${shape.words}`;
  return {
    words,
    schema: { type: 'object', additionalProperties: shape.schema },
    check(node, path, problems) {
      if (node.type !== 'object') return void problems.push(mismatch(node, path, words));
      for (const { name, value } of propertiesOf(node)) shape.check(value, join(path, name), problems);
    },
  };
}

/** An object with these keys and no others. */
export function object<M extends Members>(members: M): Shape<ObjectOf<M>> {
  const keys = Object.keys(members);
  const required = keys.filter((key) => !isOptional(members[key]));
  const words = `an object with the keys ${keys.join(', ')}`;
  const properties: Record<string, JsonSchema> = {};
  for (const key of keys) properties[key] = shapeOf(members[key])?.schema ?? {};
  return {
    words,
    schema: {
      type: 'object',
      additionalProperties: false,
      properties,
      ...(required.length > 0 ? { required } : {}),
    },
    check(node, path, problems) {
      if (node.type !== 'object') return void problems.push(mismatch(node, path, words));
      const present = new Set<string>();
      for (const { name, key, value } of propertiesOf(node)) {
        const shape = Object.hasOwn(members, name) ? shapeOf(members[name]) : undefined;
        if (shape === undefined) problems.push(unknownKey(name, key, path, keys));
        else shape.check(value, join(path, name), problems);
        present.add(name);
      }
      for (const key of required) {
        if (present.has(key)) continue;
        problems.push({ ...spanOf(node), message: `${named(path)} lacks the key "${key}"` });
      }
    },
  };
}

/** Any of these. Where none fits, the complaints of the one that comes nearest are shown. */
export function anyOf<S extends readonly Shape<unknown>[]>(
  ...shapes: S
): Shape<S[number] extends Shape<infer T> ? T : never> {
  const words = shapes.map((shape) => shape.words).join(', or ');
  return {
    words,
    schema: { anyOf: shapes.map((shape) => shape.schema) },
    check(node, path, problems) {
      const attempts = shapes.map((shape) => {
        const found: Problem[] = [];
        shape.check(node, path, found);
        return found;
      });
      if (attempts.some((found) => found.length === 0)) return;
      // Complaints about the inside of the value mean that its outer form was right.
      const inside = attempts.filter((found) => found.every((each) => each.offset !== node.offset));
      const nearest = inside.sort((left, right) => left.length - right.length)[0];
      problems.push(...(nearest ?? [mismatch(node, path, words)]));
    },
  };
}

interface Property {
  readonly name: string;
  readonly key: Node;
  readonly value: Node;
}

/** The members of an object node. */
function propertiesOf(node: Node): readonly Property[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name: unknown = key?.value;
    return key !== undefined && value !== undefined && typeof name === 'string' ? [{ name, key, value }] : [];
  });
}

function isOptional(member: Shape<unknown> | Optional<unknown> | undefined): member is Optional<unknown> {
  return member !== undefined && 'optional' in member;
}

function shapeOf(member: Shape<unknown> | Optional<unknown> | undefined): Shape<unknown> | undefined {
  return isOptional(member) ? member.optional : member;
}

function unknownKey(name: string, key: Node, path: string, keys: readonly string[]): Problem {
  const near = closest(name, keys);
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  return {
    ...spanOf(key),
    message: `${named(path)} has no key "${name}".${hint} Allowed: ${keys.join(', ')}`,
  };
}

function mismatch(node: Node, path: string, words: string, near: string | null = null): Problem {
  const got =
    node.type === 'object' || node.type === 'array' ? `an ${node.type}` : JSON.stringify(node.value);
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  return { ...spanOf(node), message: `${named(path)} must be ${words}, not ${got}.${hint}` };
}

function spanOf(node: Node): { offset: number; length: number } {
  return { offset: node.offset, length: node.length };
}

function named(path: string): string {
  return path === '' ? 'The file' : `"${path}"`;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
