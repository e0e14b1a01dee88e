/** The engine's reasons in sentences, for hovers, «Explain this resource» and `leaklint explain`. */
import type { Explanation, HolderStep } from '../../analysis/explain.ts';
import type { Holder, Loss } from '../../analysis/finding.ts';
import type { Locale } from '../../rules/locale.ts';
import type { Severity } from '../../rules/rule.ts';

const silences: Readonly<Record<NonNullable<Explanation['silence']>, string>> = {
  released: 'it is released on every path that counts',
  'handed-over': 'it is returned, stored or taken over, so somebody else has to release it',
  lent: 'it is passed to a function that is not known, which may take care of it',
  'no-evidence': 'it ends by itself, or nothing here shows that it is meant to be released',
  'possible-only': 'it gets lost only if a call throws that hardly ever does',
  idle: 'it is never started, so it holds nothing',
};

const deeds: Readonly<Record<HolderStep['what'], string>> = {
  released: 'released',
  moved: 'moved',
  returned: 'returned',
  stored: 'stored',
};

const levels: Readonly<Record<Severity, string>> = {
  error: 'Reported as error:',
  warning: 'Reported as warning:',
  information: 'Reported as information:',
  hint: 'Reported as hint:',
};

/** What it is, and what is particular about it. `callee` may carry marks of Markdown. */
export function aboutWords(
  { noun, guessed, context }: Explanation,
  callee: string,
  locale: Locale,
): string[] {
  const { say } = locale;
  const about = [say('{callee} gives {one}.', { callee, one: locale.one(say(noun)) })];
  if (guessed) about.push(say('Its kind is not catalogued; it counts because it is made and released here.'));
  const where = contextWords(context, say);
  return where === null ? about : [...about, where];
}

/** What became of it at one place: «released (held by the field `socket`), after something went wrong». */
export function stepWords({ what, holder, onErrorPath }: HolderStep, { say }: Locale): string {
  return `${say(deeds[what])}${holderWords(holder, say)}${onErrorPath ? say(', after something went wrong') : ''}`;
}

/** Why it is not reported, as a sentence. */
export function silenceWords(silence: Explanation['silence'], { say }: Locale): string {
  const reason = silence === null ? say('nothing is known against it') : say(silences[silence]);
  return say('Not reported: {reason}.', { reason });
}

/** The beginning of a sentence on a finding that is shown. */
export function levelWords(severity: Severity, { say }: Locale): string {
  return say(levels[severity]);
}

/** Where the analysis ended early. */
export function unfinishedWords(reason: string, { say }: Locale): string {
  return say('The code around this line was not analysed to its end: {reason}.', { reason });
}

/** Empty where nobody is known. */
function holderWords(holder: Holder | null, say: Locale['say']): string {
  switch (holder?.kind) {
    case undefined:
    case 'nobody':
      return '';
    case 'local':
      return say(' (held by the variable `{name}`)', { name: holder.name });
    case 'captured':
      return say(' (held by the captured variable `{name}`)', { name: holder.name });
    case 'container':
      return say(' (held by the container `{name}`)', { name: holder.name });
    case 'field':
      return holder.className === null
        ? say(' (held by the field `{name}`)', { name: holder.name })
        : say(' (held by the field `{name}` of {class})', { name: holder.name, class: holder.className });
  }
}

function contextWords(context: Loss['context'], say: Locale['say']): string | null {
  if (context === 'test') return say('This is test code, or an example.');
  if (context === 'example-script') return say('This is an example, and it runs once.');
  if (context === 'process-lifetime') return say('This code runs once for the whole process.');
  if (context === 'program') return say('This code is a step of a program that ends.');
  if (context === 'first-use') return say('This code does it once, when it is used for the first time.');
  if (context === 'start')
    return say('As far as the callers show, this code runs once, when the program starts.');
  if (context === 'unused') return say('Nothing in the file calls this code, and nobody else can.');
  if (context === 'tried') return say('Only tests call this code.');
  return null;
}
