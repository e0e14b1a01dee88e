/** How a resource is given back, as source text, and which calls already do so. */

import type { Release } from '../../../analysis/catalogue/model.ts';
import { isPairingVerb } from '../../../analysis/ownership/verbs.ts';
import type { Loss } from '../../../analysis/finding.ts';
import { keyName, type Node, T, type Tree, unwrap } from '../ast.ts';
import type { Acquiring } from './held.ts';
import { memberOfModule } from './modules.ts';
import type { Edits } from './edits.ts';
import { scopeAt, type Source } from './source.ts';

export interface ReleaseCode {
  /** An expression that reads the resource from `target`: `fs.closeSync(fd)`. */
  readonly expression: string;
  readonly awaitable: boolean;
  /** Short, for titles: `closeSync`. */
  readonly name: string;
  /** Adds the import that the expression needs. */
  readonly prepare: (edits: Edits) => void;
}

/** The release that a fix writes: the catalogue's first one that is no second choice. */
export function releaseOf(loss: Loss): Release | undefined {
  return loss.releases.find((release) => !('secondary' in release && release.secondary));
}

/**
 * The release of what `target` denotes, written for the place `at`. Undefined if it needs arguments that we do
 * not know, or a function that is not reachable there.
 */
export function releaseCode(
  source: Source,
  loss: Loss,
  call: Acquiring,
  target: string,
  at: number,
): ReleaseCode | undefined {
  const release = releaseOf(loss);
  if (!release) return undefined;
  const nothing = (): void => undefined;
  if ('call' in release)
    return { expression: `${target}()`, awaitable: false, name: target, prepare: nothing };
  if ('method' in release) {
    // A condition means that the bare call is not the one that releases.
    if (release.when && release.when.length > 0) return undefined;
    const expression = `${target}.${release.method}()`;
    return { expression, awaitable: release.awaitable === true, name: release.method, prepare: nothing };
  }
  if (release.argument !== 0) return undefined;
  const callee = memberOfModule(source, release.function, call, at);
  if (!callee) return undefined;
  return {
    expression: `${callee.text}(${target})`,
    awaitable: release.awaitable === true,
    name: lastName(release.function),
    prepare: callee.prepare,
  };
}

/** Whether the call gives back what `isTarget` recognises. */
export function isReleaseCall(
  loss: Loss,
  call: Tree.CallExpression,
  isTarget: (node: Node) => boolean,
): boolean {
  const callee = unwrap(call.callee);
  const method = callee?.type === T.MemberExpression ? keyName(callee.property, callee.computed) : null;
  if (loss.releases.length === 0 && callee?.type === T.MemberExpression) {
    // A value of unknown kind: that it is given back at all was read off such a call.
    const receiver = unwrap(callee.object);
    return (
      method !== null &&
      isPairingVerb(method) &&
      receiver !== undefined &&
      receiver !== null &&
      isTarget(receiver)
    );
  }
  return loss.releases.some((release) => {
    if ('call' in release) return callee !== null && callee !== undefined && isTarget(callee);
    if ('method' in release) {
      const receiver = callee?.type === T.MemberExpression ? unwrap(callee.object) : undefined;
      return method === release.method && receiver !== undefined && receiver !== null && isTarget(receiver);
    }
    const wanted = lastName(release.function);
    const name = callee?.type === T.Identifier ? callee.name : method;
    const argument = unwrap(call.arguments[release.argument]);
    return name === wanted && argument !== undefined && argument !== null && isTarget(argument);
  });
}

/** `closeSync` of `fs#closeSync`. */
export function lastName(selector: string): string {
  return /[\w$]+$/.exec(selector)?.[0] ?? selector;
}

/** Whether a global name means the global at this place. */
export function isGlobalAt(source: Source, name: string, at: number): boolean {
  const scope = scopeAt(source, at);
  return scope !== undefined && source.names.lookup(name, scope) === undefined;
}
