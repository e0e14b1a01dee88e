/** The state of lowering one function, and what its code can see. */

import type {
  ClassId,
  PlaceId,
  Reference,
  SourceRange,
  TypeReference,
} from '../../../analysis/flow/graph.ts';
import { GraphBuilder } from '../../shared/flow/builder.ts';
import { outerField } from '../file.ts';
import type { FileModel, FunctionUnit } from '../model.ts';

export class JavaBuilder extends GraphBuilder {
  constructor(
    readonly model: FileModel,
    readonly unit: FunctionUnit,
  ) {
    super((place) => model.addPlace(place));
  }

  /** The instance of a class around; the receiver itself where the class is the one whose text this is. */
  instanceOf(wanted: ClassId, range: SourceRange): PlaceId | null {
    const { units, classes } = this.model;
    let place = this.unit.info.thisPlace;
    let current = this.unit.within;
    let loaded = false;
    while (current !== null && current !== wanted && !this.extends(current, wanted)) {
      const entry = classes[current];
      if (!entry || entry.outer === null || entry.static) return null;
      // A class in a body shares the variables of the function around it, its receiver too.
      if (entry.within !== 0 && !loaded) place = units[entry.within]?.info.thisPlace ?? null;
      else if (place !== null) {
        place = this.load(place, outerField(this.model, entry.outer), range);
        loaded = true;
      }
      current = entry.outer;
    }
    return place;
  }

  /** Whether one class of the file is below another. */
  extends(below: ClassId, above: ClassId): boolean {
    let current: ClassId | null = below;
    for (let hops = 0; current !== null && hops < 8; hops += 1) {
      if (current === above) return true;
      const next: Reference | null = this.model.classes[current]?.info.superclass ?? null;
      current = next?.kind === 'class' ? next.class : null;
    }
    return false;
  }

  /** The place, or a copy of it that is known to be of a type. */
  typed(place: PlaceId, type: TypeReference | undefined, range: SourceRange): PlaceId {
    if (!type) return place;
    const target = this.temporary();
    this.emit({ op: 'copy', target, source: place, type, range });
    return target;
  }
}
