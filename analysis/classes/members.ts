/** The members of the classes of one file by their names, looked up once for each. */
import type { ClassId, ClassMember, FileFlow } from '../flow/graph.ts';
import { membersNamed, topOf } from './families.ts';

export class MemberTable {
  private readonly tops = new Map<ClassId, ClassId>();
  private readonly members = new Map<ClassId, Map<string, readonly ClassMember[]>>();

  constructor(private readonly file: FileFlow) {}

  /** See {@link membersNamed}. */
  named(id: ClassId, name: string): readonly ClassMember[] {
    let own = this.members.get(id);
    if (own === undefined) {
      own = new Map();
      this.members.set(id, own);
    }
    let found = own.get(name);
    if (found === undefined) {
      found = membersNamed(this.file, id, name);
      own.set(name, found);
    }
    return found;
  }

  /** See {@link topOf}. */
  top(id: ClassId): ClassId {
    let top = this.tops.get(id);
    if (top === undefined) {
      top = topOf(this.file, id);
      this.tops.set(id, top);
    }
    return top;
  }
}
