/**
 * Eclipse's compiler (Debian: `apt-get install ecj`) with all that it says of closeables. It is given the files
 * without their libraries, so it says nothing of methods whose types it cannot find.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cache, filesBelow, type Places, type Tool } from './places.ts';

/** Of a leak on one path it also names the ends of the function, which is the same thing said twice. */
const LEAK = /resource leak: .* (?:is never|may not be) closed/i;

const SETTINGS = ['unclosedCloseable', 'potentiallyUnclosedCloseable', 'explicitlyClosedAutoCloseable'].map(
  (name) => `org.eclipse.jdt.core.compiler.problem.${name}`,
);

export const ecjTool: Tool = {
  name: 'ecj, resource leaks',
  ending: '.java',
  rules:
    /^(?:unclosed-file|unclosed-socket|undisposed-loop|client-per-call|unreleased-connection|unremoved-listener)$/,
  places: (folders) => Promise.resolve(placesOf(folders)),
};

function placesOf(folders: readonly string[]): Places | null {
  mkdirSync(cache, { recursive: true });
  const settings = join(cache, 'ecj.prefs');
  const [unclosed, perhaps, explicit] = SETTINGS;
  writeFileSync(
    settings,
    `${String(unclosed)}=warning\n${String(perhaps)}=warning\n${String(explicit)}=ignore\n`,
  );
  const options = ['-17', '-proc:none', '-proceedOnError', '-properties', settings, '-d', 'none'];
  const found = new Set<string>();
  for (const folder of folders) {
    const files = filesBelow([folder], '.java');
    if (files.length === 0) continue;
    const list = join(cache, 'ecj.files');
    writeFileSync(list, files.map((file) => `"${file}"`).join('\n'));
    const ran = spawnSync('ecj', [...options, `@${list}`], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (ran.error !== undefined) return null;
    for (const report of ran.stderr.split('----------\n')) {
      const [, path, line] = /WARNING in (.*) \(at line (\d+)\)/.exec(report) ?? [];
      if (path !== undefined && line !== undefined && LEAK.test(report))
        found.add(`${resolve(path)}:${line}`);
    }
  }
  return found;
}
