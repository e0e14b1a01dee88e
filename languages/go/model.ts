/**
 * The tables of one Go file: what is known of its functions, types and variables before any graph is built.
 * They are filled once; only the list of places grows later, because graphs bring temporaries.
 */
import type {
  ClassId,
  ClassInfo,
  Export,
  FunctionId,
  FunctionInfo,
  Literal,
  Place,
  PlaceId,
  TypeReference,
} from '../../analysis/flow/graph.ts';
import type { Draft } from '../shared/file.ts';
import type { SyntaxNode } from '../tree-sitter/tree.ts';

/** A function and where it comes from. */
export interface GoUnit {
  readonly info: Draft<FunctionInfo>;
  /** The file, a function or method declaration, or a function literal. */
  readonly node: SyntaxNode;
  /** The places of its named results, in order; empty where they have no names. */
  results: readonly PlaceId[];
  /** Its own `defer` statements, in order; not those of the literals inside it. */
  readonly defers: SyntaxNode[];
}

export interface GoModel {
  readonly path: string;
  readonly text: string;
  readonly root: SyntaxNode;
  readonly units: GoUnit[];
  readonly classes: Draft<ClassInfo>[];
  readonly places: Draft<Place>[];
  readonly functionOf: Map<SyntaxNode, FunctionId>;
  /** The types declared in the file, functions' own types included, by name. */
  readonly classOf: Map<string, ClassId>;
  /** `type A = http.Client`: what the name stands for. */
  readonly aliases: Map<string, TypeReference>;
  /** Import paths by the name under which the file knows them. */
  readonly imports: Map<string, string>;
  /** What an identifier means, where it is a variable, a function or an import. */
  readonly placeOf: Map<SyntaxNode, PlaceId>;
  /** Identifiers that declare what they name. */
  readonly declaring: Set<SyntaxNode>;
  /** Variables that a function literal is assigned to. */
  readonly functionVariables: Set<PlaceId>;
  /** Variables declared without a value that start as nil: the address of one is no nil. */
  readonly startingAsNil: Set<PlaceId>;
  /** The same for those that start as false. */
  readonly startingAsFalse: Set<PlaceId>;
  /** Constants whose declaration writes out what they are. */
  readonly constants: Map<PlaceId, Literal>;
  /** Variables whose address is taken: whoever has it may write to them. */
  readonly addressed: Set<PlaceId>;
  readonly exports: Map<string, Export[]>;
  /** What other files export, as far as it is named here. */
  readonly foreign: Map<string, Map<string, Foreign>>;
  addPlace(place: Place): PlaceId;
}

/** A name of another package, or of another file of this one (`.`). */
export interface Foreign {
  readonly kind: 'export';
  readonly module: string;
  readonly path: readonly string[];
}

/** The one reference for a name, which files write again and again. */
export function foreign(model: Pick<GoModel, 'foreign'>, module: string, name: string): Foreign {
  let names = model.foreign.get(module);
  if (names === undefined) model.foreign.set(module, (names = new Map<string, Foreign>()));
  let known = names.get(name);
  if (known === undefined) names.set(name, (known = { kind: 'export', module, path: [name] }));
  return known;
}

/** The source of a node. */
export function textOf(model: Pick<GoModel, 'text'>, node: SyntaxNode): string {
  return model.text.slice(node.start, node.end);
}
