/**
 * Which variable an identifier means: the scopes of a file, made easy to ask.
 *
 * A class has its name twice (outside, and inside its own body); both count as the outer variable, so
 * that one variable of the source stays one variable here.
 */

import {
  analyze,
  type Reference,
  type Scope,
  type ScopeManager,
  type Variable,
} from '@typescript-eslint/scope-manager';
import type { Node, Tree } from './ast.ts';

export type { Reference as NameUse, Scope, ScopeManager, Variable } from '@typescript-eslint/scope-manager';

/** Where names of a file lead. */
export interface Names {
  /** All scopes, outer ones first. */
  readonly scopes: readonly Scope[];
  /** The variable that an identifier declares or uses; undefined for a global or a property name. */
  variableOf(identifier: Node): Variable | undefined;
  /** All uses of a variable, wherever they are. */
  usesOf(variable: Variable): readonly Reference[];
  /** The variables of the file, each once. */
  readonly variables: readonly Variable[];
  /** The variable that a plain name means in a scope. */
  lookup(name: string, from: Scope): Variable | undefined;
  /** The innermost scope that a function or class opens; the module's for anything else. */
  scopeOf(node: Node): Scope | undefined;
}

/**
 * Resolves the names of a program, with the scopes that somebody has found already, or else anew. Throws where
 * scope analysis throws, as it does on some broken code.
 */
export function resolveNames(
  program: Tree.Program,
  manager: ScopeManager = analyze(program, { sourceType: 'module', lib: [], jsxPragma: null }),
): Names {
  const byIdentifier = new Map<Node, Variable>();
  const outerOf = new Map<Variable, Variable>();
  const uses = new Map<Variable, readonly Reference[]>();
  const variables: Variable[] = [];

  for (const scope of manager.scopes) {
    for (const variable of scope.variables) {
      if (!isDeclared(variable, scope)) continue;
      const outer = firstKnown(variable.identifiers, byIdentifier);
      if (outer) outerOf.set(variable, outer);
      else {
        variables.push(variable);
        variable.identifiers.forEach((id) => byIdentifier.set(id, variable));
      }
      const canonical = outer ?? variable;
      const known = uses.get(canonical);
      uses.set(canonical, known === undefined ? variable.references : [...known, ...variable.references]);
    }
  }
  uses.forEach((references, variable) => {
    references.forEach((reference) => byIdentifier.set(reference.identifier, variable));
  });

  return {
    scopes: manager.scopes,
    variables,
    variableOf: (identifier) => byIdentifier.get(identifier),
    usesOf: (variable) => uses.get(variable) ?? [],
    lookup(name, from) {
      for (let scope: Scope | null = from; scope; scope = scope.upper) {
        const found = scope.set.get(name);
        if (found && isDeclared(found, scope)) return outerOf.get(found) ?? found;
      }
      return undefined;
    },
    scopeOf: (node) => manager.acquire(node, true) ?? manager.acquire(program, true) ?? undefined,
  };
}

function firstKnown(
  identifiers: Variable['identifiers'],
  known: ReadonlyMap<Node, Variable>,
): Variable | undefined {
  for (let index = 0; index < identifiers.length; index += 1) {
    const id = identifiers[index];
    const found = id && known.get(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the value is what a scope analysis gives, this package's or `eslint-scope`'s. */
export function isScopeManager(value: unknown): value is ScopeManager {
  return (
    typeof value === 'object' &&
    value !== null &&
    'scopes' in value &&
    Array.isArray(value.scopes) &&
    'acquire' in value &&
    typeof value.acquire === 'function'
  );
}

/** Whether a variable is there while the program runs. Only scopes that know of types say that it is not. */
export function holdsValue({ isValueVariable }: Partial<Pick<Variable, 'isValueVariable'>>): boolean {
  return isValueVariable !== false;
}

/** Whether a use is one while the program runs, and not in a type. */
export function readsValue({ isValueReference }: Partial<Pick<Reference, 'isValueReference'>>): boolean {
  return isValueReference !== false;
}

/**
 * The scope manager adds variables that nobody declared (`arguments`, `const`); only used ones matter, and no
 * globals, which others may have told it of.
 */
function isDeclared(
  variable: { readonly defs: readonly unknown[]; readonly references: readonly unknown[] },
  scope: Scope,
): variable is Variable {
  return variable.defs.length > 0 || (variable.references.length > 0 && scope.upper !== null);
}
