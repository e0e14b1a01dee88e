/** Puts the tables of a file together from its syntax tree. */

import type { Place, PlaceId, SourceRange } from '../../analysis/flow/graph.ts';
import { rangeOf, T, type Tree } from './ast.ts';
import type { FileModel } from './model.ts';
import { resolveNames, type Names, type ScopeManager } from './names.ts';
import { DeclaredTypes } from './resolve/declared.ts';
import { TypeResolver } from './resolve/types.ts';
import { ValueResolver } from './resolve/values.ts';
import { addExport } from './tables/modules.ts';
import { parametersOf } from './tables/parameters.ts';
import { findCaptures, placeVariables } from './tables/places.ts';
import { type WalkResult, walkProgram } from './tables/walk.ts';

/** What the tables are made from. */
export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly program: Tree.Program;
  /** The scopes of the program, where they are known already. */
  readonly scopes?: ScopeManager | undefined;
}

/** Builds the tables. May throw on a tree that the scope analysis does not bear. */
export function modelOf({ path, text, program, scopes }: ParsedFile): FileModel {
  const model = emptyModel(path, text, program, resolveNames(program, scopes));
  const walked = walkProgram(model);
  const types = new TypeResolver(model);
  const declared = new DeclaredTypes(model, types);
  placeVariables(model, declared);
  findCaptures(model);
  for (const unit of model.units) {
    const { info, body } = unit;
    if (body.kind !== 'function') continue;
    info.parameters = parametersOf(model, body.node.params);
    const returned = declared.returned(unit);
    if (returned) info.declaredReturn = returned;
  }
  describeClasses(model, types, declared);
  documentedFields(model, walked, declared);
  resolveExports(model, walked);
  return model;
}

function emptyModel(path: string, text: string, program: Tree.Program, names: Names): FileModel {
  const places: Place[] = [];
  const globals = new Map<string, PlaceId>();
  const addPlace = (place: Place): PlaceId => places.push(place) - 1;
  const globalPlace = (name: string): PlaceId => {
    let place = globals.get(name);
    if (place === undefined) {
      place = addPlace({ kind: 'global', name });
      globals.set(name, place);
    }
    return place;
  };
  const placeOf: FileModel['placeOf'] = new Map();
  const model: FileModel = {
    path,
    text,
    program,
    names,
    units: [],
    classes: [],
    places,
    functionOf: new Map(),
    fieldFunctionOf: new Map(),
    fieldValueOf: new Map(),
    classOf: new Map(),
    classNodes: new Map(),
    placeOf,
    bindings: new Map(),
    exports: new Map(),
    exportPlaces: new Map(),
    commonJs: new Map(),
    modules: new Set(),
    globalPlace,
    addPlace,
    placeOfIdentifier(identifier) {
      const variable = names.variableOf(identifier);
      return (variable && placeOf.get(variable)) ?? globalPlace(identifier.name);
    },
    denotes: (expression) => resolver.expression(expression),
  };
  const resolver = new ValueResolver(model);
  return model;
}

function describeClasses(model: FileModel, types: TypeResolver, declared: DeclaredTypes): void {
  for (const [id, node] of model.classNodes) {
    const draft = model.classes[id];
    if (!draft) continue;
    draft.superclass = model.denotes(node.superClass) ?? null;
    draft.interfaces = (node.implements ?? [])
      .map((one) => types.type(one))
      .filter((one) => one !== undefined);
    const byRange = new Map(node.body.body.map((member) => [member.range[0], member]));
    const members = draft.members.map((member) => {
      const element = byRange.get(member.range.start);
      const type = element && declared.member(element);
      return type ? { ...member, type } : member;
    });
    draft.members = [...members, ...parameterProperties(node.body.body, types)];
  }
}

/** `constructor(private x: Foo)` declares a field. */
function parameterProperties(elements: readonly Tree.ClassElement[], types: TypeResolver) {
  return elements.flatMap((element) => {
    if (element.type !== T.MethodDefinition || element.kind !== 'constructor') return [];
    return element.value.params.flatMap((param) => {
      if (param.type !== T.TSParameterProperty) return [];
      const target = param.parameter.type === T.AssignmentPattern ? param.parameter.left : param.parameter;
      if (target.type !== T.Identifier) return [];
      const type = types.annotation(target.typeAnnotation);
      const range: SourceRange = rangeOf(param);
      return [
        {
          name: target.name,
          kind: 'field' as const,
          static: false,
          function: null,
          private: param.accessibility === 'private',
          range,
          ...(type && { type }),
        },
      ];
    });
  });
}

/** `this.x = …` with a documented type declares a field, in plain JavaScript. */
function documentedFields(model: FileModel, walked: WalkResult, declared: DeclaredTypes): void {
  for (const { within, name, statement } of walked.thisFields) {
    const unit = model.units[within];
    const draft = unit && unit.info.ownerClass !== null ? model.classes[unit.info.ownerClass] : undefined;
    if (!draft || draft.members.some((member) => member.name === name)) continue;
    const type = declared.documented(statement.range[0], unit?.body.node ?? model.program);
    if (!type) continue;
    const range = rangeOf(statement);
    const field = {
      name,
      kind: 'field' as const,
      static: false,
      function: null,
      private: false,
      range,
      type,
    };
    draft.members = [...draft.members, field];
  }
}

function resolveExports(model: FileModel, walked: WalkResult): void {
  for (const { name, expression } of walked.pendingExports) {
    const reference = model.denotes(expression);
    if (reference) addExport(model, name, { kind: 'reference', reference });
    else if (expression.type === T.Identifier && model.names.variableOf(expression)) {
      addExport(model, name, { kind: 'place', place: model.placeOfIdentifier(expression) });
    } else {
      let place = model.exportPlaces.get(expression);
      if (place === undefined) {
        place = model.addPlace({ kind: 'temporary' });
        model.exportPlaces.set(expression, place);
      }
      addExport(model, name, { kind: 'place', place });
    }
  }
}
