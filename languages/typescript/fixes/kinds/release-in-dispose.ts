/** Adds the line that a class's release method forgets. */

import type { Release } from '../../../../analysis/catalogue/model.ts';
import { isClass, keyName, type ClassNode, type Node, T, type Tree } from '../../ast.ts';
import type { Draft, FixContext } from '../context.ts';
import { Edits } from '../edits.ts';
import { acquisitionOf, outermostValue, type Acquiring } from '../held.ts';
import { appendLine, classAround, methodOf } from '../members.ts';
import { prototypeMethod } from '../prototypes.ts';
import { memberOfModule, type Callee } from '../modules.ts';
import { lastName, releaseOf } from '../release.ts';
import { contains, type Source } from '../source.ts';
import { verbFor } from '../titles.ts';

export function releaseInDispose({ source, loss, say }: FixContext): Draft | undefined {
  const { holder } = loss;
  if (holder.kind !== 'field' || holder.releaseMethod === null) return undefined;
  const call = acquisitionOf(source, loss);
  const owner = call && (classAround(source, call) ?? source.program);
  if (!owner) return undefined;
  const method = isClass(owner)
    ? methodOf(owner, holder.releaseMethod)
    : prototypeMethod(source, holder.className, holder.releaseMethod);
  const release = releaseOf(loss);
  if (!call || !method || !release || !isField(source, call, holder.name)) return undefined;
  // The method already does something with the field; what, a fix cannot judge.
  const field = `this.${holder.name}`;
  if (mentions(source.textOf(method), field)) return undefined;
  const edits = new Edits(source);
  const statement = statementOf(source, edits, {
    release,
    call,
    field,
    at: method.body.range[1] - 1,
    async: method.async,
    owner,
    name: holder.name,
  });
  if (statement === undefined || !appendLine(source, edits, method, statement)) return undefined;
  const finished = edits.finish();
  const verb =
    'method' in release
      ? verbFor(release.method, say)
      : 'function' in release
        ? verbFor(lastName(release.function), say)
        : say('Call');
  return (
    finished && {
      title: say('{verb} `{name}` in `{method}`', {
        verb,
        name: field,
        method: holder.releaseMethod.replace(/^Symbol\..*$/, '[$&]'),
      }),
      edits: finished,
    }
  );
}

function mentions(text: string, field: string): boolean {
  const escaped = field.replace(/[$.]/g, '\\$&');
  return new RegExp(`${escaped}(?![\\w$])`).test(text);
}

/** Whether the call's result goes to the field of that name and is no part of it, no element, no other object. */
function isField(source: Source, call: Acquiring, name: string): boolean {
  const { value } = outermostValue(source, call);
  const parent = source.parentOf(value);
  if (parent?.type === T.PropertyDefinition)
    return parent.value === value && keyName(parent.key, parent.computed) === name;
  if (parent?.type !== T.AssignmentExpression || parent.right !== value) return false;
  const { left } = parent;
  return (
    left.type === T.MemberExpression &&
    isInstance(left.object) &&
    keyName(left.property, left.computed) === name
  );
}

/** `this`, or the name that old code gives it for its callbacks. */
function isInstance(node: Node): boolean {
  return (
    node.type === T.ThisExpression || (node.type === T.Identifier && /^_?(self|that|me)$/.test(node.name))
  );
}

interface Wanted {
  readonly release: Release;
  readonly call: Acquiring;
  readonly field: string;
  readonly name: string;
  readonly at: number;
  readonly async: boolean;
  readonly owner: ClassNode | Tree.Program;
}

function statementOf(source: Source, edits: Edits, wanted: Wanted): string | undefined {
  const { release, field, async } = wanted;
  const { semi } = source.style;
  const awaited = 'awaitable' in release && release.awaitable;
  // A method that does not wait would leave a failure to close without anybody to hear of it.
  if (awaited && !async) return undefined;
  const wait = awaited ? 'await ' : '';
  if ('call' in release) return `${wait}${field}?.()${semi}`;
  if ('method' in release) {
    if (release.when && release.when.length > 0) return undefined;
    const dot = isSurelySet(source, wanted) ? '.' : '?.';
    return `${wait}${field}${dot}${release.method}()${semi}`;
  }
  const callee: Callee | undefined =
    release.argument === 0 ? memberOfModule(source, release.function, wanted.call, wanted.at) : undefined;
  if (!callee) return undefined;
  callee.prepare(edits);
  const code = `${wait}${callee.text}(${field})${semi}`;
  if (isSurelySet(source, wanted)) return code;
  // Zero is a file descriptor, so only «nothing» counts as nothing.
  const test = /^(clear|cancel)/.test(callee.text) ? field : `${field} != null`;
  return `if (${test}) ${code}`;
}

/** Set where it is declared, and written nowhere else. */
function isSurelySet(source: Source, { owner, name, call }: Wanted): boolean {
  if (!isClass(owner)) return false;
  const initial = owner.body.body.some(
    (member) =>
      member.type === T.PropertyDefinition &&
      keyName(member.key, member.computed) === name &&
      member.value !== null &&
      contains(member.value, call),
  );
  const written = new RegExp(`this\\.${name.replace(/\$/g, '\\$')}\\s*=(?!=)`).test(source.textOf(owner));
  return initial && !written;
}
