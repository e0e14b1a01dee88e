/** What the analysis knows of libraries from npm. */
import type { Family } from '../../../../analysis/catalogue/model.ts';
import { axios } from './axios.ts';
import { components } from './components.ts';
import { electron } from './electron.ts';
import { files } from './files.ts';
import { firebase } from './firebase.ts';
import { httpClients } from './http-clients.ts';
import { locks } from './locks.ts';
import { mariadb } from './mariadb.ts';
import { messaging } from './messaging.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { mysql } from './mysql.ts';
import { playwright } from './playwright.ts';
import { postgres } from './postgres.ts';
import { protocols } from './protocols.ts';
import { puppeteer } from './puppeteer.ts';
import { queues } from './queues.ts';
import { redis } from './redis.ts';
import { remote } from './remote.ts';
import { rxjs } from './rxjs.ts';
import { servers } from './servers.ts';
import { sqlBuilders } from './sql-builders.ts';
import { sqlServer } from './sql-server.ts';
import { sqlite } from './sqlite.ts';
import { typeorm } from './typeorm.ts';
import { undici } from './undici.ts';
import { vscode } from './vscode.ts';
import { watchers } from './watchers.ts';
import { webSockets } from './web-sockets.ts';
import { workers } from './workers.ts';

export const libraryFamilies: readonly Family[] = [
  axios,
  components,
  electron,
  files,
  firebase,
  httpClients,
  locks,
  mariadb,
  messaging,
  mongodb,
  mongoose,
  mysql,
  playwright,
  postgres,
  protocols,
  puppeteer,
  queues,
  redis,
  remote,
  rxjs,
  servers,
  sqlBuilders,
  sqlServer,
  sqlite,
  typeorm,
  undici,
  vscode,
  watchers,
  webSockets,
  workers,
];
