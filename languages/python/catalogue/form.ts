/** Short forms for what many entries of Python's catalogue share. */
import type { Acquisition, Deadline, ResourceKind, Selector } from '../../../analysis/catalogue/model.ts';

/** Keyword arguments are the last argument of every call that the catalogue is asked about. */
export const KEYWORDS = -1;

/** Addresses at which this machine answers. */
export const HERE = ['http', 'https']
  .flatMap((scheme) => ['localhost', '127.', '0.0.0.0', '[::1]'].map((host) => `${scheme}://${host}`))
  .concat('file:', 'data:');

/** Calls that give a resource. */
export function gives(
  resource: string,
  calls: readonly Selector[],
  more: Omit<Acquisition, 'call' | 'resource' | 'yields'> & Partial<Pick<Acquisition, 'yields'>> = {},
): Acquisition {
  return { yields: 'result', ...more, call: calls, resource };
}

/** Calls that wait without bound unless they are given `timeout`, by its keyword or at a position. */
export function waits(
  calls: readonly Selector[],
  about: {
    readonly noun: string;
    readonly kind: ResourceKind;
    readonly documentation: string;
    readonly without?: Deadline['without'];
    readonly keywords?: readonly string[];
    readonly position?: number;
    readonly byDefault?: boolean;
    readonly streamed?: Deadline['streamed'];
    readonly defaults?: Deadline['defaults'];
    readonly here?: Deadline['here'];
  },
): Deadline {
  const keywords = about.keywords ?? ['timeout'];
  return {
    call: calls,
    options: [KEYWORDS],
    boundedBy: keywords,
    // Only where something else holds by default does `None` switch anything off.
    off: about.byDefault === true ? [null] : [],
    without: about.without ?? 'unbounded',
    ...(about.position !== undefined && { position: about.position }),
    ...(about.defaults !== undefined && { defaults: about.defaults }),
    ...(about.here !== undefined && { here: about.here }),
    ...(about.byDefault === true && { boundedByDefault: true }),
    ...(about.streamed !== undefined && { streamed: about.streamed }),
    noun: about.noun,
    kind: about.kind,
    // How long a command may take nobody can say for it: an editor, a copy, a build.
    ...(about.kind !== 'child-process' && {
      fix: { option: `${keywords[0] ?? 'timeout'}=10`, argument: KEYWORDS },
    }),
    documentation: about.documentation,
  };
}
