/**
 * The tables of one file: what is known about its functions, classes and variables before any graph is
 * built. They are filled once, eagerly, and then only read; only the list of places grows, because
 * graphs bring temporaries.
 */

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
import type { ClassNode, FieldNode, FunctionNode, Node, Tree } from './ast.ts';
import type { Names, Variable } from './names.ts';

/** What the body of a function is made from. */
export type UnitBody =
  | { readonly kind: 'module'; readonly node: Tree.Program }
  | { readonly kind: 'function'; readonly node: FunctionNode }
  /** Computes the initialiser of a field and stores it to `this`. */
  | { readonly kind: 'field'; readonly node: FieldNode; readonly key: string | null }
  | { readonly kind: 'static-block'; readonly node: Tree.StaticBlock };

/** A function and where it comes from. */
export interface FunctionUnit {
  readonly info: Draft<FunctionInfo>;
  readonly body: UnitBody;
  /** The class whose member it is, for `super`. */
  readonly memberOf: ClassId | null;
  /** Where a documentation comment would have to end. */
  readonly doc: number;
}

/** A direct way in which a variable gets a value: `name = expression`, or a part of what a pattern takes apart. */
export interface Binding {
  readonly expression: Node;
  /** The keys that lead from the expression's value to the variable; null when they are not all known. */
  readonly path: readonly string[] | null;
}

/** All that is known of a file before its graphs. */
export interface FileModel {
  readonly path: string;
  readonly text: string;
  readonly program: Tree.Program;
  readonly names: Names;
  readonly units: FunctionUnit[];
  readonly classes: Draft<ClassInfo>[];
  readonly places: Place[];
  readonly functionOf: Map<Node, FunctionId>;
  /** The function that computes a field, by the field's node. */
  readonly fieldFunctionOf: Map<Node, FunctionId>;
  /** The same, by the value: scopes know it by that. */
  readonly fieldValueOf: Map<Node, FunctionId>;
  readonly classOf: Map<Node, ClassId>;
  readonly classNodes: Map<ClassId, ClassNode>;
  readonly placeOf: Map<Variable, PlaceId>;
  /** How identifiers are written, by the written identifier. */
  readonly bindings: Map<Node, Binding>;
  readonly exports: Map<string, Export[]>;
  /** Places that hold the value of an exported expression, by the expression. */
  readonly exportPlaces: Map<Node, PlaceId>;
  /** What the file assigns to `exports.name`. */
  readonly commonJs: Map<string, Node[]>;
  readonly modules: Set<string>;
  /** The place that stands for a global name. */
  globalPlace(name: string): PlaceId;
  addPlace(place: Place): PlaceId;
  /** The place of the variable that an identifier means, or of a global of that name. */
  placeOfIdentifier(identifier: Tree.Identifier | Tree.JSXIdentifier): PlaceId;
  /** What an expression surely denotes. */
  denotes(expression: Node | null | undefined): Reference | undefined;
}
