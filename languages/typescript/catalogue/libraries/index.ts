/** What the analysis knows of libraries from npm. */
import type { Family } from '../../../../analysis/catalogue/model.ts';
import { axios } from './axios.ts';
import { httpClients } from './http-clients.ts';
import { mariadb } from './mariadb.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { mysql } from './mysql.ts';
import { playwright } from './playwright.ts';
import { postgres } from './postgres.ts';
import { puppeteer } from './puppeteer.ts';
import { redis } from './redis.ts';
import { sqlBuilders } from './sql-builders.ts';
import { sqlite } from './sqlite.ts';
import { typeorm } from './typeorm.ts';
import { undici } from './undici.ts';
import { vscode } from './vscode.ts';
import { watchers } from './watchers.ts';
import { webSockets } from './web-sockets.ts';

export const libraryFamilies: readonly Family[] = [
  axios,
  httpClients,
  mariadb,
  mongodb,
  mongoose,
  mysql,
  playwright,
  postgres,
  puppeteer,
  redis,
  sqlBuilders,
  sqlite,
  typeorm,
  undici,
  vscode,
  watchers,
  webSockets,
];
