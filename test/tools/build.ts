/**
 * `npm run build`: bundles the command line and language server into one file, `dist/leaklint.cjs`, and what runs
 * in VS Code into two others: `dist/extension.cjs`, and `dist/language-client.cjs`, which it loads later. The plugin
 * for ESLint is a fourth, `dist/eslint.cjs`. What reads TypeScript, which not every run needs, is
 * `dist/compiler.cjs`, with the compiler itself beside it in `dist/typescript.cjs`.
 */
import { build, transform, type BuildOptions, type Plugin } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rules } from '../../rules/index.ts';
import { writeAtomically } from '../../server/workspace/atomic.ts';
import { licencesOf } from './licences.ts';
import { inProject } from './project.ts';

export const bundlePath = inProject('dist/leaklint.cjs');
export const eslintPath = inProject('dist/eslint.cjs');
/** The first is loaded by activation, the second when the server starts. */
export const extensionPaths = [
  inProject('dist/extension.cjs'),
  inProject('dist/language-client.cjs'),
] as const;
/** Stands where the hash of the bundle goes, which is known only when the bundle is. */
const PLACEHOLDER = 'leaklint-build-id-goes-here';

/** What files of languages other than JavaScript are parsed with. */
const grammars = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  ...['python', 'go', 'java'].map(
    (name) => `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`,
  ),
];

const common = {
  absWorkingDir: inProject('.'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  // The `module` form first: the other form of jsonc-parser cannot be bundled.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Builds the command line and what it may load, and returns the paths of the source files that went in. */
export async function buildBundle(): Promise<readonly string[]> {
  const later = await buildCompiler();
  const inputs = await buildEngine({ entryPoints: [inProject('server/cli/main.ts')], outfile: bundlePath });
  await chmod(bundlePath, 0o755);
  copyRulePages();
  writeLicences('leaklint', [...inputs, ...grammars.map((file) => inProject(file))]);
  await Promise.all(grammars.map((file) => copyFile(inProject(file), inProject(`dist/${basename(file)}`))));
  return [...inputs, ...later];
}

/** Builds the plugin for ESLint and returns the paths of the source files that went in. */
export async function buildEslint(): Promise<readonly string[]> {
  writeAtomically(
    eslintPath.replace(/\.cjs$/, '.d.cts'),
    readFileSync(inProject('server/eslint/declarations.txt'), 'utf8'),
  );
  const inputs = await buildEngine({
    entryPoints: [inProject('server/eslint/index.ts')],
    outfile: eslintPath,
    // Whoever requires it wants the plugin itself.
    footer: { js: 'module.exports = module.exports.default;' },
  });
  writeLicences('eslint', inputs);
  return inputs;
}

/** Builds what the engine loads only where it has to, and returns the paths of the source files that went in. */
async function buildCompiler(): Promise<readonly string[]> {
  const typescript = inProject('node_modules/typescript/lib/typescript.js');
  const result = await build({
    ...common,
    plugins: [compilerBeside],
    entryPoints: { compiler: 'languages/typescript/compiler-parts.ts', 'flow-types': 'flow-remove-types' },
    outdir: inProject('dist'),
    outExtension: { '.js': '.cjs' },
    target: 'node20',
    // Half of the package is this. Nobody reads its names, unlike those of the engine in what a defect leaves.
    minifyIdentifiers: true,
  });
  for (const { path, text } of result.outputFiles) writeAtomically(path, text);
  const { code } = await transform(readFileSync(typescript, 'utf8'), {
    minify: true,
    legalComments: 'none',
    platform: 'node',
    target: 'node20',
  });
  writeAtomically(inProject('dist/typescript.cjs'), code);
  const inputs = [...Object.keys(result.metafile.inputs).map((file) => inProject(file)), typescript];
  writeLicences('compiler', inputs);
  return inputs;
}

/** Builds something that holds the engine, under a name that tells engines apart; gives the files that went in. */
export async function buildEngine(
  particular: Pick<BuildOptions, 'entryPoints' | 'footer'> & { readonly outfile: string },
): Promise<readonly string[]> {
  const options = { ...common, ...particular };
  const result = await build({
    ...options,
    target: 'node20',
    define: { LEAKLINT_BUILD: JSON.stringify(PLACEHOLDER) },
    // Its other form asks the module system where it lies, which a bundle cannot answer.
    alias: { 'web-tree-sitter': inProject('node_modules/web-tree-sitter/web-tree-sitter.cjs') },
    plugins: [compilerLater],
    // Only reached when run from source; see there.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const text = result.outputFiles[0]?.text ?? '';
  const hash = createHash('sha1').update(text).digest('hex').slice(0, 12);
  writeAtomically(options.outfile, text.replaceAll(PLACEHOLDER, hash));
  return Object.keys(result.metafile.inputs).map((file) => inProject(file));
}

/** Beside the bundle that holds the packages. */
function writeLicences(bundle: string, inputs: readonly string[]): void {
  writeAtomically(inProject(`dist/${bundle}.licences.txt`), licencesOf(inputs));
}

/** The pages that findings link to, beside the bundle. */
function copyRulePages(): void {
  for (const { id } of rules) {
    const page = inProject('rules', id, 'README.md');
    if (existsSync(page)) writeAtomically(inProject('dist/rules', `${id}.md`), readFileSync(page, 'utf8'));
  }
  writeAtomically(inProject('dist/rules/fixes.md'), readFileSync(inProject('docs/fixes.md'), 'utf8'));
}

/** Builds what VS Code loads and returns the paths of the source files that went in. */
export async function buildExtension(): Promise<readonly string[]> {
  const result = await build({
    ...common,
    entryPoints: { extension: 'client/extension.ts', 'language-client': 'client/language-client.ts' },
    outdir: inProject('dist'),
    outExtension: { '.js': '.cjs' },
    // The oldest VS Code that the manifest names brings Node 20.
    target: 'node20',
    minifyIdentifiers: true,
    external: ['vscode'],
    plugins: [loadedLater],
  });
  for (const { path, text } of result.outputFiles) writeAtomically(path, text);
  const inputs = Object.keys(result.metafile.inputs).map((file) => inProject(file));
  writeLicences('extension', inputs);
  return inputs;
}

/** The compiler and Flow's parser are bundles of their own, loaded at the first call. */
const compilerLater: Plugin = {
  name: 'compiler-later',
  setup(build) {
    build.onResolve({ filter: /^\.\/compiler\.cjs$/ }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: /^flow-remove-types$/ }, () => ({ path: './flow-types.cjs', external: true }));
    build.onLoad({ filter: /[/\\]languages[/\\]typescript[/\\]compiler\.ts$/ }, () => ({
      contents: `let parts; export const compiler = () => (parts ??= require('./compiler.cjs'));`,
      loader: 'js',
    }));
  },
};

/**
 * The compiler is not bundled but only made small. In a bundle it is a function within a function, and V8 reads each
 * function that it comes upon once for each that it lies in: that doubled the time of loading it.
 */
const compilerBeside: Plugin = {
  name: 'compiler-beside',
  setup(build) {
    build.onResolve({ filter: /^typescript$/ }, () => ({ path: './typescript.cjs', external: true }));
  },
};

/** What is imported dynamically stays a file of its own; esbuild splits only modules of the other format by itself. */
const loadedLater: Plugin = {
  name: 'loaded-later',
  setup(build) {
    build.onResolve({ filter: /^\.\/language-client\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './language-client.cjs', external: true } : null,
    );
  },
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await Promise.all([buildBundle(), buildEslint(), buildExtension()]);
