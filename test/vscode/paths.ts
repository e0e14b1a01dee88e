/** Where the real VS Code and what it leaves behind lie: in the cache, which is reused and never committed. */
import { inProject } from '../tools/project.ts';

const cache = inProject('.cache/vscode');

export const paths = {
  cache,
  nodeFolder: `${cache}/node`,
  /** VS Code 1.139 needs Node 24, whatever runs the tests. */
  node: `${cache}/node/node_modules/node/bin/node`,
  nodeBin: `${cache}/node/node_modules/.bin`,
  editorFolder: `${cache}/editor`,
  editor: `${cache}/editor/node_modules/code-server/lib/vscode`,
  server: `${cache}/editor/node_modules/code-server/lib/vscode/out/server-main.js`,
  /** The tests that run inside VS Code, bundled. */
  inside: `${cache}/inside/index.cjs`,
  screenshots: `${cache}/screenshots`,
} as const;
