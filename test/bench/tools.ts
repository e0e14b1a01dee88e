/** The linters that are measured, pinned by version and installed beside the body. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePath } from '../tools/build.ts';

const versions: Readonly<Record<string, string>> = {
  '@biomejs/biome': '2.6.8',
  '@eslint/js': '10.0.1',
  eslint: '10.15.0',
  oxlint: '1.94.0',
  'oxlint-tsgolint': '7.0.2007',
  typescript: '6.0.3',
  'typescript-eslint': '8.73.0',
};

export interface Tool {
  readonly name: string;
  readonly command: readonly string[];
  /** Why it cannot be measured; null if it can. */
  readonly missing: string | null;
}

/** Installs what is missing and says how each tool is run on the body. */
export function layOutTools(cache: string): readonly Tool[] {
  const folder = join(cache, 'tools');
  const installed = install(folder);
  const bin = (name: string): string => join(folder, 'node_modules', '.bin', name);
  const tool = (name: string, command: readonly string[], binary?: string): Tool => {
    const path = binary === undefined ? null : bin(binary);
    return {
      name,
      command,
      missing: path === null || existsSync(path) ? null : (installed ?? 'not installed'),
    };
  };
  const eslintConfig = join(folder, 'eslint.config.mjs');
  return [
    tool('leaklint', [process.execPath, bundlePath, 'scan', '--no-cache']),
    tool('leaklint, cached', [process.execPath, bundlePath, 'scan']),
    tool('oxlint', [bin('oxlint'), '.'], 'oxlint'),
    // It looks for its helper beside the code that it checks, where it is not.
    tool(
      'oxlint --type-aware',
      ['env', `OXLINT_TSGOLINT_PATH=${bin('tsgolint')}`, bin('oxlint'), '--type-aware', '.'],
      'tsgolint',
    ),
    tool('biome lint', [bin('biome'), 'lint', '--max-diagnostics=20', '.'], 'biome'),
    tool(
      'eslint + typescript-eslint',
      [bin('eslint'), '--no-config-lookup', '-c', eslintConfig, '--quiet', '.'],
      'eslint',
    ),
  ];
}

/** Null if all went well, else the reason. */
function install(folder: string): string | null {
  const manifest = JSON.stringify({ private: true, dependencies: versions });
  const stamp = join(folder, 'package.json');
  const config = `import js from '@eslint/js';
import ts from 'typescript-eslint';
export default ts.config(js.configs.recommended, ...ts.configs.recommended, { linterOptions: { reportUnusedDisableDirectives: 'off' } });
`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'eslint.config.mjs'), config);
  if (
    existsSync(join(folder, 'node_modules')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === manifest
  )
    return null;
  writeFileSync(stamp, manifest);
  process.stderr.write('installing the other linters\n');
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      stdio: 'ignore',
    });
    return null;
  } catch {
    return 'npm could not install it';
  }
}
