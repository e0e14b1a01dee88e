/** What `npm run generate` makes of the list of settings. */
import { readFileSync } from 'node:fs';
import { settings, type Setting } from '../../server/lsp/settings.ts';
import { inProject } from './project.ts';

const all: readonly Setting[] = settings;

/** The manifest with the settings of the list instead of those that it has. */
export function manifestWithSettings(): string {
  const text = readFileSync(inProject('package.json'), 'utf8');
  const manifest: unknown = JSON.parse(text, (key, value: unknown) =>
    key === 'configuration'
      ? { title: 'Leaklint', properties: Object.fromEntries(all.map(propertyOf)) }
      : value,
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The texts of the manifest in one language, with those of the settings instead of the ones that they have. */
export function textsWithSettings(file: string, language: 'description' | 'chinese'): string {
  const texts: unknown = JSON.parse(readFileSync(inProject(file), 'utf8'));
  const entries = Object.entries(texts ?? {}).filter(([key]) => !key.startsWith('setting.'));
  const own = all.map((setting) => [`setting.${setting.name}`, setting[language]]);
  return `${JSON.stringify(Object.fromEntries([...entries, ...own]), null, 2)}\n`;
}

/** The page about settings, for editors that show none of this by themselves. */
export function settingsPage(): string {
  const rows = all.map((setting) => {
    const { name, type, description } = setting;
    const allowed = setting.enum?.map((each) => `\`${each}\``).join(', ') ?? type;
    const folder = setting.scope === 'resource' ? ' May differ from folder to folder.' : '';
    const side = setting.side === 'client' ? ' VS Code only.' : '';
    return `- \`leaklint.${name}\` (${allowed}; default \`${String(setting.default)}\`): ${description}${folder}${side}`;
  });
  return `# Settings of editors

<!-- Written by "npm run generate" from server/lsp/settings.ts. -->

What counts as a leak is set in \`leaklint.config.json\`, so that the editor and the command line agree. These settings only say how the editor shows it. Editors other than VS Code send them as the section \`leaklint\` (see [editors](editors.md)).

${rows.join('\n')}
`;
}

function propertyOf({ name, type, scope, ...setting }: Setting): [string, object] {
  const rest = {
    type,
    ...(setting.enum === undefined ? {} : { enum: setting.enum }),
    ...(setting.minimum === undefined ? {} : { minimum: setting.minimum }),
    default: setting.default,
    scope,
    markdownDescription: `%setting.${name}%`,
  };
  return [`leaklint.${name}`, rest];
}
