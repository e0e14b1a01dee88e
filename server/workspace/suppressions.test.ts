import assert from 'node:assert/strict';
import { cleanUpAfterEach, cli, LEAK, temporaryProject } from '../../test/tools/temp.ts';

interface Outcome {
  readonly shown: number;
  readonly suppressed: number;
  readonly notices: readonly string[];
}

async function scanned(text: string, file = 'a.ts'): Promise<Outcome> {
  const root = temporaryProject({ '.git/HEAD': '', [file]: text });
  const { stdout } = await cli(root, ['scan', '.', '--format', 'json', '--no-cache']);
  const report: unknown = JSON.parse(stdout);
  assert.ok(isReport(report));
  return {
    shown: report.findings.length,
    suppressed: report.summary.suppressed,
    notices: report.notices.map(({ line, message }) => `${line}: ${message}`),
  };
}

function isReport(value: unknown): value is {
  findings: unknown[];
  notices: { line: number; message: string }[];
  summary: { suppressed: number };
} {
  return typeof value === 'object' && value !== null && 'findings' in value;
}

const OPEN = "  const fd = openSync(path, 'r');";

describe('suppressions', () => {
  cleanUpAfterEach();

  it('silence the next line', async () => {
    const text = LEAK.replace(
      OPEN,
      `  // leaklint-ignore-next-line unclosed-file: the caller knows\n${OPEN}`,
    );
    assert.deepEqual(await scanned(text), { shown: 0, suppressed: 1, notices: [] });
  });

  it('silence the next line of code, whatever other comments stand between', async () => {
    const text = LEAK.replace(
      OPEN,
      `  // leaklint-ignore-next-line\n\n  // another-linter-disable-next-line x\n  /* y */\n${OPEN}`,
    );
    assert.deepEqual(await scanned(text), { shown: 0, suppressed: 1, notices: [] });
  });

  it('silence their own line and the whole file', async () => {
    const line = LEAK.replace(OPEN, `${OPEN} // leaklint-ignore-line unclosed-file, unclosed-socket`);
    assert.deepEqual(await scanned(line), { shown: 0, suppressed: 1, notices: [] });
    assert.deepEqual(await scanned(`${LEAK}/* leaklint-ignore-file unclosed-file: old code */\n`), {
      shown: 0,
      suppressed: 1,
      notices: [],
    });
  });

  it('may stand in JSX', async () => {
    const text = `${LEAK}export const view = () => <p>{/* leaklint-ignore-file */}</p>;\n`;
    assert.deepEqual(await scanned(text, 'a.tsx'), { shown: 0, suppressed: 1, notices: [] });
  });

  it('silence only the rules that they name', async () => {
    const text = LEAK.replace(OPEN, `  // leaklint-ignore-next-line unclosed-socket\n${OPEN}`);
    const { shown, suppressed, notices } = await scanned(text);
    assert.deepEqual([shown, suppressed, notices.length], [1, 0, 1]);
    assert.match(notices[0]!, /^3: This comment suppresses nothing/);
  });

  it('that are not used are told of, also where nothing is looked for', async () => {
    const { notices } = await scanned(
      'export const a = 1;\n// leaklint-ignore-next-line unclosed-file\nexport const b = 2;\n',
    );
    assert.equal(notices.length, 1);
    assert.match(notices[0]!, /^2: This comment suppresses nothing/);
  });

  it('that name no rule are told of with the nearest spelling', async () => {
    const { shown, notices } = await scanned(
      LEAK.replace(OPEN, `  // leaklint-ignore-next-line unclosd-file\n${OPEN}`),
    );
    assert.equal(shown, 1);
    assert.match(
      notices[0]!,
      /names the rule "unclosd-file", which does not exist\. Did you mean "unclosed-file"\?/,
    );
  });

  it('in strings are none', async () => {
    const { shown, suppressed } = await scanned(`${LEAK}export const s = '/* leaklint-ignore-file */';\n`);
    assert.deepEqual([shown, suppressed], [1, 0]);
  });
});
