/** `npm run new-rule NAME`: lays out the folder of a new rule and says what is left to do. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject } from './project.ts';

/** The files of a new rule, by path below its folder. */
export function ruleFiles(id: string): Readonly<Record<string, string>> {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    'rule.ts': `import { resourceFixes } from '../remedies.ts';
import type { Rule } from '../rule.ts';
import { message } from './message.ts';

export const ${name}: Rule = {
  id: '${id}',
  title: 'TODO: one line for lists',
  // Off until it has shown on real code how often it is right.
  status: 'experimental',
  run: (losses) => losses.filter((loss) => loss.rule === '${id}'),
  message,
  fixes: resourceFixes,
};
`,
    'message.ts': `import type { Loss } from '../../analysis/finding.ts';
import type { Locale } from '../locale.ts';
import type { Message } from '../rule.ts';
import { resourceMessage } from '../sentences.ts';

export function message(loss: Loss, language: Locale): Message {
  return resourceMessage(loss);
}
`,
    'README.md': `# ${id}

TODO: one sentence that says what is lost.

## What it reports

TODO: a leaking example that is run.

## Why it matters

## How to mend it

## When not to use it
`,
    'fixtures/leaking/first.ts': `// TODO: code that leaks, with carets below the line:
//  ^^^^ ${id}: message
`,
    'fixtures/clean/first.ts': `// TODO: code that looks like a leak and is none.
`,
  };
}

const WHAT_IS_LEFT = `What is left:
  1. Add the id to RuleId in analysis/catalogue/model/kinds.ts; the compiler then names every list that lacks it.
  2. Add the rule to rules/index.ts, and let catalogue entries name it.
  3. Write the fixtures first, at least as many clean files as leaking ones, then the README.
  4. npm run generate && npm test
`;

function main(id: string | undefined): number {
  if (id === undefined || !/^[a-z]+(?:-[a-z]+)+$/.test(id)) {
    process.stderr.write('Name the rule in small letters with hyphens: npm run new-rule unclosed-thing\n');
    return 2;
  }
  const folder = inProject('rules', id);
  if (existsSync(folder)) {
    process.stderr.write(
      `There is a folder rules/${id} already. Choose another name, or edit what is there.\n`,
    );
    return 2;
  }
  for (const [file, content] of Object.entries(ruleFiles(id))) {
    const path = inProject('rules', id, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag: 'wx' });
  }
  process.stdout.write(`Laid out rules/${id}.\n${WHAT_IS_LEFT}`);
  return 0;
}

if (process.argv[1]?.endsWith('new-rule.ts') === true) process.exitCode = main(process.argv[2]);
