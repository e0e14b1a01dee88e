/**
 * What an expression surely denotes, found without running anything: imports, `require`, local functions
 * and classes, single-assignment aliases of these, members of them.
 */

import type { Reference } from '../../../analysis/flow/graph.ts';
import { keyName, literalOf, type Maybe, type Node, T, type Tree } from '../ast.ts';
import type { FileModel } from '../model.ts';
import type { NameUse, Variable } from '../names.ts';
import { commonJsTarget, moduleName } from '../tables/modules.ts';
import { choiceOf, isExportOf, memberOf } from './references.ts';

/** Resolves expressions of one file; every variable is resolved once. */
export class ValueResolver {
  readonly #model: FileModel;
  readonly #known = new Map<Variable, Reference | null>();
  readonly #active = new Set<Node>();

  constructor(model: FileModel) {
    this.#model = model;
  }

  /** What the expression denotes. */
  expression(node: Maybe): Reference | undefined {
    switch (node?.type) {
      case T.Identifier:
      case T.JSXIdentifier:
        return this.#identifier(node);
      case T.MemberExpression:
        return this.#member(node);
      case T.CallExpression:
        return this.#call(node);
      case T.AwaitExpression:
        return node.argument?.type === T.ImportExpression ? exportOf(node.argument.source) : undefined;
      case T.ConditionalExpression:
        return this.#either(node.consequent, node.alternate);
      case T.LogicalExpression:
        return node.operator === '&&' ? undefined : this.#either(node.left, node.right);
      case T.AssignmentExpression:
        return node.operator === '=' ? this.expression(node.right) : undefined;
      case T.SequenceExpression:
        return this.expression(node.expressions.at(-1));
      case T.FunctionExpression:
      case T.FunctionDeclaration:
      case T.ArrowFunctionExpression:
        return this.#function(node);
      case T.ClassExpression:
      case T.ClassDeclaration:
        return this.#class(node);
      case T.TSAsExpression:
      case T.TSSatisfiesExpression:
      case T.TSTypeAssertion:
      case T.TSNonNullExpression:
      case T.TSInstantiationExpression:
      case T.ChainExpression:
        return this.expression(node.expression);
      case T.TSQualifiedName:
        return memberOf(this.expression(node.left), node.right.name);
      default:
        return undefined;
    }
  }

  /** What a variable denotes wherever it is read. */
  variable(variable: Variable): Reference | undefined {
    const known = this.#known.get(variable);
    if (known !== undefined) return known ?? undefined;
    this.#known.set(variable, null); // A cycle (`a = b; b = a`) denotes nothing.
    const found = this.#resolveVariable(variable);
    this.#known.set(variable, found ?? null);
    return found;
  }

