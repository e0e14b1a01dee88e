/** The part of the walk that knows classes and object literals. */

import type { ClassMember, FunctionId } from '../../../analysis/flow/graph.ts';
import {
  type ClassNode,
  type FunctionNode,
  isFunction,
  keyName,
  type Maybe,
  type Node,
  rangeOf,
  T,
  type Tree,
} from '../ast.ts';
import type { FileModel } from '../model.ts';
import {
  addClass,
  type ClassDraft,
  decoratorNames,
  isObjectOfMethods,
  isEnclosed,
  isPrivate,
  memberRole,
} from './classes.ts';
import { addFunction, type FunctionPosition, plainKind } from './functions.ts';

/** The walk, as far as its parts need it. */
export interface Walker {
  readonly model: FileModel;
  visit(node: Maybe, within: FunctionId, hint?: Hint): void;
  addFunction(node: FunctionNode, position: FunctionPosition): FunctionId;
}

/** What a function found at this very place would be called, and where its documentation would end. */
export interface Hint {
  readonly name: string | null;
  readonly doc: number | null;
}

/** Nothing is known. */
export const NO_HINT: Hint = { name: null, doc: null };

/** Enters a class with its members. */
export function walkClass(walk: Walker, node: ClassNode, within: FunctionId, name: string | null): void {
  const draft = addClass(walk.model, node, 'class', name, node.id);
  draft.decorators = decoratorNames(node);
  walk.model.classOf.set(node, draft.id);
  walk.model.classNodes.set(draft.id, node);
  for (const decorator of node.decorators ?? []) walk.visit(decorator, within);
  walk.visit(node.superClass, within);
  for (const member of node.body.body) walkMember(walk, member, draft, within);
}

function walkMember(walk: Walker, member: Tree.ClassElement, owner: ClassDraft, within: FunctionId): void {
  const role = memberRole(member);
  if (!role || member.type === T.TSIndexSignature) return;
  const isStatic = member.type === T.StaticBlock || member.static;
  const position = {
    parent: within,
    kind: role.functionKind,
    name: role.name || null,
    memberOf: owner.id,
    static: isStatic,
    doc: member.range[0],
  } as const;
  let id: FunctionId | null = null;
  if (member.type === T.StaticBlock) {
    id = addFunction(walk.model, { kind: 'static-block', node: member }, position);
    for (const statement of member.body) walk.visit(statement, id);
  } else {
    if (member.computed) walk.visit(member.key, within);
    for (const decorator of member.decorators ?? []) walk.visit(decorator, within);
    const value = member.value;
    if (member.type === T.MethodDefinition && isFunction(value)) id = walk.addFunction(value, position);
    else if ((member.type === T.PropertyDefinition || member.type === T.AccessorProperty) && value) {
      const key = keyName(member.key, member.computed);
      id = addFunction(walk.model, { kind: 'field', node: member, key }, position);
      walk.visit(value, id, { name: role.name || null, doc: member.range[0] });
    } else if (!isFunction(value) && member.type === T.MethodDefinition) return; // An overload without a body.
  }
  const entry: ClassMember = {
    name: role.name,
    kind: role.kind,
    static: isStatic,
    function: id,
    private: isPrivate(member),
    ...(isEnclosed(member) && { enclosed: true as const }),
    range: rangeOf(member),
  };
  owner.members.push(entry);
  if (role.kind === 'field' && member.type === T.PropertyDefinition && isFunction(member.value)) {
    // `close = () => {…}` is a field, and for whoever calls it a method.
    const method = walk.model.functionOf.get(member.value);
    if (method !== undefined) owner.members.push({ ...entry, kind: 'method', function: method });
  }
}

/** Enters an object literal; one with methods of its own counts as a class, unless a class takes them over. */
export function walkObject(
  walk: Walker,
  node: Tree.ObjectExpression,
  within: FunctionId,
  name: string | null,
  takenOver: boolean,
): void {
  const draft =
    isObjectOfMethods(node) && !takenOver ? addClass(walk.model, node, 'object', name, node) : undefined;
  if (draft) {
    draft.nameRange = { start: node.range[0], end: node.range[0] + 1 };
    walk.model.classOf.set(node, draft.id);
  }
  for (const property of node.properties) {
    if (property.type !== T.Property) {
      walk.visit(property, within);
      continue;
    }
    if (property.computed) walk.visit(property.key, within);
    const key = keyName(property.key, property.computed);
    const value: Node = property.value;
    if (!isFunction(value)) {
      walk.visit(value, within, { name: key, doc: property.range[0] });
      continue;
    }
    const kind =
      property.kind === 'get'
        ? 'getter'
        : property.kind === 'set'
          ? 'setter'
          : property.method
            ? 'method'
            : plainKind(value);
    const ownsThis = draft !== undefined && kind !== 'arrow';
    const id = walk.addFunction(value, {
      parent: within,
      kind,
      name: (value.id?.name ?? key) || null,
      memberOf: ownsThis ? draft.id : null,
      static: false,
      doc: property.range[0],
    });
    draft?.members.push({
      name: key ?? '',
      kind: kind === 'getter' || kind === 'setter' ? kind : 'method',
      static: false,
      function: id,
      private: false,
      range: rangeOf(property),
    });
  }
}
