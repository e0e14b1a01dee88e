/** Every fix that is offered on any fixture of any rule keeps the contract, types included. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { applyFixes } from '../languages/shared/fixes/apply.ts';
import { newProblems, type Change, type TypeHost } from '../languages/typescript/fixes/contract.ts';
import { fixtureProjects } from './harness/collection.ts';
import { modern, offersOf, old, problemsOf, type Offer } from './harness/fixes.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const types: TypeHost = {
  readFile: (path) => ts.sys.readFile(path),
  libFolder: `${root}/node_modules/typescript/lib`,
  root,
};

describe('fixes of the fixtures', () => {
  const typed: { readonly offer: Offer; readonly change: Change }[] = [];
  const kinds = new Set<string>();

  for (const { name, texts } of fixtureProjects()) {
    it(name, () => {
      const seen = new Set<string>();
      for (const environment of [modern, old]) {
        for (const offer of offersOf(texts, environment)) {
          const { path, text, fix } = offer;
          // What both kinds of projects are offered is looked at once.
          const key = JSON.stringify([path, fix]);
          if (seen.has(key)) continue;
          seen.add(key);
          kinds.add(fix.kind);
          assert.deepEqual(problemsOf(texts, offer, environment), [], describeOffer(offer));
          if (/\.[mc]?tsx?$/.test(path)) {
            typed.push({ offer, change: { path, before: text, after: applyFixes(text, [fix]).text } });
          }
        }
      }
    });
  }

  it('bring no complaint of the compiler', () => {
    const problems = newProblems(
      typed.map(({ change }) => change),
      types,
    );
    const told = typed.flatMap(({ offer }, index) =>
      (problems[index] ?? []).map((each) => `${describeOffer(offer)}\n${each}`),
    );
    assert.deepEqual(told, []);
  });

  it('are offered at all', () => {
    assert.ok(kinds.size > 0, 'no fixture has a fix');
  });
});

function describeOffer({ path, text, fix }: Offer): string {
  return `${path}: ${fix.kind}\n${applyFixes(text, [fix]).text}`;
}