  #identifier(node: Tree.Identifier | Tree.JSXIdentifier): Reference | undefined {
    const variable = this.#model.names.variableOf(node);
    if (variable) return this.variable(variable);
    if (node.name === '' || node.name === 'undefined' || node.name === 'arguments') return undefined;
    return { kind: 'global', path: [node.name] };
  }

  #member(node: Tree.MemberExpression): Reference | undefined {
    const key = keyName(node.property, node.computed);
    if (key === null) return undefined;
    const exported = commonJsTarget(this.#model, node);
    const local =
      exported !== undefined && exported !== ''
        ? this.#only(this.#model.commonJs.get(exported))
        : this.#ofObject(node.object, key);
    return local ?? this.member(this.expression(node.object), key);
  }

  /** `exports.name` is what the file assigns to it, where it does so once. */
  #only(expressions: readonly Node[] | undefined): Reference | undefined {
    const [only] = expressions ?? [];
    return only && expressions?.length === 1 ? this.#guarded(only) : undefined;
  }

  /** A property of an object literal that a variable holds for good. */
  #ofObject(object: Node, key: string): Reference | undefined {
    const variable = object.type === T.Identifier ? this.#model.names.variableOf(object) : undefined;
    if (!variable) return undefined;
    const [write, ...others] = this.#model.names.usesOf(variable).filter((use) => use.isWrite());
    const binding = write && this.#model.bindings.get(write.identifier);
    if (others.length > 0 || binding?.path?.length !== 0 || binding.expression.type !== T.ObjectExpression)
      return undefined;
    const held = binding.expression.properties.flatMap((property) =>
      property.type === T.Property &&
      property.kind === 'init' &&
      keyName(property.key, property.computed) === key
        ? [property.value]
        : [],
    );
    return this.#only(held);
  }

  /** Resolves an expression that may lead back to itself. */
  #guarded(node: Node): Reference | undefined {
    if (this.#active.has(node)) return undefined;
    this.#active.add(node);
    const found = this.expression(node);
    this.#active.delete(node);
    return found;
  }

  /** A member of something; of a local class or object its method. */
  member(of: Reference | undefined, key: string): Reference | undefined {
    if (of?.kind !== 'class') return memberOf(of, key);
    const draft = this.#model.classes[of.class];
    const member = draft?.members.find(
      ({ name, kind, static: isStatic }) => isStatic && kind === 'method' && name === key,
    );
    return member && member.function !== null ? { kind: 'function', function: member.function } : undefined;
  }

  #either(left: Node, right: Node): Reference | undefined {
    const one = this.expression(left);
    const other = one && this.expression(right);
    return one && other ? choiceOf([one, other]) : undefined;
  }

  #function(node: Node): Reference | undefined {
    const classId = this.#model.classOf.get(node);
    if (classId !== undefined) return { kind: 'class', class: classId };
    const id = this.#model.functionOf.get(node);
    return id === undefined ? undefined : { kind: 'function', function: id };
  }

  #class(node: Node): Reference | undefined {
    const id = this.#model.classOf.get(node);
    return id === undefined ? undefined : { kind: 'class', class: id };
  }

  #call(node: Tree.CallExpression): Reference | undefined {
    const { callee } = node;
    const [first] = node.arguments;
    if (!first || first.type === T.SpreadElement) return this.#bound(node);
    if (callee.type === T.Identifier && callee.name === 'require' && !this.#model.names.variableOf(callee)) {
      return exportOf(first);
    }
    if (isInteropHelper(callee)) return this.expression(first);
    const called = this.expression(callee);
    if (isExportOf(called, 'util', 'promisify')) {
      const of = this.expression(first);
      return of && { kind: 'promisified', of };
    }
    return this.#bound(node);
  }

  /** `f.bind(…)` is still f. */
  #bound(node: Tree.CallExpression): Reference | undefined {
    const { callee } = node;
    if (callee.type !== T.MemberExpression || keyName(callee.property, callee.computed) !== 'bind')
      return undefined;
    return this.expression(callee.object);
  }

  #resolveVariable(variable: Variable): Reference | undefined {
    const fixed = this.#definition(variable);
    if (fixed === null) return undefined;
    const writes = this.#model.names.usesOf(variable).filter((use) => use.isWrite());
    if (fixed) return writes.length === 0 ? fixed : undefined;
    const values: Reference[] = [];
    for (const write of writes) {
      const value = this.#written(write);
      if (!value) return undefined;
      values.push(value);
    }
    return choiceOf(values);
  }

  #written(write: NameUse): Reference | undefined {
    const binding = write.isRead() ? undefined : this.#model.bindings.get(write.identifier);
    if (!binding?.path) return undefined;
    let value = this.expression(binding.expression);
    for (const key of binding.path) value = this.member(value, key);
    return value;
  }

  /** What the declaration itself says; null when it rules out that the variable denotes anything fixed. */
  #definition(variable: Variable): Reference | null | undefined {
    for (const { node, parent } of variable.defs) {
      switch (node.type) {
        case T.FunctionDeclaration:
        case T.FunctionExpression:
        case T.ArrowFunctionExpression:
          // A parameter is defined by its function too; the function's own name is its `id`.
          return node.id && variable.identifiers.includes(node.id) ? this.#function(node) : null;
        case T.ClassDeclaration:
        case T.ClassExpression:
          return this.#class(node);
        case T.ImportDefaultSpecifier:
          return importOf(parent, ['default']);
        case T.ImportNamespaceSpecifier:
          return importOf(parent, []);
        case T.ImportSpecifier:
          return importOf(parent, [importedName(node)]);
        case T.TSImportEqualsDeclaration:
          return node.moduleReference.type === T.TSExternalModuleReference
            ? exportOf(node.moduleReference.expression)
            : this.expression(node.moduleReference);
        case T.VariableDeclarator:
        case T.TSDeclareFunction:
          break;
        default:
          return null;
      }
    }
    return undefined;
  }
}

function exportOf(source: Maybe): Reference | undefined {
  const value = literalOf(source)?.value;
  return typeof value === 'string' ? { kind: 'export', module: moduleName(value), path: [] } : undefined;
}

function importOf(declaration: Maybe, path: readonly string[]): Reference | undefined {
  if (declaration?.type !== T.ImportDeclaration || typeof declaration.source?.value !== 'string')
    return undefined;
  return { kind: 'export', module: moduleName(declaration.source.value), path };
}

function importedName(node: Tree.ImportSpecifier): string {
  return node.imported.type === T.Identifier ? node.imported.name : node.imported.value;
}

const INTEROP = /^(_*import(Star|Default)|_*interopRequire(Wildcard|Default)|__toESM)$/;

/** The helpers that compilers wrap around `require`: what they return stands for the module. */
function isInteropHelper(callee: Node): boolean {
  if (callee.type === T.Identifier) return INTEROP.test(callee.name);
  if (callee.type !== T.MemberExpression || callee.property.type !== T.Identifier) return false;
  return callee.computed ? false : INTEROP.test(callee.property.name);
}
