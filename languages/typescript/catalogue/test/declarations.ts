/**
 * The real declarations of the platform and of libraries, asked by selector: one TypeScript program over
 * `lib.dom`, the newest Node's types and every module that the catalogue names.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parseSelector, type ParsedSelector } from '../../../../analysis/catalogue/index.ts';

const PROJECT = join(import.meta.dirname, '../../../..');
const ROOT = join(PROJECT, 'catalogue-declarations.ts');
/** The types of the newest Node; the project itself is checked against those of the oldest that it runs on. */
const NODE = join(PROJECT, 'node_modules/node-declarations');
/** The same of VS Code, whose `@types/vscode` is that of the oldest which the extension runs in. */
const VSCODE = join(PROJECT, 'node_modules/vscode-declarations/index.d.ts');

/** Whether the package of a family's `checkedAgainst` is there; names that begin with `lib.` are TypeScript's own. */
export function isInstalled(name: string): boolean {
  if (name.startsWith('lib.')) return true;
  return name === '@types/node'
    ? existsSync(NODE)
    : existsSync(join(PROJECT, 'node_modules', name, 'package.json'));
}

export class Declarations {
  readonly #checker: ts.TypeChecker;
  readonly #root: ts.SourceFile;
  readonly #modules = new Map<string, readonly ts.Symbol[]>();
  #globals: Map<string, ts.Symbol> | null = null;

  constructor(modules: ReadonlySet<string>) {
    const names = [...modules].filter((name) => name !== 'global' && name !== '*');
    // Some modules of Node have a namesake on npm and need the prefix; the catalogue does not tell them apart.
    const specifiers = names.flatMap((name) => (nodeOnly.has(name) ? [`node:${name}`, name] : [name]));
    const text = [
      '/// <reference types="node" />',
      ...specifiers.map((name, index) => `import * as m${index} from '${name}';`),
    ].join('\n');
    const program = programOf(text);
    this.#checker = program.getTypeChecker();
    const root = program.getSourceFile(ROOT);
    if (root === undefined) throw new Error('the root file is missing from the program');
    this.#root = root;
    for (const statement of root.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const symbol = this.#checker.getSymbolAtLocation(statement.moduleSpecifier);
      if (symbol === undefined) continue;
      const name = statement.moduleSpecifier.text.replace('node:', '');
      this.#modules.set(name, [...(this.#modules.get(name) ?? []), symbol]);
    }
  }

  /** What a selector names (for a method the method), or a sentence why it names nothing. */
  named(selector: string): ts.Symbol | string {
    const parsed = parseSelector(selector);
    const owner = this.#path(parsed);
    if (typeof owner === 'string' || parsed.method === null) return owner;
    const type = this.#instanceType(owner);
    if (type === undefined) return `${selector}: ${owner.name} is no type`;
    return this.member(type, parsed.method) ?? `${selector}: the type has no method “${parsed.method}”`;
  }

  /** The type whose instances a type selector means. */
  type(selector: string): ts.Type | string {
    const symbol = this.#path(parseSelector(selector));
    if (typeof symbol === 'string') return symbol;
    return this.#instanceType(symbol) ?? `${selector} is no type`;
  }

  /** The ways in which what a selector names can be called (or constructed). */
  signatures(selector: string): readonly ts.Signature[] | string {
    const symbol = this.named(selector);
    if (typeof symbol === 'string') return symbol;
    const { construct } = parseSelector(selector);
    const found = this.valueTypes(symbol).flatMap((type) =>
      construct ? type.getConstructSignatures() : type.getCallSignatures(),
    );
    if (found.length > 0) return found;
    return `${selector}: ${symbol.name} cannot be ${construct ? 'constructed' : 'called'}`;
  }

  /** Types of parameter `index` (negative from the end) in the overloads that have it. */
  parameter(signatures: readonly ts.Signature[], index: number): readonly ts.Type[] {
    return signatures.flatMap((signature) => {
      const { parameters } = signature;
      if (index < 0 ? -index > parameters.length : index >= parameters.length && !this.#hasRest(signature))
        return [];
      const symbol = index < 0 ? parameters.at(index) : (parameters[index] ?? parameters.at(-1));
      if (symbol === undefined) return [];
      const type = this.#checker.getTypeOfSymbolAtLocation(symbol, this.#root);
      const isRest = symbol === parameters.at(-1) && this.#hasRest(signature);
      return isRest ? this.#elements(type) : this.parts(type);
    });
  }

  #hasRest(signature: ts.Signature): boolean {
    const last = signature.declaration?.parameters.at(-1);
    return last !== undefined && ts.isParameter(last) && last.dotDotDotToken !== undefined;
  }

