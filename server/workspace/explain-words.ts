/** The engine's reasons in sentences. */
import type { Explanation } from '../../analysis/explain.ts';
import type { Holder, Loss } from '../../analysis/finding.ts';

const silences: Readonly<Record<NonNullable<Explanation['silence']>, string>> = {
  released: 'it is released on every path that counts',
  'handed-over': 'it is returned, stored or taken over, so somebody else has to release it',
  lent: 'it is passed to a function that is not known, which may take care of it',
  'no-evidence': 'it ends by itself, or nothing here shows that it is meant to be released',
  'possible-only': 'it gets lost only if a call throws that hardly ever does',
  idle: 'it is never started, so it holds nothing',
};

export function silenceWords(silence: NonNullable<Explanation['silence']>): string {
  return silences[silence];
}

/** «to the field `socket`»; empty where nobody is known. */
export function holderWords(holder: Holder | null): string {
  switch (holder?.kind) {
    case undefined:
    case 'nobody':
      return '';
    case 'local':
      return ` (held by the variable \`${holder.name}\`)`;
    case 'captured':
      return ` (held by the captured variable \`${holder.name}\`)`;
    case 'container':
      return ` (held by the container \`${holder.name}\`)`;
    case 'field':
      return ` (held by the field \`${holder.name}\`${holder.className === null ? '' : ` of ${holder.className}`})`;
  }
}

export function contextWords(context: Loss['context']): string | null {
  if (context === 'test') return 'This is test code, or an example.';
  if (context === 'example-script') return 'This is an example, and it runs once.';
  if (context === 'process-lifetime') return 'This code runs once for the whole process.';
  return null;
}
