/** What a class inherits from classes of other files. */
import type { Project } from '../analyse.ts';
import type { ClassId, ClassMember, FileFlow } from '../flow/graph.ts';
import { findExport } from '../ownership/linking.ts';
import { noteText } from '../ownership/traces.ts';
import { isReleaseVerb } from '../ownership/verbs.ts';
import { endingsOf } from './endings.ts';
import { topOf } from './families.ts';
import { TooMuchWork } from './propagate.ts';
import { bareViewOf, type FileView } from './view.ts';
import { isReleaser } from './words.ts';

export interface Inherited {
  /** Some class above is in code that is not at hand: it may release, or need, anything. */
  readonly unknown: boolean;
  /** The name of the unknown class, if it has one. */
  readonly name: string | null;
  /** A release method that classes above provide, and the file that has it. */
  readonly last: ClassMember | null;
  readonly lastFile: string | null;
  /** Whether what is above releases a field of this name. */
  releases(field: string): boolean;
}

const nothing: Inherited = { unknown: false, name: null, last: null, lastFile: null, releases: () => false };

/** How many files are followed upwards. */
const maxFiles = 4;

export function inheritedFrom(project: Project, file: FileFlow, id: ClassId, hops = 0): Inherited {
  const top = topOf(file, id);
  const above = file.classes[top]?.superclass ?? null;
  if (above === null || above.kind === 'class') return nothing;
  const name = above.kind === 'export' || above.kind === 'global' ? (above.path.at(-1) ?? null) : null;
  const unknown: Inherited = { ...nothing, unknown: true, name };
  if (isMereEmitter(name)) return nothing;
  if (above.kind !== 'export' || hops >= maxFiles) return unknown;
  const found = findExport(project, file, above.module, above.path);
  if (found === null || found.reference.kind !== 'class') return unknown;
  noteText(project, found.file.path);
  try {
    return ofBase(project, found.file, found.reference.class, hops);
  } catch (error) {
    // What a base keeps that cannot be looked through is not known; the class itself can be.
    if (error instanceof TooMuchWork) return unknown;
    throw error;
  }
}

function ofBase(project: Project, file: FileFlow, base: ClassId, hops: number): Inherited {
  const view = bareViewOf(file);
  const further = inheritedFrom(project, file, base, hops + 1);
  const { last } = endingsOf(view, base);
  return {
    unknown: further.unknown,
    name: further.name,
    last: last ?? further.last,
    lastFile: last === null ? further.lastFile : file.path,
    releases: (field) => releasesField(view, base, field) || further.releases(field),
  };
}

/** Bases that hold nothing of their own and release nothing. */
function isMereEmitter(name: string | null): boolean {
  return name === null
    ? false
    : /^(?:EventEmitter\w*|EventTarget|Emitter|Object|Array|Map|Set|Error|TypedEmitter|AsyncResource|HTMLElement|LitElement)$/.test(
        name,
      );
}

function releasesField(view: FileView, base: ClassId, field: string): boolean {
  const top = topOf(view.file, base);
  return view.uses.some((use) => {
    const token = view.propagation.table.get(use.token);
    if (token.kind !== 'slot' || token.slot.kind !== 'field' || token.slot.class !== top) return false;
    if (token.slot.path !== field && token.slot.path !== '*') return false;
    return (
      use.how === 'released' ||
      (use.how === 'method' && isReleaseVerb(use.name)) ||
      (use.how === 'passed' && isReleaser(use.name))
    );
  });
}
