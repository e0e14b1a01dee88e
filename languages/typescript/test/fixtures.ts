/**
 * Fixtures of the lowering: Markdown files in which each piece of source is followed by what is expected
 * of it. With LEAKLINT_UPDATE set they are written anew, to be read and then committed.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One piece of source with its expectation. */
export interface Fixture {
  readonly title: string;
  /** The language of the source block, which is also its file extension. */
  readonly extension: string;
  readonly source: string;
  readonly expected: string;
}

/** A file of fixtures. */
export interface FixtureFile {
  readonly name: string;
  readonly fixtures: readonly Fixture[];
  /** Writes the file with other expectations, in the order of the fixtures. */
  update(expected: readonly string[]): void;
}

const SECTION = /^## (.+)\n(?:[^`]*?\n)?```(\w+)\n([\s\S]*?)^```\n(?:\s*```text\n([\s\S]*?)^```\n)?/gm;

/** Whether the expectations are to be written instead of compared. */
export const UPDATING = process.env['LEAKLINT_UPDATE'] !== undefined;

/** Reads the fixture files of a folder below the `fixtures/` of a language. */
export function fixtureFiles(folder: string, language = 'typescript'): FixtureFile[] {
  const directory = new URL(`../../${language}/fixtures/${folder}/`, import.meta.url);
  return readdirSync(directory)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readFixtures(fileURLToPath(new URL(name, directory)), name));
}

function readFixtures(path: string, name: string): FixtureFile {
  const text = readFileSync(path, 'utf8');
  const fixtures = [...text.matchAll(SECTION)].map((match) => ({
    title: match[1] ?? '',
    extension: match[2] ?? 'ts',
    source: match[3] ?? '',
    expected: match[4] ?? '',
  }));
  return {
    name,
    fixtures,
    update(expected) {
      let index = 0;
      const updated = text.replace(SECTION, (whole: string, ...groups: (string | undefined)[]) => {
        const [, , , old] = groups;
        const source = old === undefined ? whole : whole.slice(0, whole.lastIndexOf('```text'));
        return `${source.trimEnd()}\n\n\`\`\`text\n${expected[index++] ?? ''}\`\`\`\n`;
      });
      writeFileSync(path, updated);
    },
  };
}
