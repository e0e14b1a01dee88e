/** The tables of one Python file: scopes, functions, classes and variables, filled before any graph is built. */
import type { PassedOn } from '../language.ts';
import type {
  ClassId,
  ClassInfo,
  Export,
  FunctionId,
  FunctionInfo,
  Place,
  PlaceId,
  Reference,
} from '../../analysis/flow/graph.ts';
import type { Draft } from '../shared/file.ts';
import type { SyntaxNode } from '../tree-sitter/tree.ts';

/** Where names live. A comprehension has names of its own, but runs in the function around it. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly function: FunctionId;
  readonly parent: Scope | null;
  readonly names: Map<string, Variable>;
  /** Names that `global` and `nonlocal` declare to live elsewhere. */
  readonly elsewhere: Map<string, 'global' | 'nonlocal'>;
  /** The class whose body this is. */
  readonly class: ClassId | null;
}

export interface Variable {
  readonly name: string;
  readonly place: PlaceId;
  readonly draft: Draft<Extract<Place, { kind: 'variable' }>>;
  readonly scope: Scope;
  /** Modules below an imported one that are imported as well: `import os.path` makes `os` hold both. */
  readonly submodules: Set<string>;
  /** What it is bound to where it is bound once by an assignment. */
  value: SyntaxNode | null;
}

/** What the body of a function is made from. */
export interface FunctionUnit {
  readonly info: Draft<FunctionInfo>;
  /** The definition, the lambda or the module. */
  readonly node: SyntaxNode;
  readonly scope: Scope;
  /** The class whose method it is. */
  readonly memberOf: ClassId | null;
  /** The name of the parameter that is the receiver. */
  readonly self: string | null;
  /** It is a generator that is a context manager: the block of `with` runs at its `yield`. */
  readonly manages: boolean;
}

export interface FileModel {
  readonly text: string;
  readonly places: Place[];
  readonly units: FunctionUnit[];
  readonly classes: Draft<ClassInfo>[];
  /** By definition, lambda, class or comprehension. */
  readonly scopeOf: Map<SyntaxNode, Scope>;
  readonly functionOf: Map<SyntaxNode, FunctionId>;
  readonly classOf: Map<SyntaxNode, ClassId>;
  readonly variables: Variable[];
  readonly exports: Map<string, Export[]>;
  readonly modules: Set<string>;
  /** What names that are imported from modules of the project are of a library's. */
  readonly passedOn: PassedOn;
  textOf(node: SyntaxNode): string;
  addPlace(place: Place): PlaceId;
  /** The place that stands for a builtin name. */
  globalPlace(name: string): PlaceId;
  /** The variable that a name means in a scope; undefined for builtins. */
  variable(name: string, scope: Scope): Variable | undefined;
  /** What an expression surely denotes. */
  denotes(node: SyntaxNode | undefined, scope: Scope): Reference | undefined;
}

/** The variable that a name means, by Python's rules: class scopes are not seen from the functions in them. */
export function lookUp(name: string, from: Scope): Variable | undefined {
  const declared = from.elsewhere.get(name);
  if (declared === 'global') return moduleScope(from).names.get(name);
  let direct = true;
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    const found = scope.names.get(name);
    if (found !== undefined && (direct || scope.kind !== 'class')) return found;
    if (scope.elsewhere.get(name) === 'global') return moduleScope(scope).names.get(name);
    // A comprehension in a class body still sees little of the class; to look there does no harm.
    if (scope.kind !== 'comprehension') direct = false;
  }
  return undefined;
}

function moduleScope(from: Scope): Scope {
  let scope = from;
  while (scope.parent !== null) scope = scope.parent;
  return scope;
}

/** The nearest scope in which an assignment binds: comprehensions are passed by `:=`. */
export function bindingScope(from: Scope): Scope {
  let scope = from;
  while (scope.kind === 'comprehension' && scope.parent !== null) scope = scope.parent;
  return scope;
}
