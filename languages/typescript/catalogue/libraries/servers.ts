/**
 * Web frameworks: express, fastify.
 *
 * A server that a framework starts mostly lives as long as the process, and is often started in a function of
 * a module that exports it, so it counts only where code shows that it means to close it.
 *
 * Deliberately not listed: koa, whose class has no name by which its methods could be listed; hapi, restify and Nest, whose servers are started once for the process; requests
 * and responses, which the framework ends.
 */
import type { Family } from '../../../../analysis/catalogue/model.ts';

export const servers: Family = {
  id: 'servers',
  language: 'javascript',
  checkedAgainst: ['@types/express', 'fastify'],
  resources: [
    {
      id: 'servers.Server',
      kind: 'server',
      noun: 'HTTP server',
      rule: 'undisposed-loop',
      cost: 'keeps the port taken and the process alive',
      extends: ['node.http.Server'],
      releases: [{ method: 'close' }],
      discipline: 'self-ending',
      documentation: 'https://nodejs.org/api/http.html#serverclosecallback',
    },
    {
      id: 'fastify.Instance',
      kind: 'server',
      noun: 'server',
      rule: 'undisposed-loop',
      cost: 'keeps the port taken and the process alive',
      types: ['fastify#FastifyInstance'],
      releases: [{ method: 'close', awaitable: true }],
      discipline: 'self-ending',
      documentation: 'https://fastify.dev/docs/latest/Reference/Server/#close',
    },
  ],
  acquisitions: [
    {
      call: ['express#Express::listen', 'express#Application::listen'],
      resource: 'servers.Server',
      yields: 'result',
    },
    {
      call: ['fastify#', 'fastify#fastify'],
      resource: 'fastify.Instance',
      yields: 'result',
      heldFrom: ['listen'],
    },
  ],
  behaviours: [{ call: 'express#', returns: { type: 'express#Express' }, throws: 'never' }],
  callbacks: [
    {
      call: ['express#Express::listen', 'fastify#FastifyInstance::listen'],
      argument: -1,
      runs: 'once-later',
    },
    {
      call: ['get', 'post', 'put', 'delete', 'patch', 'all', 'use'].map(
        (method) => `express#Express::${method}`,
      ),
      argument: -1,
      runs: 'many-later',
    },
    {
      call: ['get', 'post', 'put', 'delete', 'patch', 'all'].map(
        (method) => `fastify#FastifyInstance::${method}`,
      ),
      argument: -1,
      runs: 'many-later',
    },
  ],
};
