/** What a module does where it is started as a program: its main part, and what that starts with. */
import type { SourceRange } from '../../../analysis/flow/graph.ts';
import { childIn, namedChildren, rangeOf, type SyntaxNode } from '../../tree-sitter/tree.ts';
import type { FileModel, Scope } from '../model.ts';

/**
 * Marks what the program starts with, as far as its name says that it is a program: many modules that others import try
 * themselves out by a `demo()` or `test()` when they are run. Gives whether there is such a thing.
 */
export function markEntries(model: FileModel, scope: Scope, mains: ReadonlySet<string>): boolean {
  let found = false;
  for (const name of mains) {
    if (!/^_*(?:main|cli|run|script)(?:_|$)/i.test(name)) continue;
    const reference = scope.names.get(name)?.draft.reference;
    const unit = reference?.kind === 'function' ? model.units[reference.function] : undefined;
    if (unit === undefined) continue;
    unit.info.entry = true;
    found = true;
  }
  return found;
}

/**
 * Functions that the module itself starts: `if __name__ == '__main__': main()`, `main()`, `asyncio.run(main())`,
 * `app.run(main)`.
 */
export function mainFunctions(model: FileModel, root: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { statement, guarded } of mainPart(model, root)) {
    const [expression] = statement.type === 'expression_statement' ? namedChildren(statement) : [];
    for (let call = expression; call?.type === 'call'; call = namedChildren(childIn(call, 'arguments'))[0]) {
      const given = guarded ? namedChildren(childIn(call, 'arguments')) : [];
      for (const one of [childIn(call, 'function'), ...given])
        if (one?.type === 'identifier') found.add(model.textOf(one));
    }
  }
  return found;
}

/** Where the module says what it does only as a program. */
export function guardedParts(model: FileModel, root: SyntaxNode): readonly SourceRange[] {
  return namedChildren(root)
    .filter((statement) => isGuard(model, statement))
    .map(rangeOf);
}

interface MainStatement {
  readonly statement: SyntaxNode;
  /** It runs only where the file is started as a program. */
  readonly guarded: boolean;
}

/** What the module itself does, with what it does as a program, there also within `try`, `with` and `if`. */
function mainPart(model: FileModel, root: SyntaxNode): readonly MainStatement[] {
  return namedChildren(root).flatMap((statement): readonly MainStatement[] => {
    if (!isGuard(model, statement)) return [{ statement, guarded: false }];
    return unfolded(childIn(statement, 'consequence')).map((one) => ({ statement: one, guarded: true }));
  });
}

/** `if __name__ == '__main__':` */
function isGuard(model: FileModel, statement: SyntaxNode): boolean {
  if (statement.type !== 'if_statement') return false;
  return /__name__/.test(model.textOf(childIn(statement, 'condition') ?? statement));
}

function unfolded(block: SyntaxNode | undefined): readonly SyntaxNode[] {
  return namedChildren(block).flatMap((node) => {
    if (node.type === 'try_statement' || node.type === 'with_statement')
      return unfolded(childIn(node, 'body'));
    return node.type === 'if_statement' ? unfolded(childIn(node, 'consequence')) : [node];
  });
}

/** Libraries that make commands of functions, by what is written above them. */
const COMMAND_LINES = ['click', 'rich_click', 'asyncclick', 'typer'];

/** `@click.command()`, `@group.command("name")`: commands of other things, such as chats, are called again and again. */
export function isCommand(model: FileModel, decorators: readonly string[]): boolean {
  return (
    decorators.some((one) => /(?:^|\.)command$/.test(one)) &&
    COMMAND_LINES.some((one) => model.modules.has(one))
  );
}

/** Files that installing starts, and that nobody imports. */
export function isBuildScript(model: FileModel, path: string): boolean {
  return (
    /(?:^|[\\/])setup\.py$/.test(path) &&
    ['setuptools', 'distutils.core'].some((one) => model.modules.has(one))
  );
}
