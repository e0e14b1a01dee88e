/** The tables of one file: its functions, classes and variables, and what its names mean. */

import type {
  ClassId,
  ClassInfo,
  ClassMember,
  Export,
  FunctionId,
  FunctionInfo,
  Place,
  PlaceId,
  TypeReference,
} from '../../analysis/flow/graph.ts';
import type { Draft } from '../shared/file.ts';
import type { Node } from './ast.ts';
import type { Imports } from './resolve/imports.ts';

export type VariablePlace = Draft<Extract<Place, { kind: 'variable' }>>;

/** What the body of a function is made from. */
export type UnitBody =
  | { readonly kind: 'file' }
  | { readonly kind: 'method'; readonly node: Node }
  | { readonly kind: 'lambda'; readonly node: Node }
  /** `{ … }` among the members of a class, static or not. */
  | { readonly kind: 'block'; readonly node: Node }
  /** The value of a field, or an enumeration's constant. */
  | { readonly kind: 'field'; readonly node: Node; readonly name: string };

export interface FunctionUnit {
  readonly info: Draft<FunctionInfo>;
  readonly body: UnitBody;
  /** The class in whose text it stands. */
  readonly within: ClassId | null;
}

/** A method as callers see it. */
export interface Method {
  readonly function: FunctionId | null;
  readonly static: boolean;
  readonly public: boolean;
  /** Of each parameter whether it is a number, a truth value or a character, rather than an object. */
  readonly parameters: readonly boolean[];
  /** The types of the parameters as they are written, without package and type arguments. */
  readonly types: readonly string[];
  readonly variable: boolean;
  readonly returns: TypeReference | undefined;
}

export interface Field {
  /** For a static field its variable: it is one for the whole program. */
  readonly place: PlaceId | null;
}

/** A class with what the lowering needs beyond what the analysis does. */
export interface ClassEntry {
  readonly info: Draft<ClassInfo> & { members: ClassMember[] };
  readonly node: Node;
  /** Null for a class without name. */
  readonly name: string | null;
  readonly outer: ClassId | null;
  /** The function in whose body it stands; 0 for a member or a class of the file. */
  readonly within: FunctionId;
  /** Its instances know no instance of the class around. */
  readonly static: boolean;
  readonly classes: Map<string, ClassId>;
  readonly fields: Map<string, Field>;
  readonly methods: Map<string, Method[]>;
  readonly constructors: Method[];
}

export interface FileModel {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  readonly imports: Imports;
  readonly units: FunctionUnit[];
  readonly classes: ClassEntry[];
  /** The classes that stand in no other. */
  readonly topLevel: Map<string, ClassId>;
  readonly places: Place[];
  /** The variable that an identifier means or a declaration declares. */
  readonly variableOf: Map<Node, PlaceId>;
  /** Variables that hold a number, a truth value or a character. */
  readonly primitives: Set<PlaceId>;
  readonly functionOf: Map<Node, FunctionId>;
  readonly classOf: Map<Node, ClassId>;
  readonly exports: Map<string, Export[]>;
  addPlace(place: Place): PlaceId;
}
