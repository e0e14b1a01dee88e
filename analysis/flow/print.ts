/** Prints flow graphs for people: fixtures, `explain`, and anyone who debugs a lowering. */

import type {
  Argument,
  Block,
  Condition,
  FileFlow,
  FlowGraph,
  Literal,
  Place,
  PlaceId,
  Reference,
  Step,
  Terminator,
  TypeReference,
} from './graph.ts';

/** One graph: a block a paragraph, a step a line. Temporaries are numbered in order of appearance. */
export function printGraph(file: FileFlow, graph: FlowGraph): string {
  const names = new Names(file);
  return graph.blocks.map((block, index) => printBlock(names, block, index)).join('\n');
}

/** A reference on one line: `fs/promises:open`, `global process.on`, `function #3 close`. */
export function printReference(file: Pick<FileFlow, 'functions' | 'classes'>, reference: Reference): string {
  switch (reference.kind) {
    case 'export':
      return reference.path.length > 0 ? `${reference.module}:${reference.path.join('.')}` : reference.module;
    case 'global':
      return `global ${reference.path.join('.')}`;
    case 'function':
      return `function ${file.functions[reference.function]?.name ?? ''}#${String(reference.function)}`;
    case 'class':
      return `class ${file.classes[reference.class]?.name ?? ''}#${String(reference.class)}`;
    case 'choice':
      return `(${reference.of.map((one) => printReference(file, one)).join(' | ')})`;
    case 'promisified':
      return `promisified ${printReference(file, reference.of)}`;
  }
}

/** A declared type on one line. */
export function printType(file: Pick<FileFlow, 'functions' | 'classes'>, type: TypeReference): string {
  switch (type.kind) {
    case 'export':
    case 'global':
    case 'class':
      return printReference(file, type);
    case 'typeof':
      return `typeof ${printReference(file, type.of)}`;
    case 'union':
      return type.of.map((one) => printType(file, one)).join(' | ');
    case 'promise':
    case 'container':
      return `${type.kind}<${printType(file, type.of)}>`;
    case 'tuple':
      return `(${type.of.map((one) => (one === null ? '?' : printType(file, one))).join(', ')})`;
  }
}

class Names {
  readonly file: FileFlow;
  readonly #numbers = new Map<PlaceId, number>();

  constructor(file: FileFlow) {
    this.file = file;
  }

  /** A place by name; a variable of another function carries that function's number. */
  place(id: PlaceId): string {
    const place: Place | undefined = this.file.places[id];
    switch (place?.kind) {
      case 'variable':
        return place.name;
      case 'global':
        return `global.${place.name}`;
      case 'this':
        return 'this';
      default: {
        const number = this.#numbers.get(id) ?? this.#numbers.size + 1;
        this.#numbers.set(id, number);
        return `$${String(number)}`;
      }
    }
  }

  list(args: readonly Argument[]): string {
    return args.map(({ value, spread }) => (spread ? '...' : '') + this.place(value)).join(', ');
  }

