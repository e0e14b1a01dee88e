/** The server part of a real VS Code: the files, the extension host, and the page that a browser opens. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { paths } from './paths.ts';

const READY = /listening on (\d+)/;
const START_MILLISECONDS = 60_000;

/** What every window should not do: greet, ask, advertise, or call home. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'editor.minimap.enabled': false,
  // What explains a row of a list would lie over the next one.
  'workbench.hover.delay': 60_000,
  // The types of Node are not there, and its complaints would be drawn over ours.
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
  'files.autoSave': 'off',
};

/** Asked for before the window opens, because it cannot be changed afterwards. */
interface InsideTests {
  readonly extension: string;
  readonly tests: string;
}

export class Editor {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #port: string;

  private constructor(child: ChildProcess, folder: string, port: string) {
    this.#process = child;
    this.#folder = folder;
    this.#port = port;
  }

  /** Starts it, with the packaged extension installed if `vsix` is given. */
  static async start(options: {
    readonly vsix?: string;
    readonly env?: Readonly<Record<string, string>>;
  }): Promise<Editor> {
    const folder = mkdtempSync(join(tmpdir(), 'leaklint-vscode-'));
    const common = [
      paths.server,
      '--accept-server-license-terms',
      '--server-data-dir',
      join(folder, 'data'),
      '--extensions-dir',
      join(folder, 'extensions'),
    ];
    mkdirSync(join(folder, 'data/data/Machine'), { recursive: true });
    writeFileSync(join(folder, 'data/data/Machine/settings.json'), JSON.stringify(quiet));
    if (options.vsix !== undefined) installExtension(common, options.vsix);
    const address = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
    const child = spawn(
      paths.node,
      [...common, ...address, '--enable-smoke-test-driver', '--telemetry-level', 'off'],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.env } },
    );
    return new Editor(child, folder, await portOf(child));
  }

  /** The address of a window over a folder, or what a `.code-workspace` names. With `inside`, VS Code runs these tests in its extension host. */
  url(workspace: string, inside?: InsideTests): string {
    const url = new URL(`http://127.0.0.1:${this.#port}/`);
    url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
    if (inside !== undefined) {
      const at = (path: string): string => `vscode-remote://127.0.0.1:${this.#port}${path}`;
      const payload = [
        ['extensionDevelopmentPath', at(inside.extension)],
        ['extensionTestsPath', at(inside.tests)],
      ];
      url.searchParams.set('payload', JSON.stringify(payload));
    }
    return url.href;
  }

  /** The processes of our server that run for this editor. */
  servers(): readonly number[] {
    return readdirSync('/proc').flatMap((name) => {
      const pid = Number(name);
      if (!Number.isInteger(pid)) return [];
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        // The extension is installed in the editor's own folder.
        return command.includes(this.#folder) && /leaklint\.cjs\0lsp/.test(command) ? [pid] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
  }

  /** Ends it and removes what it wrote. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    if (this.#process.exitCode === null && this.#process.kill('SIGTERM')) {
      const late = setTimeout(() => this.#process.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    }
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function installExtension(common: readonly string[], vsix: string): void {
  const args = [...common, '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(paths.node, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The extension could not be installed:\n${stdout}${stderr}`);
}

async function portOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`VS Code ${why}:\n${said.join('\n')}`));
      late = setTimeout(() => {
        child.kill('SIGKILL');
        fail('did not start in time');
      }, START_MILLISECONDS);
      child.once('exit', (code) => fail(`ended with ${String(code)}`));
      child.once('error', (error) => fail(error.message));
      // Both streams are read to their end, because a full pipe would stop the process.
      for (const stream of [child.stdout, child.stderr]) {
        if (stream === null) continue;
        createInterface({ input: stream }).on('line', (line) => {
          if (said.length < 200) said.push(line);
          const port = READY.exec(line)?.[1];
          if (port !== undefined) resolve(port);
        });
      }
    });
  } finally {
    clearTimeout(late);
  }
}
