/** How a callee is written: by its last name, and in full for messages. */
import type { CallStep } from '../flow/graph.ts';
import type { Call } from './entries.ts';
import type { Walk } from './interpreter.ts';

/** The last name of what is called. */
export function calleeName(walk: Walk, { step: { nameRange } }: Call): string {
  return walk.run.activity.file.text.slice(nameRange.start, nameRange.end);
}

/** What the callee is written as, shortened to its last name when it spans lines. */
export function calleeText(walk: Walk, step: CallStep): string {
  const { text } = walk.run.activity.file;
  const whole = text.slice(step.range.start, step.nameRange.end);
  const short = text.slice(step.nameRange.start, step.nameRange.end);
  const tidy = whole.replace(/^await\s+/, '');
  return tidy.includes('\n') || tidy.length > 60 || tidy.includes('(')
    ? step.construct
      ? `new ${short.replace(/^new\s+/, '')}`
      : short
    : tidy;
}
