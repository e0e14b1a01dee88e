/** The first walk: enters every class, member and lambda of a file into the tables, parents first. */

import type { ClassId, ClassMember, FunctionId, FunctionInfo } from '../../../analysis/flow/graph.ts';
import {
  annotationsOf,
  CLASSES,
  child,
  field,
  fields,
  modifiersOf,
  type Node,
  PRIMITIVES,
  rangeOf,
  textOf,
} from '../ast.ts';
import type { ClassEntry, FileModel, Method, UnitBody } from '../model.ts';
import { simpleName } from '../overloads.ts';
import { isCalledAtStart, isSingle } from './containers.ts';

/** Where the walk is. */
interface Position {
  readonly within: FunctionId;
  readonly owner: ClassId | null;
  /** The code runs without an instance. */
  readonly static: boolean;
}

/** Fills the tables of functions and classes; names and types are resolved afterwards. */
export function enterClasses(model: FileModel): void {
  const file = {
    within: addUnit(model, { kind: 'file' }, model.root, 'module', null, FILE),
    owner: null,
    static: true,
  };
  visit(model, model.root, file);
}

const FILE: Position = { within: -1, owner: null, static: true };

function visit(model: FileModel, node: Node, position: Position): void {
  if (CLASSES.has(node.type)) {
    enterClass(model, node, field(node, 'body'), textOf(model.text, field(node, 'name')), position);
    return;
  }
  switch (node.type) {
    case 'object_creation_expression':
    case 'enum_constant': {
      const body = child(node, 'class_body');
      for (const one of node.children) if (one !== body) visit(model, one, position);
      if (body) enterClass(model, node, body, null, position);
      return;
    }
    case 'lambda_expression': {
      const within = addUnit(model, { kind: 'lambda', node }, node, 'arrow', null, position);
      for (const one of node.children) visit(model, one, { ...position, within });
      return;
    }
    case 'modifiers':
      return;
    default:
      for (const one of node.children) visit(model, one, position);
  }
}

function enterClass(
  model: FileModel,
  node: Node,
  body: Node | undefined,
  name: string | null,
  position: Position,
): void {
  const id: ClassId = model.classes.length;
  const { within, owner } = position;
  const isLocal = within !== 0;
  const modifiers = modifiersOf(model.text, node);
  const entry: ClassEntry = {
    info: {
      id,
      name,
      style: 'class',
      superclass: null,
      interfaces: [],
      decorators: annotationsOf(model.text, node),
      members: [],
      ...(modifiers.includes('private') && { hidden: true }),
      ...(isOfPackage(modifiers) && !isInInterface(model, owner) && { internal: true }),
      ...(isSingle(annotationsOf(model.text, node)) && { single: true }),
      range: rangeOf(node),
      nameRange: rangeOf(field(node, 'name') ?? field(node, 'type') ?? node),
    },
    node,
    name,
    outer: owner,
    within,
    static:
      owner === null ||
      position.static ||
      (!isLocal && (modifiers.includes('static') || node.type !== 'class_declaration')),
    classes: new Map(),
    fields: new Map(),
    methods: new Map(),
    constructors: [],
  };
  model.classes.push(entry);
  model.classOf.set(node, id);
  if (name !== null) {
    const around = owner === null ? undefined : model.classes[owner];
    if (around) around.classes.set(name, id);
    else model.topLevel.set(name, id);
  }
  if (node.type === 'record_declaration') recordComponents(model, node, entry);
  for (const member of membersOf(body)) enterMember(model, member, entry, within);
}

function isOfPackage(modifiers: readonly string[]): boolean {
  return !modifiers.includes('public') && !modifiers.includes('private');
}

/** What an interface declares is public, whether it says so or not. */
function isInInterface(model: FileModel, owner: ClassId | null): boolean {
  const around = owner === null ? undefined : model.classes[owner]?.node.type;
  return around !== undefined && isInterface(around);
}

function isInterface(type: string): boolean {
  return /^(?:interface|annotation_type)_declaration$/.test(type);
}

/** Members, those behind the constants of an enumeration included. */
function membersOf(body: Node | undefined): readonly Node[] {
  return (body?.children ?? []).flatMap((one) =>
    one.type === 'enum_body_declarations' ? one.children : [one],
  );
}

