/** HTML that is safe to put together: every text in it is escaped, whatever it came from. */

/** A piece of a page. Made by {@link markup} alone, so that no text becomes markup by accident. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[] | null;

/**
 * The template as markup. Texts and numbers are escaped, for content and for quoted attributes alike; markup
 * stays; null is nothing.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const texts = strings.map((string, index) => string + textOf(parts[index] ?? null));
  return new Markup(texts.join(''));
}

/** Text that is markup already, because it is part of this program: a style sheet. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map((each) => each.text).join('');
}

const entities: Readonly<Partial<Record<string, string>>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/**
 * Control characters are not allowed in HTML, and those that turn the direction of writing let code look like
 * other code. Both are spelt out.
 */
function visible(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
