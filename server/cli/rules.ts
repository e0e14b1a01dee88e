/** `leaklint rules [name]`: which rules there are, and what each says. */
import type { Command } from 'commander';
import { createColors } from 'picocolors';
import { rules } from '../../rules/index.ts';
import { ruleIds } from '../workspace/config/catalogue-shape.ts';
import { wantsColour, type Io } from './io.ts';
import { choice } from './options.ts';
import { ruleHelp } from './rule-help.ts';
import type { Finish } from './run.ts';

export function addRules(program: Command, io: Io, finish: Finish): void {
  program
    .command('rules')
    .description('List the rules, or print what one of them is about.')
    .argument('[name]', 'a rule')
    .option('--format <name>', 'output format: text, json', 'text')
    .action((name: string | undefined, options: { readonly format: string }) => {
      const format = choice('--format', options.format, ['text', 'json']);
      if (name !== undefined) io.stdout.write(oneRule(choice('rules', name, ruleIds)));
      else io.stdout.write(format === 'json' ? asJson() : asText(wantsColour(io, io.stdout)));
      finish(0);
    });
}

function oneRule(id: (typeof ruleIds)[number]): string {
  const rule = rules.find((each) => each.id === id);
  const help = ruleHelp(id) ?? `# ${id}\n\n${rule?.title ?? ''}\n`;
  return help.endsWith('\n') ? help : `${help}\n`;
}

function asJson(): string {
  const listed = rules.map(({ id, title, status }) => ({ id, title, status, on: status === 'stable' }));
  return `${JSON.stringify({ version: 1, rules: listed }, null, 2)}\n`;
}

function asText(colour: boolean): string {
  const colours = createColors(colour);
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, title, status }) => {
    const note = status === 'experimental' ? colours.dim(' (experimental, off)') : '';
    return `${colours.bold(id.padEnd(width))}  ${title}${note}\n`;
  });
  const more = '"leaklint rules NAME" prints what a rule is about. Levels are set in leaklint.config.json.\n';
  return `${lines.join('')}\n${colours.dim(more)}`;
}
