/**
 * The language that messages are in, and its ways. English stands in the code, as templates; other languages give each template
 * another form, with the same names between braces. What a language has no form for stays English, so a message
 * is never missing.
 */
import type { Say } from './rule.ts';
import type { Verb } from './wording.ts';
import { simplifiedChinese } from './l10n/zh-cn/index.ts';

export interface Locale {
  /** As in LSP and HTML: `en`, `zh-cn`. */
  readonly id: string;
  /** The template in this language, filled in. */
  readonly say: Say;
  /** Starts a sentence. */
  capital(text: string): string;
  /** What started a sentence, put inside one. */
  inside(text: string): string;
  /** «a socket», «an HTTP agent». */
  one(noun: string): string;
  verb(verb: Verb): Verb;
}

export const english: Locale = {
  id: 'en',
  say: sayWith(new Map()),
  capital: (text) => text.charAt(0).toUpperCase() + text.slice(1),
  inside: (text) => text.charAt(0).toLowerCase() + text.slice(1),
  one(noun) {
    const vowelSound =
      /^(?:[aioAIO]|e(?!u)|u(?!ni|se|ti)|(?:HTTP|FTP|SFTP|SSH|SSE|SMTP|MQTT|LDAP|RPC|XHR)\b)/;
    return `${vowelSound.test(noun) ? 'an' : 'a'} ${noun}`;
  },
  verb: (verb) => verb,
};

const chinese: Locale = {
  id: 'zh-cn',
  say: sayWith(new Map(Object.entries(simplifiedChinese))),
  // No letter has two forms, and verbs have one.
  capital: (text) => text,
  inside: (text) => text,
  one: (noun) => `一个${noun}`,
  verb({ bare }) {
    const form = simplifiedChinese[bare] ?? bare;
    return { bare: form, done: form, does: form, doing: form };
  },
};

/** The locale for a tag such as `zh-CN`, `zh_CN.UTF-8`, `de`; English where there is none better. */
export function localeFor(tag: string | undefined): Locale {
  // Traditional characters are another matter.
  return /^zh(?:[-_](?:hans|cn|sg)|$)/i.test(tag?.replace(/\..*$/, '') ?? '') ? chinese : english;
}

function sayWith(forms: ReadonlyMap<string, string | undefined>): Say {
  return (template: string, values: Readonly<Record<string, string>> = {}) =>
    (forms.get(template) ?? template).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