function recordComponents(model: FileModel, node: Node, entry: ClassEntry): void {
  for (const one of field(node, 'parameters')?.children ?? []) {
    const name = textOf(model.text, field(one, 'name'));
    if (name === '') continue;
    entry.fields.set(name, { place: null });
    entry.info.members.push(memberOf(name, 'field', false, null, one, false));
  }
}

function enterMember(model: FileModel, node: Node, entry: ClassEntry, within: FunctionId): void {
  const { text } = model;
  const modifiers = modifiersOf(text, node);
  const inInterface = isInterface(entry.node.type);
  const isStatic = modifiers.includes('static') || node.type === 'static_initializer';
  const isPrivate = modifiers.includes('private');
  const internal = !inInterface && isOfPackage(modifiers) && { internal: true };
  const position: Position = { within, owner: entry.info.id, static: isStatic };
  switch (node.type) {
    case 'field_declaration':
    case 'constant_declaration':
      for (const one of fields(node, 'declarator'))
        enterField(model, node, one, entry, { ...position, static: isStatic || inInterface }, isPrivate);
      return;
    case 'enum_constant': {
      const name = textOf(text, field(node, 'name'));
      enterValue(model, node, name, entry, { ...position, static: true }, false);
      return;
    }
    case 'method_declaration':
    case 'annotation_type_element_declaration': {
      const name = textOf(text, field(node, 'name'));
      const body = field(node, 'body');
      const id = body ? addUnit(model, { kind: 'method', node }, body, 'method', name, position) : null;
      entry.info.members.push({
        ...memberOf(name, 'method', isStatic, id, node, isPrivate),
        ...internal,
        ...(modifiers.includes('protected') && { inherited: true as const }),
        ...(isPrivate && isCalledByNameAlone(name, annotationsOf(text, node)) && { enclosed: true as const }),
        ...(endsLife(annotationsOf(text, node)) && { ending: true }),
        ...(beginsLife(annotationsOf(text, node)) && { beginning: true }),
        ...(isCalledAtStart(entry.info.decorators, {
          name,
          annotations: annotationsOf(text, node),
          head: text.slice(node.start, body?.start ?? node.end),
        }) && {
          starts: true,
        }),
        ...(annotationsOf(text, node).includes('Override') && { overrides: true }),
        ...(isAnnotated(annotationsOf(text, node)) && { annotated: true }),
      });
      const known = entry.methods.get(name) ?? [];
      known.push(methodOf(text, node, id, isStatic, inInterface));
      entry.methods.set(name, known);
      if (body && id !== null) visit(model, body, { ...position, within: id });
      return;
    }
    case 'constructor_declaration':
    case 'compact_constructor_declaration': {
      const body = field(node, 'body');
      if (!body) return;
      const id = addUnit(model, { kind: 'method', node }, body, 'constructor', 'constructor', position);
      const own = memberOf('constructor', 'constructor', false, id, node, isPrivate);
      const annotated = isAnnotated(annotationsOf(text, node)) && { annotated: true as const };
      entry.info.members.push({ ...own, ...internal, ...annotated });
      entry.constructors.push(methodOf(text, node, id, false));
      visit(model, body, { ...position, within: id });
      return;
    }
    case 'static_initializer':
    case 'block': {
      const block = node.type === 'block' ? node : node.children[0];
      if (!block) return;
      const id = addUnit(
        model,
        { kind: 'block', node: block },
        node,
        isStatic ? 'static-block' : 'method',
        null,
        position,
      );
      const kind = isStatic ? 'static-block' : 'field';
      entry.info.members.push(memberOf('', kind, isStatic, id, node, true));
      visit(model, block, { ...position, within: id });
      return;
    }
    default:
      visit(model, node, position);
  }
}

function enterField(
  model: FileModel,
  node: Node,
  declarator: Node,
  entry: ClassEntry,
  position: Position,
  isPrivate: boolean,
): void {
  const name = textOf(model.text, field(declarator, 'name'));
  if (name === '') return;
  if (field(declarator, 'value')) {
    enterValue(model, declarator, name, entry, position, isPrivate);
    return;
  }
  entry.fields.set(name, { place: position.static ? staticPlace(model, declarator, name) : null });
  entry.info.members.push(memberOf(name, 'field', position.static, null, node, isPrivate));
}

