/** The state of lowering one Go function. */
import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { GraphBuilder } from '../../shared/flow/builder.ts';
import type { SyntaxNode } from '../../tree-sitter/tree.ts';
import type { GoModel, GoUnit } from '../model.ts';

/** A deferred call that runs when the function is left. */
export interface Deferred {
  readonly node: SyntaxNode;
  /** Holds the function, or nil where the `defer` has not been reached. */
  readonly callee: PlaceId;
  /** Bound when the call was deferred. */
  readonly arguments: readonly PlaceId[];
  /** The `defer` is inside a branch or a loop: whether it was reached is to be tested. */
  readonly conditional: boolean;
}

export class GoBuilder extends GraphBuilder {
  readonly model: GoModel;
  readonly unit: GoUnit;
  /** In the order in which they were deferred. */
  readonly deferred: Deferred[] = [];
  /** How many branches and loops are around the current statement in this function. */
  depth = 0;

  constructor(model: GoModel, unit: GoUnit) {
    super((place) => model.addPlace(place));
    this.model = model;
    this.unit = unit;
  }

  /** Lowers something that may not be reached, or reached again. */
  nested(lower: () => void): void {
    this.depth += 1;
    lower();
    this.depth -= 1;
  }
}
