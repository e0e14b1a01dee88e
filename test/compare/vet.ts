/**
 * `go vet` (Debian: `apt-get install golang-go`) with the two checks that speak of resources. It needs packages that
 * compile with all that they import, so only those that import nothing but the standard library are asked.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { goImports } from '../../languages/go/imports.ts';
import { filesBelow, type Places, type Tool } from './places.ts';

export const vetTools: readonly Tool[] = [
  tool('lostcancel', /^lost-cancel$/, /cancel/),
  tool('httpresponse', /^unclosed-socket$/, /using .* before checking/),
];

function tool(check: string, rules: RegExp, report: RegExp): Tool {
  return {
    name: `go vet ${check}`,
    ending: '.go',
    rules,
    places: (folders) => Promise.resolve(placesOf(check, report, folders)),
  };
}

function placesOf(check: string, report: RegExp, folders: readonly string[]): Places | null {
  if (spawnSync('go', ['version']).status !== 0) return null;
  const found = new Set<string>();
  for (const [folder, files] of packagesIn(filesBelow(folders, '.go'))) {
    const { stderr } = spawnSync('go', ['vet', `-${check}`, ...files], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPROXY: 'off' },
    });
    // What does not compile is named too.
    for (const [, path, line, said] of stderr.matchAll(/^(\S+\.go):(\d+):\d+: (.*)/gm))
      if (path !== undefined && line !== undefined && report.test(said ?? ''))
        found.add(`${resolve(folder, path)}:${line}`);
  }
  return found;
}

/** Files by their folder, without tests, where none of a folder imports anything that must be fetched. */
function packagesIn(files: readonly string[]): Map<string, string[]> {
  const packages = new Map<string, string[]>();
  for (const file of files) {
    if (file.endsWith('_test.go')) continue;
    const folder = dirname(file);
    packages.set(folder, [...(packages.get(folder) ?? []), file]);
  }
  for (const [folder, own] of packages) {
    const standard = own.every((file) =>
      goImports.specifiers(readFileSync(file, 'utf8')).every((path) => !path.includes('.')),
    );
    if (!standard) packages.delete(folder);
  }
  return packages;
}
