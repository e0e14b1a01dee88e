/** Methods that are there for classes below to do something: what becomes of what they are given is not known. */
import type { ClassMember, FileFlow, FunctionInfo, Reference, Step } from '../flow/graph.ts';

/** A method without a body's worth of code. */
export function isHook(file: FileFlow, info: FunctionInfo): boolean {
  if (memberOf(file, info)?.private !== false) return false;
  const { blocks } = file.graph(info.id);
  return blocks.every(({ steps, terminator }) => steps.length === 0 && terminator.kind === 'return');
}

/** A method that does nothing but say that it is missing: `throw new UnsupportedOperationException()`. */
export function isMissing(file: FileFlow, info: FunctionInfo): boolean {
  const member = memberOf(file, info);
  if (member === undefined || member.private || member.static) return false;
  const { blocks } = file.graph(info.id);
  const ends = blocks.map(({ terminator }) => terminator.kind);
  return (
    ends.includes('throw') &&
    !ends.includes('branch') &&
    blocks.some(({ steps }) => steps.some((step) => meansMissing(nameOf(step))))
  );
}

function memberOf(file: FileFlow, { id, kind, ownerClass }: FunctionInfo): ClassMember | undefined {
  if (kind !== 'method' || ownerClass === null) return undefined;
  return file.classes[ownerClass]?.members.find((one) => one.function === id);
}

/** What the step refers to, as it is called. */
function nameOf(step: Step): string {
  const reference = step.op === 'call' || step.op === 'reference' ? step.reference : undefined;
  return reference === undefined ? '' : lastOf(reference);
}

function lastOf(reference: Reference): string {
  return reference.kind === 'export' || reference.kind === 'global' ? (reference.path.at(-1) ?? '') : '';
}

function meansMissing(name: string): boolean {
  return /^(?:Unsupported(?:Operation)?|NotImplemented|NotSupported)(?:Exception|Error)?$/.test(name);
}
