/** The state of lowering one function of TypeScript or JavaScript. */

import type { BlockId } from '../../../analysis/flow/graph.ts';
import { GraphBuilder } from '../../shared/flow/builder.ts';
import type { FileModel, FunctionUnit } from '../model.ts';

/** Where a short-circuited optional chain goes on. */
export interface Chain {
  readonly short: BlockId;
}

export class Builder extends GraphBuilder {
  readonly model: FileModel;
  readonly unit: FunctionUnit;
  /** The optional chain that is being lowered. */
  chain: Chain | null = null;

  constructor(model: FileModel, unit: FunctionUnit) {
    super((place) => model.addPlace(place));
    this.model = model;
    this.unit = unit;
  }
}
