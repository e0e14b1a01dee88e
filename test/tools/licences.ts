/** The licences of what is bundled: they ask to be passed on with every copy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/**
 * A text with the name, version and licence of each package of which a file is among the inputs (absolute paths).
 * Throws for a package that states no licence.
 */
export function licencesOf(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((file) => packageFolder(file) ?? []));
  const parts = [...folders].sort().map((folder) => {
    const manifest = manifestIn(folder);
    const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)/i.test(name));
    const text =
      file === undefined ? `Licence: ${manifest.license}` : readFileSync(join(folder, file), 'utf8');
    return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${text.trim()}\n`;
  });
  return `Leaklint contains the following packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** The innermost folder of a package around a file; null for our own files. */
function packageFolder(file: string): string | null {
  const path = file.replaceAll('\\', '/');
  const match = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path);
  return match === null || !existsSync(join(match[0], 'package.json')) ? null : match[0];
}

function manifestIn(folder: string): Manifest {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!isManifest(manifest)) throw new Error(`${inProject(folder)} states no licence.`);
  return manifest;
}

function isManifest(value: unknown): value is Manifest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'version' in value &&
    'license' in value &&
    typeof value.license === 'string'
  );
}
