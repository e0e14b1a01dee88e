/**
 * What needs a resource for as long as it is used itself: the cursor of a connection, a reader over a file, the name of
 * a temporary file, which goes with it. What was read out of a resource stands on its own.
 */
import { childIn, namedChildren, walk, type SyntaxNode } from '../../tree-sitter/tree.ts';

/** Methods that give what was read, sent, asked or counted. */
const GIVES_DATA =
  /^(?:read|recv|fetch(?!er)|get(?:value|sockname|peername|code|url|names|info|size)|tell|fileno|poll|wait|communicate|json|text|namelist|infolist|run|map|submit|execute_command|send|write|decode|count|size|exists|stat|listdir)/;
/** Functions that read their argument to its end. */
const READS =
  /^(?:to_|read|load|parse|copy|count|decode|len|list|tuple|set|dict|sorted|sum|max|min|any|all|str|bool|hash|join)/;

export interface Derived {
  /** The name of the resource, and of all that is perhaps made from it: the block has to hold their uses. */
  readonly all: readonly string[];
  /** Those that refer to the resource: who gets one of them needs it open. */
  readonly referring: readonly string[];
}

/**
 * What the statements make of what has this name.
 * @param vanishes the file goes with the resource, so whatever has its name in it needs the resource
 */
export function derivedFrom(
  text: string,
  statements: readonly SyntaxNode[],
  name: string,
  vanishes: boolean,
): Derived {
  const all = new Set([name]);
  const referring = new Set([name]);
  for (const statement of statements) {
    for (const node of walk(statement)) {
      const receiver = vanishes ? receiverTold(text, node, all) : null;
      if (receiver !== null) all.add(receiver);
      if (node.type !== 'assignment' && node.type !== 'named_expression') continue;
      const right = childIn(node, node.type === 'assignment' ? 'right' : 'value');
      const left = childIn(node, node.type === 'assignment' ? 'left' : 'name');
      if (right === undefined || left === undefined) continue;
      if (!(vanishes ? mentions(text, right, all) : derives(text, right, all))) continue;
      const refers = refersTo(text, right, referring);
      for (const target of left.type === 'identifier' ? [left] : namedChildren(left)) {
        if (target.type !== 'identifier') continue;
        all.add(text.slice(target.start, target.end));
        if (refers) referring.add(text.slice(target.start, target.end));
      }
    }
  }
  return { all: [...all], referring: [...referring] };
}

function mentions(text: string, node: SyntaxNode, names: ReadonlySet<string>): boolean {
  return walk(node).some(
    (one) =>
      one.type === 'identifier' && one.field !== 'attribute' && names.has(text.slice(one.start, one.end)),
  );
}

/** `arguments.extend(["--in", file.name])`: the variable that is told. */
function receiverTold(text: string, node: SyntaxNode, names: ReadonlySet<string>): string | null {
  const callee = node.type === 'call' ? childIn(node, 'function') : undefined;
  const object = callee?.type === 'attribute' ? childIn(callee, 'object') : undefined;
  const given = childIn(node, 'arguments');
  if (object?.type !== 'identifier' || given === undefined || !mentions(text, given, names)) return null;
  return text.slice(object.start, object.end);
}

/** Whether the statement returns, yields or keeps one of the names. */
export function handsOn(text: string, statement: SyntaxNode, names: readonly string[]): boolean {
  const isNamed = (node: SyntaxNode): boolean =>
    node.type === 'identifier'
      ? names.includes(text.slice(node.start, node.end))
      : LITERALS.has(node.type) && namedChildren(node).some(isNamed);
  return walk(statement).some((node) => {
    if (node.type === 'return_statement' || node.type === 'yield') return namedChildren(node).some(isNamed);
    if (node.type === 'assignment') {
      const left = childIn(node, 'left')?.type;
      const right = childIn(node, 'right');
      return (left === 'attribute' || left === 'subscript') && right !== undefined && isNamed(right);
    }
    if (node.type !== 'call') return false;
    const callee = childIn(node, 'function');
    const method = callee?.type === 'attribute' ? childIn(callee, 'attribute') : undefined;
    if (method === undefined || !KEEPS.test(text.slice(method.start, method.end))) return false;
    return namedChildren(childIn(node, 'arguments')).some(isNamed);
  });
}

const LITERALS: ReadonlySet<string> = new Set([
  ...['tuple', 'list', 'dictionary', 'pair', 'set', 'expression_list'],
  ...['parenthesized_expression', 'conditional_expression'],
]);
const KEEPS = /^(?:append|add|put|insert|setdefault|register|extend|push|enter_context|callback)/;

/** The thing itself under another name, or what one of its methods gives that is no data. */
function refersTo(text: string, node: SyntaxNode, names: ReadonlySet<string>): boolean {
  if (node.type === 'identifier') return names.has(text.slice(node.start, node.end));
  if (node.type === 'await' || node.type === 'parenthesized_expression')
    return namedChildren(node).some((one) => refersTo(text, one, names));
  const callee = node.type === 'call' ? childIn(node, 'function') : undefined;
  const object = callee?.type === 'attribute' ? childIn(callee, 'object') : undefined;
  return object !== undefined && refersTo(text, object, names) && derives(text, node, names);
}

/** Whether the value is perhaps made from one of the names, and is more than what was read. */
function derives(text: string, node: SyntaxNode, names: ReadonlySet<string>): boolean {
  const said = (one: SyntaxNode | undefined): string => (one ? text.slice(one.start, one.end) : '');
  switch (node.type) {
    case 'identifier':
      return names.has(said(node));
    case 'attribute':
      return derives(text, childIn(node, 'object') ?? node, names);
    case 'await':
    case 'parenthesized_expression':
    case 'conditional_expression':
    case 'tuple':
    case 'expression_list':
      return namedChildren(node).some((one) => derives(text, one, names));
    case 'call': {
      const callee = childIn(node, 'function');
      const given = namedChildren(childIn(node, 'arguments')).map((one) =>
        one.type === 'keyword_argument' ? (childIn(one, 'value') ?? one) : one,
      );
      const isMethod = callee?.type === 'attribute';
      const called = isMethod ? said(childIn(callee, 'attribute')) : said(callee);
      const object = isMethod ? childIn(callee, 'object') : undefined;
      if (object !== undefined && derives(text, object, names)) return !GIVES_DATA.test(called);
      // `verify(file.name)` is told the name.
      return (
        !READS.test(called) && given.some((one) => one.type !== 'attribute' && derives(text, one, names))
      );
    }
    default:
      return false;
  }
}
