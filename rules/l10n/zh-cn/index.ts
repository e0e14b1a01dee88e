/** Simplified Chinese: the form of every template and word, under its English. */
import { catalogues } from './catalogues.ts';
import { costs } from './costs.ts';
import { explanations } from './explanations.ts';
import { messages } from './messages.ts';
import { remedies } from './remedies.ts';
import { steps } from './steps.ts';
import { titles } from './titles.ts';
import { words } from './words.ts';

export const simplifiedChinese: Readonly<Partial<Record<string, string>>> = {
  ...messages,
  ...explanations,
  ...remedies,
  ...steps,
  ...titles,
  ...words,
  ...costs,
  ...catalogues,
};
