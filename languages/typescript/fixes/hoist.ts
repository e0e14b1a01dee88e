/** Declares before the new block what the code behind it still reads. */

import { isFunction, type Node, T, type Tree } from '../ast.ts';
import type { Variable } from '../names.ts';
import type { Edits } from './edits.ts';
import type { Held } from './held.ts';
import type { Region } from './region.ts';
import { ancestors, ownerOf, type Source } from './source.ts';
import { indentAt } from './style.ts';

/** Writes the declarations before the line at the offset. False where the variable cannot be taken apart from its initialiser. */
export function hoist(source: Source, edits: Edits, held: Held, region: Region, at: number): boolean {
  const lines: string[] = [];
  for (const variable of region.leaking) {
    const line = hoistOne(source, edits, held, variable);
    if (line === undefined) return false;
    lines.push(indentAt(source.text, region.first.range[0]) + line);
  }
  if (lines.length > 0) edits.insertLinesBefore(at, lines);
  return true;
}

function hoistOne(source: Source, edits: Edits, held: Held, variable: Variable): string | undefined {
  const declarator = variable.defs[0]?.node;
  if (declarator?.type !== T.VariableDeclarator || declarator.id.type !== T.Identifier) return undefined;
  const declaration = source.parentOf(declarator);
  if (declaration?.type !== T.VariableDeclaration || declaration.declarations.length !== 1) return undefined;
  if (!declarator.init || !isTypeKept(source, held, variable, declarator)) return undefined;
  edits.replace({ start: declaration.range[0], end: declarator.init.range[0] }, `${declarator.id.name} = `);
  return `let ${source.textOf(declarator.id)}${source.style.semi}`;
}

/**
 * Whether the compiler still finds the type. It does so for `let x;` from the assignments, unless a function
 * inside reads the variable, or the value is a literal, whose type would widen.
 */
function isTypeKept(
  source: Source,
  held: Held,
  variable: Variable,
  declarator: Tree.VariableDeclarator,
): boolean {
  if (!/\.[mc]?tsx?$/.test(source.path)) return true;
  if (declarator.id.type === T.Identifier && declarator.id.typeAnnotation) return true;
  if (declarator.init?.type === T.Literal || isFunction(declarator.init)) return false;
  return source.names.usesOf(variable).every((use) => isIn(source, use.identifier, held));
}

function isIn(source: Source, node: Node, held: Held): boolean {
  for (const parent of ancestors(source, node)) if (isFunction(parent)) return parent === held.owner;
  return ownerOf(source, node) === held.owner;
}
