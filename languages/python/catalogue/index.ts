/** What Python's platform and libraries open, and how it is given back. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { databases } from './databases.ts';
import { files } from './files.ts';
import { httpClients } from './http-clients.ts';
import { network } from './network.ts';
import { processes } from './processes.ts';
import { starts } from './starts.ts';

export const pythonFamilies: readonly Family[] = [files, network, processes, httpClients, databases, starts];
