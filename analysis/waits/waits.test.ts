import { checksOf } from '../../test/harness/detector-losses.ts';
import { waits } from './index.ts';

const { reports, isSilent } = checksOf(waits);

describe('waits without bound', () => {
  describe('options', () => {
    reports(
      'none at all',
      ['2 no-timeout certain'],
      `import axios from 'axios';
export const f = async (url) => (await axios.get(url)).data;`,
    );
    reports(
      'switched off',
      ['2 no-timeout certain'],
      `import axios from 'axios';
export const f = (url) => axios.get(url, { timeout: 0 });`,
    );
    reports(
      'returned all the same',
      ['2 no-timeout certain'],
      `import got from 'got';
export const f = (url) => got(url, { retry: 2 });`,
    );
    reports(
      'spread of a known object',
      ['3 no-timeout certain'],
      `import axios from 'axios';
const base = { headers: {} };
export const f = (url) => axios.get(url, { ...base, maxRedirects: 1 });`,
    );
    reports(
      'an object of a local function',
      ['3 no-timeout certain'],
      `import axios from 'axios';
const options = () => ({ headers: {} });
export const f = (url) => axios.get(url, options());`,
    );
    isSilent(
      'given',
      `import axios from 'axios';
export const f = (url, ms) => axios.get(url, { timeout: ms });`,
    );
    isSilent(
      'set afterwards',
      `import axios from 'axios';
export function f(url) { const options = { headers: {} }; options.timeout = 5; return axios.get(url, options); }`,
    );
    isSilent(
      'spread of a parameter',
      `import axios from 'axios';
export const f = (url, options) => axios.get(url, { ...options });`,
    );
    isSilent(
      'a parameter',
      `import http from 'node:http';
export const f = (options) => { http.request(options).end(); };`,
    );
    isSilent(
      'bounded on one path',
      `import axios from 'axios';
export function f(url, slow) { const options = slow ? {} : { timeout: 5 }; return axios.get(url, options); }`,
    );
    isSilent(
      'merged with what comes from elsewhere',
      `import http from 'node:http';
export const f = (given) => { http.request(Object.assign({ method: 'GET' }, given)).end(); };`,
    );
    isSilent(
      'raced against something',
      `import axios from 'axios';
export const f = (url, late) => Promise.race([axios.get(url), late]);`,
    );
    isSilent(
      'given to somebody who bounds promises',
      `import axios from 'axios';
import limit from 'p-timeout';
export const f = (url) => limit(axios.get(url), { milliseconds: 5 });`,
    );
  });

  describe('instances', () => {
    reports(
      'made without a bound',
      ['3 no-timeout certain'],
      `import axios from 'axios';
const api = axios.create({ baseURL: '/' });
export const f = () => api.get('/');`,
    );
    reports(
      'in a field',
      ['3 no-timeout certain'],
      `import axios from 'axios';
export class A { constructor() { this.api = axios.create(); }
  f() { return this.api.get('/'); } }`,
    );
    isSilent(
      'made with one',
      `import axios from 'axios';
const api = axios.create({ timeout: 5 });
export const f = () => api.get('/');`,
    );
    isSilent(
      'a bound for all',
      `import axios from 'axios';
axios.defaults.timeout = 5;
export const f = () => axios.get('/');`,
    );
    isSilent(
      'a bound for all of the instance',
      `import axios from 'axios';
const api = axios.create();
api.defaults.timeout = 5;
export const f = () => api.get('/');`,
    );
    isSilent(
      'interceptors may bound it',
      `import axios from 'axios';
const api = axios.create();
api.interceptors.request.use((config) => ({ ...config, timeout: 5 }));
export const f = () => api.get('/');`,
    );
    isSilent(
      'handed in',
      `import axios, { type AxiosInstance } from 'axios';
export const f = (api: AxiosInstance) => api.get('/');`,
    );
  });

  describe('timeouts that only emit', () => {
    reports(
      'nobody listens',
      ['2 timeout-without-handler certain'],
      `import http from 'node:http';
export const f = (url) => { const request = http.get(url, { timeout: 5 }); request.on('error', () => {}); };`,
    );
    reports(
      'merged options',
      ['2 timeout-without-handler certain'],
      `import http from 'node:http';
export function f(given) { const request = http.request(Object.assign({ timeout: 5 }, given)); request.end(); }`,
    );
    reports(
      'the handler ends nothing',
      ['2 timeout-without-handler certain'],
      `import http from 'node:http';
export function f(url, log) { const request = http.get(url, { timeout: 5 }); request.on('timeout', () => log('slow')); }`,
    );
    isSilent(
      'the handler destroys through a helper',
      `import http from 'node:http';
export function f(url, done) {
  const request = http.get(url, { timeout: 5 });
  const fail = (error) => { request.destroy(error); done(error); };
  request.on('timeout', () => fail(new Error('late')));
}`,
    );
    isSilent(
      'the handler is somebody else',
      `import http from 'node:http';
export function f(url, late) { const request = http.get(url, { timeout: 5 }); request.on('timeout', late); }`,
    );
    isSilent(
      'a signal aborts by itself',
      `import http from 'node:http';
export const f = (url, signal) => { http.get(url, { signal, timeout: 5 }); };`,
    );
    isSilent(
      'a timer of its own destroys',
      `import http from 'node:http';
export function f(url) { const request = http.get(url); const timer = setTimeout(() => request.destroy(), 5000); request.on('close', () => clearTimeout(timer)); }`,
    );
    isSilent(
      'the request is returned',
      `import http from 'node:http';
export const f = (url) => http.request(url);`,
    );
    reports(
      'what an executor returns goes nowhere',
      ['2 no-timeout certain'],
      `import http from 'node:http';
export const f = (url) => new Promise((resolve) => http.get(url, resolve));`,
    );
  });

  describe('accepted sockets', () => {
    reports(
      'read from, without a timeout',
      ['2 no-timeout possible'],
      `import net from 'node:net';
export const f = (use) => net.createServer((socket) => { socket.on('data', (data) => use(data)); });`,
    );
    reports(
      'in a method',
      ['4 no-timeout possible'],
      `import net from 'node:net';
export class A {
  start() { return net.createServer(this.accept.bind(this)); }
  accept(socket) { socket.once('data', (data) => this.answer(socket, data)); }
  answer(socket, data) { socket.end(data); }
}`,
    );
    isSilent(
      'it has one',
      `import net from 'node:net';
export const f = (use) => net.createServer((socket) => { socket.setTimeout(5, () => socket.destroy()); socket.on('data', use); });`,
    );
    isSilent(
      'somebody else gets it',
      `import net from 'node:net';
export const f = (session) => net.createServer((socket) => { session.add(socket); socket.on('data', () => {}); });`,
    );
  });

  describe('servers', () => {
    reports(
      'a timeout is switched off',
      ['2 no-timeout certain'],
      `import http from 'node:http';
export function f(handle) { const server = http.createServer(handle); server.requestTimeout = 0; return server; }`,
    );
    isSilent(
      'as it comes',
      `import http from 'node:http';
export const f = (handle) => http.createServer(handle);`,
    );
  });
});
