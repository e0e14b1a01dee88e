/** `this.close = function () {…}` inside a constructor gives the class a method. */

import type { FunctionId } from '../../../analysis/flow/graph.ts';
import { type FunctionNode, rangeOf } from '../ast.ts';
import type { FileModel } from '../model.ts';
import { addClass } from './classes.ts';
import { inheritThis } from './functions.ts';

/** A function that is assigned to a property of `this`. */
export interface ThisMethod {
  readonly within: FunctionId;
  readonly name: string;
  readonly value: FunctionNode;
}

/** Adds the methods to their classes, and lets arrows take over the `this` around them. */
export function finishThisMethods(model: FileModel, methods: readonly ThisMethod[]): void {
  for (const { within } of methods) adoptConstructor(model, within);
  inheritThis(model);
  for (const method of methods) addThisMethod(model, method);
  // Once more: methods that only now have a class may have arrows inside.
  inheritThis(model);
}

/** A capitalised function that gives `this` methods is a class even without a prototype. */
function adoptConstructor(model: FileModel, id: FunctionId): void {
  const unit = model.units[id];
  if (!unit || unit.info.kind !== 'function' || unit.info.ownerClass !== null) return;
  const { name, range } = unit.info;
  if (name === null || !/^[A-Z]/.test(name) || unit.body.kind !== 'function') return;
  const draft = addClass(model, unit.body.node, 'prototype', name, unit.body.node.id);
  draft.members.push({
    name: 'constructor',
    kind: 'constructor',
    static: false,
    function: id,
    private: false,
    range,
  });
  model.classOf.set(unit.body.node, draft.id);
  unit.info.ownerClass = draft.id;
}

function addThisMethod(model: FileModel, { within, name, value }: ThisMethod): void {
  const owner = model.units[within]?.info.ownerClass ?? null;
  const id = model.functionOf.get(value);
  const draft = owner === null ? undefined : model.classes[owner];
  if (id === undefined || !draft) return;
  if (!draft.members.some((member) => member.name === name && member.function !== null)) {
    const range = rangeOf(value);
    const method = { name, kind: 'method' as const, static: false, function: id, private: false, range };
    draft.members = [...draft.members, method];
  }
  const info = model.units[id]?.info;
  if (info?.kind === 'function') info.ownerClass = owner;
}
