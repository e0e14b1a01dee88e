/** All languages, and which one a file is written in. */
import { go } from './go/index.ts';
import { java } from './java/index.ts';
import type { Language } from './language.ts';
import { python } from './python/index.ts';
import { javascript } from './typescript/index.ts';

export const languages: readonly Language[] = [javascript, python, go, java];

/** The language of a file, by its ending; files of other endings are taken for JavaScript. */
export function languageOf(path: string): Language {
  const ending = path.slice(path.lastIndexOf('.')).toLowerCase();
  return byEnding.get(ending) ?? javascript;
}

const byEnding = new Map(languages.flatMap((each) => each.endings.map((ending) => [ending, each] as const)));
