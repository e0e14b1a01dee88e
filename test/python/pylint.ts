/** Debian's pylint (`apt-get install pylint`). */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { arrayOf, numberIn, textIn } from '../compare/json.ts';
import { filesBelow, type Places, type Tool } from '../compare/places.ts';

const OPTIONS = ['--disable=all', '--enable=R1732', '--exit-zero', '-f', 'json'];
/** Names of files for one run: the command line has an end. */
const AT_ONCE = 200;

export const pylintTool: Tool = {
  name: 'pylint R1732',
  ending: '.py',
  rules: /^(?:unclosed-file|unclosed-socket|undisposed-loop|client-per-call|unreleased-connection)$/,
  places: (folders) => Promise.resolve(placesOf(folders)),
};

function placesOf(folders: readonly string[]): Places | null {
  const files = filesBelow(folders, '.py');
  const found = new Set<string>();
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    const ran = spawnSync('pylint', [...OPTIONS, ...some], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (ran.error !== undefined) return null;
    const said: unknown = JSON.parse(ran.stdout === '' ? '[]' : ran.stdout);
    for (const one of arrayOf({ said }, 'said'))
      found.add(`${resolve(textIn(one, 'path'))}:${String(numberIn(one, 'line'))}`);
  }
  return found;
}
