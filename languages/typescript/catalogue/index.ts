/** What the analysis knows of JavaScript's platforms and libraries. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { libraryFamilies } from './libraries/index.ts';
import { nodeBehaviours } from './node-behaviours.ts';
import { nodeEvents } from './node-events.ts';
import { nodeFs } from './node-fs.ts';
import { nodeHttp } from './node-http.ts';
import { nodeHttp2 } from './node-http2.ts';
import { nodeMisc } from './node-misc.ts';
import { nodeNet } from './node-net.ts';
import { nodeProcess } from './node-process.ts';
import { nodeStream } from './node-stream.ts';
import { nodeTimers } from './node-timers.ts';
import { webObservers } from './web-observers.ts';
import { web } from './web.ts';

/** Node's and the browsers' own. */
export const platformFamilies: readonly Family[] = [
  nodeFs,
  nodeStream,
  nodeNet,
  nodeHttp,
  nodeHttp2,
  nodeProcess,
  nodeTimers,
  nodeEvents,
  nodeMisc,
  nodeBehaviours,
  web,
  webObservers,
];

/** All families, the platform's first: a library that redefines a resource of the platform's wins. */
export const javascriptFamilies: readonly Family[] = [...platformFamilies, ...libraryFamilies];
