/**
 * The last section of a rule's page: what it once said wrongly, or easily could, from the clean fixtures that hold it.
 * Each of them says in its first comment why nothing is to be reported.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { inProject } from './project.ts';

const HEADING = '## Changelog of false positives';

/** The page of a rule as it should be. Throws if it has no page, or no such section at its end. */
export async function rulePage(id: string): Promise<string> {
  const path = inProject('rules', id, 'README.md');
  const text = readFileSync(path, 'utf8');
  const start = text.indexOf(HEADING);
  if (start < 0) throw new Error(`${path} has no section “${HEADING.slice(3)}”.`);
  const entries = entriesOf(id);
  const said =
    entries.length === 0
      ? 'None so far.'
      : `What was said wrongly once, or easily could be. A clean fixture holds each.\n\n${entries.join('\n')}`;
  const page = `${text.slice(0, start)}${HEADING}\n\n${said}\n`;
  return format(page, { ...(await resolveConfig(path)), parser: 'markdown' });
}

function entriesOf(id: string): readonly string[] {
  const folder = inProject('rules', id, 'fixtures/clean');
  let names: readonly string[];
  try {
    names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
  return [...names].sort().flatMap((name) => {
    const mark = name.endsWith('.py') ? '#' : '//';
    const reason = reasonIn(readFileSync(`${folder}/${name}`, 'utf8'), mark);
    return reason === null ? [] : [`- \`${name}\`: ${reason}`];
  });
}

/** The first comment after the one that marks the fixture as clean. */
function reasonIn(text: string, mark: string): string | null {
  const lines = text.split(/\r?\n/).slice(1);
  const isComment = (line: string): boolean => line.trimStart().startsWith(`${mark} `);
  const start = lines.findIndex(isComment);
  if (start < 0) return null;
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => !isComment(line));
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .map((line) => line.trim().slice(mark.length).trim())
    .join(' ');
}
