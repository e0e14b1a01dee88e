/** Fixes: tried once for each finding, because trying costs an analysis. */
import type { Fix, TextEdit } from '../../rules/rule.ts';
import { applyEdits, compatible } from '../cli/fix/apply.ts';
import type { CheckedFile, PlacedFinding } from '../workspace/check.ts';
import { isShown } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

interface Known {
  readonly byFingerprint: Map<string, readonly Fix[]>;
  all: readonly TextEdit[] | null;
}

type Part = Pick<Session, 'workspace' | 'reports' | 'valuesOf' | 'log'>;

export class Fixes {
  readonly #session: Part;
  /** By the check that they rest on: whatever changes, there is another check. */
  readonly #known = new WeakMap<CheckedFile, Known>();

  constructor(session: Part) {
    this.#session = session;
  }

  /** The fixes of a finding of the file as it is now, best first. Never throws. */
  of({ path }: { readonly path: string }, placed: PlacedFinding): readonly Fix[] {
    const { byFingerprint } = this.#for(path);
    let fixes = byFingerprint.get(placed.fingerprint);
    if (fixes === undefined) {
      try {
        fixes = this.#session.workspace.fixes(placed);
      } catch (error) {
        this.#session.log.crash(path, error);
        fixes = [];
      }
      byFingerprint.set(placed.fingerprint, fixes);
    }
    return fixes;
  }

  /** Whether a finding has a fix, as far as that was tried; null if it was not. Costs nothing. */
  tried(checked: CheckedFile, { fingerprint }: PlacedFinding): boolean | null {
    const fixes = this.#known.get(checked)?.byFingerprint.get(fingerprint);
    return fixes === undefined ? null : fixes.length > 0;
  }

  /** The edits of all safe fixes that fit together. */
  all(document: OpenDocument): readonly TextEdit[] {
    const known = this.#for(document.path);
    known.all ??= this.#allSafe(document);
    return known.all;
  }

  #allSafe(document: OpenDocument): readonly TextEdit[] {
    const values = this.#session.valuesOf(document.path);
    const { findings } = this.#session.reports.get(document.path).checked;
    const best = findings
      .filter((each) => isShown(each, values))
      .flatMap((each) =>
        this.of(document, each)
          .filter(({ safe }) => safe)
          .slice(0, 1),
      );
    const edits = compatible(best).flatMap((fix) => fix.edits);
    return applyEdits(document.text, edits) === document.text ? [] : edits;
  }

  #for(path: string): Known {
    const { checked } = this.#session.reports.get(path);
    let known = this.#known.get(checked);
    if (known === undefined) this.#known.set(checked, (known = { byFingerprint: new Map(), all: null }));
    return known;
  }
}
