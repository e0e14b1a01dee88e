/** The catalogue of Java: the platform and its libraries. */
import type { Family } from '../../../analysis/catalogue/model.ts';
import { clientsFamily } from './clients.ts';
import { concurrencyFamily } from './concurrency.ts';
import { ioFamily } from './io.ts';
import { jdbcFamily } from './jdbc.ts';
import { netFamily } from './net.ts';
import { nioFamily } from './nio.ts';
import { reactiveFamily } from './reactive.ts';
import { servicesFamily } from './services.ts';
import { springFamily } from './spring.ts';
import { startsFamily } from './starts.ts';
import { xmlFamily } from './xml.ts';

export const javaFamilies: readonly Family[] = [
  ioFamily,
  nioFamily,
  netFamily,
  jdbcFamily,
  concurrencyFamily,
  reactiveFamily,
  clientsFamily,
  servicesFamily,
  springFamily,
  startsFamily,
  xmlFamily,
];