  /** What the elements of a rest parameter's type may be. */
  #elements(type: ts.Type): readonly ts.Type[] {
    return this.parts(type).flatMap((part) => {
      const element = this.#checker.getIndexTypeOfType(part, ts.IndexKind.Number);
      return element === undefined ? [part] : this.parts(element);
    });
  }

  /** The members of a union, without null and undefined; a type parameter's constraint. */
  parts(type: ts.Type): readonly ts.Type[] {
    if ((type.flags & ts.TypeFlags.Conditional) !== 0) return [type];
    const bound = type.getDefault() ?? this.#checker.getBaseConstraintOfType(type) ?? type;
    if (saysNothing(bound)) return [bound];
    const apparent = this.#checker.getNonNullableType(bound);
    return apparent.isUnion() ? apparent.types : [apparent];
  }

  /** Whether a member path may be there: in one of the types, or in one that says nothing of its members. */
  hasPath(types: readonly ts.Type[], path: readonly string[]): boolean {
    const [first, ...rest] = path;
    if (first === undefined) return true;
    return types.some((type) => {
      // A conditional type says nothing before its parameters are known.
      if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Conditional)) !== 0)
        return true;
      const member = this.member(type, first);
      if (member !== undefined) return this.hasPath(this.valueTypes(member), rest);
      return (
        this.#checker.getIndexTypeOfType(
          type,
          /^\d+$/.test(first) ? ts.IndexKind.Number : ts.IndexKind.String,
        ) !== undefined
      );
    });
  }

  member(type: ts.Type, name: string): ts.Symbol | undefined {
    return this.parts(type)
      .map((part) => this.#checker.getPropertyOfType(this.#checker.getApparentType(part), name))
      .find((symbol) => symbol !== undefined);
  }

  /** The types of a value, its union taken apart. */
  valueTypes(symbol: ts.Symbol): readonly ts.Type[] {
    return this.parts(this.#checker.getTypeOfSymbolAtLocation(this.#resolve(symbol), this.#root));
  }

  results(signatures: readonly ts.Signature[]): readonly ts.Type[] {
    return signatures.flatMap((signature) => this.parts(signature.getReturnType()));
  }

  /** What promises among the types resolve to. */
  awaited(types: readonly ts.Type[]): readonly ts.Type[] {
    return types.flatMap((type) => {
      if (this.member(type, 'then') === undefined) return [];
      const value = this.#checker.getAwaitedType(type);
      if (value === undefined) return [];
      // What a type parameter resolves to is known by its default.
      const [inner] = value.aliasSymbol?.name === 'Awaited' ? (value.aliasTypeArguments ?? []) : [];
      return this.parts(inner ?? value);
    });
  }

  callable(types: readonly ts.Type[]): readonly ts.Signature[] {
    return types.flatMap((type) => type.getCallSignatures());
  }

  /** Whether one of the types is, but for type arguments, one of the others or below it. */
  related(types: readonly ts.Type[], others: readonly ts.Type[]): boolean {
    if (types.some(saysNothing)) return true;
    const pairs = types.flatMap((from) => others.map((to) => ({ from, to })));
    // Comparing the structures of generated types takes seconds, so it comes last.
    return (
      pairs.some(({ from, to }) => this.#isNamedAlike(from, to)) ||
      pairs.some(({ from, to }) => this.#checker.isTypeAssignableTo(from, to))
    );
  }

  #isNamedAlike(from: ts.Type, to: ts.Type): boolean {
    if (from.aliasSymbol !== undefined && from.aliasSymbol === to.aliasSymbol) return true;
    if (from.isIntersection()) return from.types.some((type) => this.#isNamedAlike(type, to));
    if (from.symbol === undefined || from.symbol.name === '__type') return false;
    return from.symbol === to.symbol || this.#bases(from).includes(to.symbol);
  }

  #bases(type: ts.Type): readonly ts.Symbol[] {
    const target = type.symbol === undefined ? type : this.#checker.getDeclaredTypeOfSymbol(type.symbol);
    if (!target.isClassOrInterface()) return [];
    return this.#checker.getBaseTypes(target).flatMap((base) => [base.symbol, ...this.#bases(base)]);
  }

  /** Whether instances have `Symbol.dispose` or `Symbol.asyncDispose`. */
  disposable(type: ts.Type, symbol: 'dispose' | 'asyncDispose'): boolean {
    return this.#checker
      .getPropertiesOfType(this.#checker.getApparentType(type))
      .some((one) => one.name.startsWith(`__@${symbol}@`));
  }

  #path({ module, path }: ParsedSelector): ts.Symbol | string {
    const shown = `${module}#${path.join('.')}`;
    if (module === 'global') {
      const [first = '', ...rest] = path;
      const symbol = this.#global(first);
      return symbol === undefined
        ? `${shown}: there is no global “${first}”`
        : this.#walk(symbol, rest, shown);
    }
    const exporters = this.#modules.get(module);
    if (exporters === undefined) return `${shown}: the module “${module}” has no declarations here`;
    const answers = exporters
      .flatMap((exporter) => this.#entrances(exporter, path.length === 0))
      .map((symbol) => this.#walk(symbol, path, shown));
    return (
      answers.find((answer) => typeof answer !== 'string') ??
      answers[0] ??
      `${shown}: the module exports nothing by itself`
    );
  }

  /** What an importing file may have in hand: the module, what it exports as a whole, its default export. */
  #entrances(exporter: ts.Symbol, whole: boolean): readonly ts.Symbol[] {
    const single = ['export=', 'default']
      .map(
        (name) => exporter.exports?.get(ts.escapeLeadingUnderscores(name)) ?? this.#exportOf(exporter, name),
      )
      .filter((symbol) => symbol !== undefined);
    return whole ? single : [exporter, ...single];
  }

  #walk(from: ts.Symbol, path: readonly string[], shown: string): ts.Symbol | string {
    let current = this.#resolve(from);
    for (const name of path) {
      const next = this.#exportOf(current, name) ?? this.#memberOf(current, name);
      if (next === undefined) return `${shown}: “${current.name}” has no “${name}”`;
      current = this.#resolve(next);
    }
    return current;
  }

  #exportOf(symbol: ts.Symbol, name: string): ts.Symbol | undefined {
    const isModule = (symbol.flags & (ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule)) !== 0;
    return isModule ? this.#checker.getExportsOfModule(symbol).find((one) => one.name === name) : undefined;
  }

  #memberOf(symbol: ts.Symbol, name: string): ts.Symbol | undefined {
    const types = (symbol.flags & ts.SymbolFlags.Value) === 0 ? [] : this.valueTypes(symbol);
    return types.map((type) => this.member(type, name)).find((one) => one !== undefined);
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.#checker.getAliasedSymbol(symbol);
  }

  /** The declared type of a class, interface or alias; of a value that constructs, what it constructs. */
  #instanceType(symbol: ts.Symbol): ts.Type | undefined {
    const resolved = this.#resolve(symbol);
    if ((resolved.flags & ts.SymbolFlags.Type) !== 0) return this.#checker.getDeclaredTypeOfSymbol(resolved);
    const [value] = this.valueTypes(resolved);
    return value?.getConstructSignatures()[0]?.getReturnType() ?? value;
  }

  #global(name: string): ts.Symbol | undefined {
    const { Value, Type, Namespace } = ts.SymbolFlags;
    // One after the other, because the sum of flags is no flag to the linter; values win where names meet.
    this.#globals ??= new Map(
      [Namespace, Type, Value].flatMap((flag) =>
        this.#checker.getSymbolsInScope(this.#root, flag).map((symbol) => [symbol.name, symbol] as const),
      ),
    );
    return this.#globals.get(name);
  }
}

