/** How a function of a module is called in this file: `fs.closeSync`, `closeSync`, after an import if need be. */

import { type Node, T, type Tree } from '../ast.ts';
import type { Variable } from '../names.ts';
import type { Edits } from './edits.ts';
import type { Acquiring } from './held.ts';
import { scopeAt, type Source } from './source.ts';
import { lineEnd } from './style.ts';

export interface Callee {
  readonly text: string;
  readonly prepare: (edits: Edits) => void;
}

const ready = (): void => undefined;

/** Finds how to name a selector's function at an offset. Undefined if it cannot be named there. */
export function memberOfModule(
  source: Source,
  selector: string,
  call: Acquiring,
  at: number,
): Callee | undefined {
  const [module, path] = selector.split('#');
  const names = path?.split('.') ?? [];
  const name = names.at(-1);
  if (module === undefined || name === undefined || path?.includes('::')) return undefined;
  if (module === 'global') return globalMember(source, names, call, at);
  return (
    siblingOf(source, name, call, module, at) ??
    imported(source, module, names, at) ??
    (names.length === 1 ? newImport(source, module, name, at) : undefined)
  );
}

function globalMember(
  source: Source,
  names: readonly string[],
  call: Acquiring,
  at: number,
): Callee | undefined {
  const callee = call.callee;
  // `window.setTimeout` is undone by `window.clearTimeout`.
  if (names.length === 1 && callee.type === T.MemberExpression && callee.object.type === T.Identifier) {
    const object = callee.object.name;
    if (/^(window|globalThis|self|global)$/.test(object) && isSame(source, callee.object, at)) {
      return { text: `${object}.${names.join('.')}`, prepare: ready };
    }
  }
  const first = names[0];
  const scope = scopeAt(source, at);
  if (first === undefined || !scope || source.names.lookup(first, scope)) return undefined;
  return { text: names.join('.'), prepare: ready };
}

/** `fs.openSync` is undone by `closeSync` of the same `fs`, whichever module that is. */
function siblingOf(
  source: Source,
  name: string,
  call: Acquiring,
  module: string,
  at: number,
): Callee | undefined {
  const { callee } = call;
  if (callee.type !== T.MemberExpression || callee.computed || callee.object.type !== T.Identifier)
    return undefined;
  if (!isSame(source, callee.object, at)) return undefined;
  const variable = source.names.variableOf(callee.object);
  const specifier = variable && moduleOf(source, variable);
  if (specifier === undefined || !mayStandFor(specifier, module)) return undefined;
  return { text: `${callee.object.name}.${name}`, prepare: ready };
}

/** `fs`, `node:fs`, `graceful-fs` and `fs-extra` export the functions of `fs`; `fs/promises` does not. */
function mayStandFor(specifier: string, module: string): boolean {
  const plain = specifier.replace(/^node:/, '');
  return plain === module || (module === 'fs' && (plain === 'graceful-fs' || plain === 'fs-extra'));
}

function imported(source: Source, module: string, names: readonly string[], at: number): Callee | undefined {
  const scope = scopeAt(source, at);
  for (const variable of source.names.variables) {
    const binding = bindingOf(source, variable);
    if (!binding || binding.module.replace(/^node:/, '') !== module) continue;
    if (scope && source.names.lookup(variable.name, scope) !== variable) continue;
    if (binding.member === null) return { text: [variable.name, ...names].join('.'), prepare: ready };
    if (names.length === 1 && binding.member === names[0]) return { text: variable.name, prepare: ready };
  }
  return undefined;
}

/** The local name of one export of a module, where it is imported or reachable through the module. */
export function namedImport(source: Source, module: string, name: string, at: number): Callee | undefined {
  return imported(source, module, [name], at);
}

/** Adds the name to the import or `require` that brings other names of the module, or a new import below it. */
export function newImport(source: Source, module: string, name: string, at: number): Callee | undefined {
  const scope = scopeAt(source, at);
  if (!scope || source.names.lookup(name, scope) || isDeclaredSomewhere(source, name)) return undefined;
  for (const statement of source.program.body) {
    const members = namesImported(statement, module);
    const last = members?.at(-1);
    if (!last) continue;
    return {
      text: name,
      prepare: (edits) => {
        edits.insert(last.range[1], `, ${name}`);
      },
    };
  }
  const line = importLine(source, module, name);
  return (
    line && {
      text: name,
      prepare: (edits) => {
        edits.insert(line.at, line.text);
      },
    }
  );
}

