/** How long instances of a class live: some live as long as the process, and nothing of theirs is lost. */
import type { ClassId, ClassInfo, FileFlow, FunctionId, Reference } from '../flow/graph.ts';
import { contextOf } from '../ownership/context.ts';
import { familyOf } from './families.ts';

/** Members by which frameworks know a component: the framework makes and unmakes such objects. */
const hooks =
  /^(?:data|setup|mounted|created|onCreated|rendered|onRendered|attached|firstUpdated|beforeMount|beforeUnmount|unmounted|beforeDestroy|destroyed|componentDidMount|componentWillUnmount|connectedCallback|disconnectedCallback|render|ngOnInit|ngAfterViewInit|ngOnDestroy)$/;

/** A member that a framework calls by name, once for every component. */
export const isComponentHook = (name: string): boolean => hooks.test(name) && name !== 'data';

/** Every instance that the file makes is made once, at module level; or the object is itself one. */
export function livesAsLongAsTheProcess(file: FileFlow, id: ClassId): boolean {
  const info = file.classes[id];
  if (info === undefined) return true;
  if (info.style === 'object' && isAtModuleLevel(file, info))
    return !info.members.some((member) => hooks.test(member.name));
  const makers = makersOf(file).filter(({ made }) => familyOf(file, id).includes(made));
  return makers.length > 0 && makers.every(({ by }) => runsOnce(file, by));
}

function runsOnce(file: FileFlow, id: FunctionId): boolean {
  const info = file.functions[id];
  return info !== undefined && contextOf({ ...file, path: '' }, info) === 'process-lifetime';
}

function isAtModuleLevel(file: FileFlow, info: ClassInfo): boolean {
  return !file.functions.some(
    (one) =>
      one.kind !== 'module' &&
      one.ownerClass !== info.id &&
      one.body.start <= info.range.start &&
      info.range.end <= one.body.end,
  );
}

const makers = new WeakMap<FileFlow, readonly { readonly made: ClassId; readonly by: FunctionId }[]>();

/** Every `new` of a class of the file. */
function makersOf(file: FileFlow): readonly { readonly made: ClassId; readonly by: FunctionId }[] {
  const known = makers.get(file);
  if (known !== undefined) return known;
  const found: { made: ClassId; by: FunctionId }[] = [];
  const add = (reference: Reference | undefined, by: FunctionId): void => {
    if (reference?.kind === 'class') found.push({ made: reference.class, by });
    else if (reference?.kind === 'function') {
      // An ES5 constructor is a function that owns a class.
      const owner = file.functions[reference.function]?.ownerClass ?? null;
      if (owner !== null) found.push({ made: owner, by });
    }
  };
  for (const info of file.functions)
    for (const block of file.graph(info.id).blocks)
      for (const step of block.steps) if (step.op === 'call' && step.construct) add(step.reference, info.id);
  makers.set(file, found);
  return found;
}