/** A field with a value, or a constant of an enumeration: a function of its own computes it. */
function enterValue(
  model: FileModel,
  node: Node,
  name: string,
  entry: ClassEntry,
  position: Position,
  isPrivate: boolean,
): void {
  const kind = position.static ? 'static-block' : 'method';
  const id = addUnit(model, { kind: 'field', node, name }, node, kind, name, position);
  entry.fields.set(name, { place: position.static ? staticPlace(model, node, name) : null });
  entry.info.members.push(memberOf(name, 'field', position.static, id, node, isPrivate));
  // A constant may be a class of its own.
  if (node.type === 'enum_constant') visit(model, node, { ...position, within: id });
  else for (const one of node.children) visit(model, one, { ...position, within: id });
}

/** A static field is a variable of the file: there is one of it. */
function staticPlace(model: FileModel, node: Node, name: string): number {
  const at = field(node, 'name') ?? node;
  const place = model.addPlace({
    kind: 'variable',
    name,
    declaredIn: 0,
    declaration: 'local',
    writes: field(node, 'value') || node.type === 'enum_constant' ? 1 : 0,
    range: rangeOf(at),
  });
  model.variableOf.set(at, place);
  return place;
}

/** Annotations of the language itself, and of those who check it, call nothing. */
const inert =
  /^(?:Override|Deprecated|SuppressWarnings|SafeVarargs|VisibleForTesting|Non[Nn]ull|Nullable|CheckForNull|Suppress\w*)$/;

function isAnnotated(names: readonly string[]): boolean {
  return names.some((name) => !inert.test(name));
}

function memberOf(
  name: string,
  kind: ClassMember['kind'],
  isStatic: boolean,
  id: FunctionId | null,
  node: Node,
  isPrivate: boolean,
): ClassMember {
  return { name, kind, static: isStatic, function: id, private: isPrivate, range: rangeOf(node) };
}

function methodOf(
  text: string,
  node: Node,
  id: FunctionId | null,
  isStatic: boolean,
  inInterface = false,
): Method {
  const parameters = (field(node, 'parameters')?.children ?? []).filter(
    ({ type }) => type === 'formal_parameter' || type === 'spread_parameter',
  );
  return {
    function: id,
    static: isStatic,
    public: inInterface || modifiersOf(text, node).includes('public'),
    parameters: parameters.map((one) => PRIMITIVES.has(field(one, 'type')?.type ?? '')),
    types: parameters.map((one) => simpleName(textOf(text, field(one, 'type')))),
    variable: parameters.at(-1)?.type === 'spread_parameter',
    returns: undefined,
  };
}

/** What serialization calls, however private it is. */
const hooks = /^(?:(?:read|write)Object|readObjectNoData|readResolve|writeReplace|finalize)$/;

/** Whether a private method runs only where somebody names it: what is annotated a framework may call. */
function isCalledByNameAlone(name: string, annotations: readonly string[]): boolean {
  return !hooks.test(name) && !isAnnotated(annotations);
}

/** Annotations by which containers know what to call when they let go of an object. */
function endsLife(annotations: readonly string[]): boolean {
  return annotations.some((one) =>
    /^(?:PreDestroy|Disposes|After|AfterEach|AfterAll|AfterClass|AfterMethod)$/.test(one),
  );
}

/** Annotations by which containers know what to call once they have made an object. */
function beginsLife(annotations: readonly string[]): boolean {
  return annotations.some((one) =>
    /^(?:PostConstruct|EventListener|Startup|Activate|Bean|Produces|Provides)$/.test(one),
  );
}

function addUnit(
  model: FileModel,
  body: UnitBody,
  at: Node,
  kind: FunctionInfo['kind'],
  name: string | null,
  position: Position,
): FunctionId {
  const id = model.units.length;
  const node = body.kind === 'file' ? model.root : body.node;
  const around = kind === 'arrow' ? model.units[position.within]?.info : undefined;
  const owner = position.static ? null : position.owner;
  const hasThis = owner !== null && kind !== 'arrow';
  model.units.push({
    info: {
      id,
      name,
      parent: kind === 'module' ? null : position.within,
      kind,
      async: false,
      generator: false,
      parameters: [],
      thisPlace: hasThis ? model.addPlace({ kind: 'this', declaredIn: id }) : (around?.thisPlace ?? null),
      ownerClass: around ? around.ownerClass : owner,
      captures: [],
      capturedWrites: [],
      range: rangeOf(node),
      body: rangeOf(field(node, 'body') ?? at),
      broken: false,
    },
    body,
    within: position.owner,
  });
  if (body.kind !== 'file') model.functionOf.set(body.node, id);
  return id;
}
