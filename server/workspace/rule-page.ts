/** Where the page about a rule is: beside the bundle when built, in the folder of the rule when run from source. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RuleId } from '../../analysis/catalogue/model.ts';
import { buildId } from './build-id.ts';

const pages = new Map<RuleId, string | null>();

/** The address of the page, on this machine, because nothing is to be fetched to read it; null if it is not there. */
export function rulePage(id: RuleId): string | null {
  let page = pages.get(id);
  if (page === undefined) {
    page = find(id);
    pages.set(id, page);
  }
  return page;
}

/** The path of the page about fixes; null if it is not there. */
export function fixesPage(): string | null {
  return existing('docs/fixes.md', 'fixes.md');
}

function find(id: RuleId): string | null {
  const path = existing(`rules/${id}/README.md`, `${id}.md`);
  return path === null ? null : pathToFileURL(path).href;
}

function existing(inSource: string, besideBundle: string): string | null {
  const path =
    buildId === null
      ? fileURLToPath(new URL(`../../${inSource}`, import.meta.url))
      : join(__dirname, 'rules', besideBundle);
  return existsSync(path) ? path : null;
}
