/**
 * `npm run generate`: writes every file that is made from others. With `--check` it writes nothing and fails
 * if one of them is not as it would be written.
 */
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { writeAtomically } from '../../server/workspace/atomic.ts';
import { configSchema } from '../../server/workspace/config/model.ts';
import { ruleIds } from '../../server/workspace/config/catalogue-shape.ts';
import { picture } from './picture.ts';
import { inProject } from './project.ts';
import { rulePage } from './rule-pages.ts';
import { manifestWithSettings, settingsPage, textsWithSettings } from './settings.ts';

interface Generated {
  readonly path: string;
  readonly content: () => string | Promise<string>;
}

const all: readonly Generated[] = [
  {
    path: 'schema/leaklint.config.schema.json',
    content: () => `${JSON.stringify(configSchema(), null, 2)}\n`,
  },
  // Before what is made from them.
  ...ruleIds.map((id) => ({ path: `rules/${id}/README.md`, content: () => rulePage(id) })),
  { path: 'server/cli/rule-help.json', content: ruleHelp },
  { path: 'docs/scan.svg', content: picture },
  { path: 'docs/settings.md', content: settingsPage },
  { path: 'package.json', content: manifestWithSettings },
  { path: 'package.nls.json', content: () => textsWithSettings('package.nls.json', 'description') },
  { path: 'package.nls.zh-cn.json', content: () => textsWithSettings('package.nls.zh-cn.json', 'chinese') },
];

/** The READMEs of the rules, which travel inside the bundle. */
async function ruleHelp(): Promise<string> {
  const path = inProject('server/cli/rule-help.json');
  const texts = Object.fromEntries(
    ruleIds.flatMap((id) => {
      const readme = read(inProject('rules', id, 'README.md'));
      return readme === null ? [] : [[id, readme]];
    }),
  );
  return format(JSON.stringify(texts), { ...(await resolveConfig(path)), parser: 'json' });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

const checking = process.argv.includes('--check');
const stale: string[] = [];
for (const { path, content } of all) {
  const wanted = await content();
  if (read(inProject(path)) === wanted) continue;
  stale.push(path);
  if (!checking) writeAtomically(inProject(path), wanted);
}
if (stale.length > 0) {
  const verb = checking ? 'Not fresh (run "npm run generate")' : 'Wrote';
  process.stdout.write(`${verb}: ${stale.join(', ')}\n`);
  if (checking) process.exitCode = 1;
}