/** The specifiers of an import, or the properties of `const { … } = require(module)`. */
function namesImported(statement: Node, module: string): readonly Node[] | undefined {
  if (statement.type === T.ImportDeclaration) {
    if (statement.importKind === 'type' || statement.source.value.replace(/^node:/, '') !== module)
      return undefined;
    const named = statement.specifiers.filter((each) => each.type === T.ImportSpecifier);
    return named.length > 0 ? named : undefined;
  }
  if (statement.type !== T.VariableDeclaration) return undefined;
  for (const { id, init } of statement.declarations) {
    if (id.type !== T.ObjectPattern || requiredModule(init)?.replace(/^node:/, '') !== module) continue;
    if (id.properties.length > 0 && id.properties.every((each) => each.type === T.Property))
      return id.properties;
  }
  return undefined;
}

function importLine(
  source: Source,
  module: string,
  name: string,
): { readonly at: number; readonly text: string } | undefined {
  const { style, text, program } = source;
  const imports = program.body.filter((each) => each.type === T.ImportDeclaration);
  const requires = program.body.filter(
    (each) =>
      each.type === T.VariableDeclaration &&
      each.declarations.some(({ init }) => requiredModule(init) !== undefined),
  );
  const esm = imports.length > 0;
  const last = esm ? imports.at(-1) : requires.at(-1);
  // Without a neighbour nobody can say whether the file is a module, nor where its imports belong.
  if (!last) return undefined;
  const prefix = usesNodePrefix(source) ? 'node:' : '';
  const specifier = `${style.quote}${prefix}${module}${style.quote}`;
  const line = esm
    ? `import { ${name} } from ${specifier}${style.semi}`
    : `const { ${name} } = require(${specifier})${style.semi}`;
  return { at: lineEnd(text, last.range[1]), text: style.eol + line };
}

function usesNodePrefix({ text }: Source): boolean {
  const prefixed = /['"]node:/.test(text);
  const bare =
    /(?:from|require\()\s*['"](?:fs|path|http|https|net|stream|os|url|util|events|child_process|crypto)(?:\/[\w/]+)?['"]/.test(
      text,
    );
  return prefixed || !bare;
}

interface ModuleBinding {
  readonly module: string;
  /** The export; null for the module itself. */
  readonly member: string | null;
}

function bindingOf(source: Source, variable: Variable): ModuleBinding | undefined {
  const definition = variable.defs[0];
  const node = definition?.node;
  if (
    node?.type === T.ImportSpecifier ||
    node?.type === T.ImportDefaultSpecifier ||
    node?.type === T.ImportNamespaceSpecifier
  ) {
    const declaration = source.parentOf(node);
    if (declaration?.type !== T.ImportDeclaration || declaration.importKind === 'type') return undefined;
    if (node.type === T.ImportSpecifier && node.importKind === 'type') return undefined;
    const module = declaration.source.value;
    if (node.type !== T.ImportSpecifier) return { module, member: null };
    const name = node.imported.type === T.Identifier ? node.imported.name : node.imported.value;
    return { module, member: name === 'default' ? null : name };
  }
  if (node?.type === T.TSImportEqualsDeclaration) {
    const reference = node.moduleReference;
    if (reference.type !== T.TSExternalModuleReference || reference.expression.type !== T.Literal)
      return undefined;
    return { module: reference.expression.value, member: null };
  }
  if (node?.type !== T.VariableDeclarator) return undefined;
  const module = requiredModule(node.init);
  if (module === undefined) return undefined;
  if (node.id.type === T.Identifier) return { module, member: null };
  if (node.id.type !== T.ObjectPattern) return undefined;
  for (const property of node.id.properties) {
    if (property.type !== T.Property || property.key.type !== T.Identifier) continue;
    if (property.value.type === T.Identifier && property.value.name === variable.name)
      return { module, member: property.key.name };
  }
  return undefined;
}

function moduleOf(source: Source, variable: Variable): string | undefined {
  const binding = bindingOf(source, variable);
  return binding?.member === null ? binding.module : undefined;
}

function requiredModule(init: Node | null): string | undefined {
  if (init?.type !== T.CallExpression || init.callee.type !== T.Identifier || init.callee.name !== 'require')
    return undefined;
  const argument: Tree.CallExpressionArgument | undefined = init.arguments[0];
  return argument?.type === T.Literal && typeof argument.value === 'string' ? argument.value : undefined;
}

/** Whether the name means the same variable at another place. */
function isSame(source: Source, identifier: Tree.Identifier, at: number): boolean {
  const scope = scopeAt(source, at);
  return (
    scope !== undefined && source.names.lookup(identifier.name, scope) === source.names.variableOf(identifier)
  );
}

/** Whether anything in the file has this name, or uses a global of it: then a new one could shadow it or be shadowed. */
export function isDeclaredSomewhere({ names }: Source, name: string): boolean {
  if (names.variables.some((variable) => variable.name === name)) return true;
  return names.scopes[0]?.through.some(({ identifier }) => identifier.name === name) === true;
}
