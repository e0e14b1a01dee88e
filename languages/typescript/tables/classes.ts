/** Enters classes and object literals of methods into the tables. */

import type {
  ClassId,
  ClassInfo,
  ClassMember,
  FunctionId,
  FunctionInfo,
} from '../../../analysis/flow/graph.ts';
import { type ClassNode, isFunction, keyName, type Node, rangeOf, T, type Tree } from '../ast.ts';
import type { Draft } from '../../shared/file.ts';
import type { FileModel } from '../model.ts';

/** A class that is being filled. */
export interface ClassDraft extends Draft<ClassInfo> {
  members: ClassMember[];
}

/** Adds an empty class. */
export function addClass(
  model: FileModel,
  node: Node,
  style: ClassInfo['style'],
  name: string | null,
  nameNode: Node | null | undefined,
): ClassDraft {
  const draft: ClassDraft = {
    id: model.classes.length,
    name,
    style,
    superclass: null,
    interfaces: [],
    decorators: [],
    members: [],
    range: rangeOf(node),
    nameRange: nameNode
      ? rangeOf(nameNode)
      : { start: node.range[0], end: Math.min(node.range[0] + 5, node.range[1]) },
  };
  model.classes.push(draft);
  return draft;
}

/** What the walk must do for a member: make a function of it, in this role. */
export interface MemberRole {
  readonly kind: ClassMember['kind'];
  readonly functionKind: FunctionInfo['kind'];
  readonly name: string;
}

/** The role of a class member; undefined for index signatures and the like. */
export function memberRole(member: Tree.ClassElement): MemberRole | undefined {
  switch (member.type) {
    case T.MethodDefinition:
    case T.TSAbstractMethodDefinition: {
      const name = keyName(member.key, member.computed) ?? '';
      switch (member.kind) {
        case 'constructor':
          return { kind: 'constructor', functionKind: 'constructor', name: 'constructor' };
        case 'get':
          return { kind: 'getter', functionKind: 'getter', name };
        case 'set':
          return { kind: 'setter', functionKind: 'setter', name };
        default:
          return { kind: 'method', functionKind: 'method', name };
      }
    }
    case T.PropertyDefinition:
    case T.AccessorProperty:
    case T.TSAbstractPropertyDefinition:
    case T.TSAbstractAccessorProperty:
      return { kind: 'field', functionKind: 'method', name: keyName(member.key, member.computed) ?? '' };
    case T.StaticBlock:
      return { kind: 'static-block', functionKind: 'static-block', name: '' };
    default:
      return undefined;
  }
}

/** Whether a member is hidden from other classes: `#x`, `private`, `protected` is not. */
export function isPrivate(member: Tree.ClassElement): boolean {
  if (member.type === T.StaticBlock || member.type === T.TSIndexSignature) return false;
  return member.key.type === T.PrivateIdentifier || member.accessibility === 'private';
}

/** Whether nobody outside the file names a member: what has a decorator a framework may call. */
export function isEnclosed(member: Tree.ClassElement): boolean {
  if (member.type === T.StaticBlock || member.type === T.TSIndexSignature || !isPrivate(member)) return false;
  return (member.decorators ?? []).length === 0;
}

/** The names of decorators, without their arguments: `@Injectable()` is `Injectable`. */
export function decoratorNames(node: ClassNode): string[] {
  return (node.decorators ?? []).flatMap((decorator) => {
    const expression = decorator.expression;
    const name = expression.type === T.CallExpression ? expression.callee : expression;
    if (name.type === T.Identifier) return [name.name];
    return name.type === T.MemberExpression && name.property.type === T.Identifier
      ? [name.property.name]
      : [];
  });
}

const RELEASE_NAMES =
  /^(close|dispose|destroy|stop|end|release|shutdown|cleanup|clear|cancel|abort|terminate|disconnect|unsubscribe|quit|kill|teardown|unmount|Symbol\.(async)?[dD]ispose)/;

/** Whether an object literal is to be seen as an object with methods of its own. */
export function isObjectOfMethods(node: Tree.ObjectExpression): boolean {
  let functions = 0;
  for (const property of node.properties) {
    if (property.type !== T.Property || !isFunction(property.value)) continue;
    functions += 1;
    const name = keyName(property.key, property.computed);
    if (functions >= 2 || (name !== null && RELEASE_NAMES.test(name))) return true;
  }
  return false;
}

/** Adds a function as a member. */
export function addMethod(owner: ClassDraft, name: string, id: FunctionId, node: Node): void {
  const last = owner.members.findIndex((member) => member.name === name && member.kind === 'method');
  const member: ClassMember = {
    name,
    kind: 'method',
    static: false,
    function: id,
    private: false,
    range: rangeOf(node),
  };
  if (last >= 0) owner.members[last] = member;
  else owner.members.push(member);
}

/** The class with the given id. */
export function classDraft(model: FileModel, id: ClassId): Draft<ClassInfo> | undefined {
  return model.classes[id];
}