  key(object: PlaceId, key: string | null, computed: PlaceId | undefined): string {
    if (key === null) return `${this.place(object)}[${computed === undefined ? '?' : this.place(computed)}]`;
    return /^[#\w$.]+$/.test(key)
      ? `${this.place(object)}.${key}`
      : `${this.place(object)}.${JSON.stringify(key)}`;
  }
}

function printBlock(names: Names, block: Block, index: number): string {
  const head = `  ${String(index)}:${block.loopHead ? ' loop' : ''}${block.handler === null ? '' : ` handler ${String(block.handler)}`}`;
  const lines = block.steps.map((step) => `    ${printStep(names, step)}`);
  return [head, ...lines, `    ${printTerminator(names, block.terminator)}`].join('\n');
}

function printStep(names: Names, step: Step): string {
  switch (step.op) {
    case 'literal':
      return `${names.place(step.target)} = ${printLiteral(step.value)}`;
    case 'copy':
      return `${step.declares ? 'let ' : ''}${names.place(step.target)} = ${names.place(step.source)}`;
    case 'reference':
      return `${names.place(step.target)} = <${printReference(names.file, step.reference)}>`;
    case 'object': {
      const parts = step.properties.map(({ key, value, spread }) =>
        spread ? `...${names.place(value)}` : `${key ?? '[?]'}: ${names.place(value)}`,
      );
      return `${names.place(step.target)} = {${parts.join(', ')}}`;
    }
    case 'array':
      return `${names.place(step.target)} = [${names.list(step.elements)}]`;
    case 'operation':
      return `${names.place(step.target)} = ${step.operator}(${step.operands.map((one) => names.place(one)).join(', ')})`;
    case 'load':
      return `${names.place(step.target)} = ${names.key(step.object, step.key, step.computed)}`;
    case 'store':
      return `${names.key(step.object, step.key, step.computed)} = ${names.place(step.value)}`;
    case 'delete':
      return `delete ${names.key(step.object, step.key, step.computed)}`;
    case 'call':
      return printCall(names, step);
    case 'closure':
      return `${names.place(step.target)} = closure ${names.file.functions[step.function]?.name ?? ''}#${String(step.function)}`;
    case 'class':
      return `${names.place(step.target)} = class ${names.file.classes[step.class]?.name ?? ''}#${String(step.class)}`;
    case 'await':
      return `${names.place(step.target)} = await ${names.place(step.source)}`;
    case 'yield':
      return `${names.place(step.target)} = yield${step.delegate ? '*' : ''} ${names.place(step.value)}`;
    case 'iterate':
      return `${names.place(step.target)} = next${step.awaited ? ' awaited' : ''}${step.keys ? ' key' : ''} of ${names.place(step.iterable)}`;
    case 'release':
      return `release${step.awaited ? ' awaited' : ''} ${names.place(step.place)}`;
    case 'catch':
      return `${names.place(step.target)} = caught`;
  }
}

function printCall(names: Names, step: Extract<Step, { op: 'call' }>): string {
  const receiver = step.receiver === undefined ? '' : `${names.place(step.receiver)}.`;
  const callee =
    step.method === undefined
      ? `${receiver}${names.place(step.callee)}`
      : `${receiver}${step.method ?? '[?]'}`;
  const marks = [
    step.reference && `<${printReference(names.file, step.reference)}>`,
    step.awaited && 'awaited',
    step.discarded && 'discarded',
  ].filter((mark) => typeof mark === 'string');
  const call = `${step.construct ? 'new ' : ''}${callee}(${names.list(step.arguments)})`;
  return `${names.place(step.target)} = ${[call, ...marks].join(' ')}`;
}

function printTerminator(names: Names, terminator: Terminator): string {
  switch (terminator.kind) {
    case 'jump':
      return `-> ${String(terminator.to)}`;
    case 'branch':
      return `if ${printCondition(names, terminator.condition)} -> ${String(terminator.then)} else ${String(terminator.otherwise)}`;
    case 'return': {
      const value = terminator.value === null ? '' : ` ${names.place(terminator.value)}`;
      return `return${value}${terminator.implicit ? ' (end)' : ''}`;
    }
    case 'throw':
      return `throw ${names.place(terminator.value)}`;
    case 'rethrow':
    case 'unreachable':
      return terminator.kind;
  }
}

function printCondition(names: Names, condition: Condition): string {
  switch (condition.kind) {
    case 'truthy':
      return names.place(condition.place);
    case 'equals':
      return `${names.place(condition.place)} ${condition.loose ? '==' : '==='} ${printLiteral(condition.literal)}`;
    case 'same':
      return `${names.place(condition.left)} same ${names.place(condition.right)}`;
    case 'compare':
      return `${names.place(condition.place)} ${condition.operator} ${String(condition.literal)}`;
    case 'instanceof':
      return `${names.place(condition.place)} instanceof ${condition.of ? printReference(names.file, condition.of) : '?'}`;
    case 'typeof':
      return `typeof ${names.place(condition.place)} === ${condition.type}`;
    case 'iteration':
      return `more of ${names.place(condition.iterable)}`;
    case 'opaque':
      return '?';
  }
}

function printLiteral(literal: Literal): string {
  if (literal === undefined) return 'undefined';
  return typeof literal === 'object' && literal !== null
    ? `literal ${literal.other}`
    : JSON.stringify(literal);
}
