/** `npm run build`: bundles the command line into one file, `dist/leaklint.cjs`. */
import { build } from 'esbuild';
import { chmod } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { writeAtomically } from '../../server/workspace/atomic.ts';
import { inProject } from './project.ts';

export const bundlePath = inProject('dist/leaklint.cjs');
/** Stands where the hash of the bundle goes, which is known only when the bundle is. */
const PLACEHOLDER = 'leaklint-build-id-goes-here';

/** Builds anew and returns the paths of the source files that went in. */
export async function buildBundle(): Promise<readonly string[]> {
  const result = await build({
    entryPoints: [inProject('server/cli/main.ts')],
    absWorkingDir: inProject('.'),
    outfile: bundlePath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    // The `module` form first: the other form of jsonc-parser cannot be bundled.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    define: { LEAKLINT_BUILD: JSON.stringify(PLACEHOLDER) },
    metafile: true,
    write: false,
    logLevel: 'warning',
    // Only reached when run from source; see there.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const text = result.outputFiles[0]?.text ?? '';
  const hash = createHash('sha1').update(text).digest('hex').slice(0, 12);
  writeAtomically(bundlePath, text.replaceAll(PLACEHOLDER, hash));
  await chmod(bundlePath, 0o755);
  return Object.keys(result.metafile.inputs).map((file) => inProject(file));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildBundle();