/** `any`, `unknown`, `Function`, and conditional types that depend on type parameters: anything may be there. */
export function saysNothing(type: ts.Type): boolean {
  const { Any, Unknown, Conditional } = ts.TypeFlags;
  return (type.flags & (Any | Unknown | Conditional)) !== 0 || type.symbol?.name === 'Function';
}

/** Modules of Node that are known only with the prefix, because npm has a namesake. */
const nodeOnly = new Set(['sqlite', 'sea', 'test']);

function programOf(text: string): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    types: [],
    paths: { vscode: [VSCODE] },
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageVersion, ...rest) =>
    name === ROOT
      ? ts.createSourceFile(name, text, languageVersion)
      : getSourceFile(name, languageVersion, ...rest);
  // Libraries ask for Node's types by name; two versions of them would declare everything twice.
  host.resolveTypeReferenceDirectiveReferences = (references, containingFile, redirected) =>
    references.map((reference) => {
      const name = typeof reference === 'string' ? reference : reference.fileName;
      if (name !== 'node')
        return ts.resolveTypeReferenceDirective(name, containingFile, options, host, redirected);
      return {
        resolvedTypeReferenceDirective: { primary: true, resolvedFileName: join(NODE, 'index.d.ts') },
        failedLookupLocations: [],
      };
    });
  return ts.createProgram([ROOT], options, host);
}
