/**
 * `npx tsx test/tools/check-fixes.ts FOLDER [--show] [--unchecked]`: scans a project and checks on every fix that it
 * offers there that the file still parses, that names still mean what they meant, that the finding is gone and no
 * other came. Nothing is written. `--unchecked` also tries what the language would make without asking the analysis.
 */
import { english } from '../../rules/locale.ts';
import { resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { applyFixes } from '../../languages/shared/fixes/apply.ts';
import { languageOf } from '../../languages/index.ts';
import type { Reported } from '../../languages/shared/fixes/contract.ts';
import { computeFixes } from '../../languages/typescript/fixes/index.ts';
import { rules } from '../../rules/index.ts';
import type { Fix } from '../../rules/rule.ts';
import type { PlacedFinding } from '../../server/workspace/check.ts';
import { prepareLanguages } from '../../server/workspace/engine.ts';
import { readWasm } from '../../server/workspace/grammars.ts';
import { Workspace } from '../../server/workspace/workspace.ts';

const show = process.argv.includes('--show');
const unchecked = process.argv.includes('--unchecked');
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const totals = { files: 0, findings: 0, withFix: 0, fixes: 0, broken: 0 };
const kinds = new Map<string, number>();

for (const folder of folders) await checkFolder(resolve(folder));
print(
  `${totals.files} files, ${totals.findings} findings, ${totals.withFix} with a fix, ${totals.fixes} fixes, ${totals.broken} break the contract`,
);
print([...kinds].map(([kind, count]) => `${kind} ${count}`).join(', '));
if (totals.broken > 0) process.exitCode = 1;

async function checkFolder(folder: string): Promise<void> {
  const workspace = new Workspace({ cwd: folder });
  const { files } = workspace.discover([folder]);
  await prepareLanguages(files, readWasm);
  for (const path of files) {
    totals.files++;
    const { findings } = workspace.check(path);
    for (const placed of findings) {
      totals.findings++;
      const fixes = offered(workspace, placed);
      if (fixes.length > 0) totals.withFix++;
      for (const fix of fixes) checkFix(folder, path, placed, fix);
    }
  }
}

function offered(workspace: Workspace, placed: PlacedFinding): readonly Fix[] {
  const { finding } = placed;
  // Other languages make no fix without asking the analysis.
  if (!unchecked || languageOf(finding.file).id !== 'javascript') return workspace.fixes(placed);
  const source = workspace.sources.read(finding.file);
  const requests = rules.find(({ id }) => id === finding.rule)?.fixes(finding.loss) ?? [];
  if ('unread' in source) return [];
  return computeFixes({
    say: english.say,
    path: finding.file,
    text: source.text,
    loss: finding.loss,
    requests,
    environment: {
      target: 'es2022',
      lib: ['es2022', 'esnext.disposable'],
      nodeVersion: '24.0.0',
      moduleKind: 'unknown',
      isTypeScript: /\.[cm]?tsx?$/.test(finding.file),
    },
  });
}

function checkFix(folder: string, path: string, placed: PlacedFinding, fix: Fix): void {
  totals.fixes++;
  kinds.set(fix.kind, (kinds.get(fix.kind) ?? 0) + 1);
  const source = new Workspace({ cwd: folder }).sources.read(path);
  if ('unread' in source) return;
  const problems = languageOf(path).contract({
    path,
    before: source.text,
    fix,
    loss: placed.finding.loss,
    analyse: (text) => analyse(folder, path, text),
  });
  const at = `${path}:${placed.start.line + 1}`;
  if (problems.length > 0) {
    totals.broken++;
    print(`${at} ${fix.kind}: ${problems.join(' ')}`);
  }
  if (!show && problems.length === 0) return;
  const after = applyFixes(source.text, [fix]).text;
  print(
    createTwoFilesPatch(at, `${fix.kind}: ${fix.title}`, source.text, after, undefined, undefined, {
      context: 6,
    }),
  );
}

/** A fresh workspace each time, so that nothing known of the text before is used for the text after. */
function analyse(folder: string, path: string, text: string): readonly Reported[] {
  const workspace = new Workspace({ cwd: folder });
  workspace.sources.put(path, text);
  return workspace.check(path).findings.map((placed) => ({
    rule: placed.finding.rule,
    lostPath: placed.finding.lostPath,
    callee: placed.finding.loss.callee,
    start: placed.finding.range.start,
    fixes: offered(workspace, placed),
  }));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
