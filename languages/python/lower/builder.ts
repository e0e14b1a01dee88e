/** The state of lowering one Python function. */
import type { PlaceId } from '../../../analysis/flow/graph.ts';
import { GraphBuilder } from '../../shared/flow/builder.ts';
import type { SyntaxNode } from '../../tree-sitter/tree.ts';
import { lookUp, type FileModel, type FunctionUnit, type Scope } from '../model.ts';

export class Builder extends GraphBuilder {
  readonly model: FileModel;
  readonly unit: FunctionUnit;
  /** Where the names of the code that is being lowered are looked up. */
  scope: Scope;

  constructor(model: FileModel, unit: FunctionUnit) {
    super((place) => model.addPlace(place));
    this.model = model;
    this.unit = unit;
    this.scope = unit.scope;
  }

  text(node: SyntaxNode): string {
    return this.model.textOf(node);
  }

  /** Lowers code whose names are those of another scope. */
  within<Result>(scope: Scope | undefined, lower: () => Result): Result {
    const outer = this.scope;
    this.scope = scope ?? outer;
    const result = lower();
    this.scope = outer;
    return result;
  }

  /** The place of a name: a variable, the receiver, or a builtin. */
  place(name: string): PlaceId {
    const variable = lookUp(name, this.scope);
    return variable?.place ?? this.selfNamed(name) ?? this.model.globalPlace(name);
  }

  /** The receiver, if this is its name here or in the method around this function. */
  selfNamed(name: string): PlaceId | null {
    for (let unit: FunctionUnit | undefined = this.unit; unit !== undefined;) {
      if (unit.self === name) return unit.info.thisPlace;
      if (unit.info.parent === null || unit.memberOf !== null) return null;
      unit = this.model.units[unit.info.parent];
    }
    return null;
  }
}
