import { checksOf } from '../../test/harness/detector-losses.ts';
import { listeners } from './index.ts';

const { reports, isSilent } = checksOf(listeners);

describe('listeners that stay behind', () => {
  describe('the removal names another function', () => {
    reports(
      'a fresh bound form on both sides',
      ['2 other-handler certain'],
      `export class A {
  start(bus) { bus.on('x', this.f.bind(this)); this.bus = bus; }
  f() {}
  close() { this.bus.removeListener('x', this.f.bind(this)); }
}`,
    );
    reports(
      'a bound form is added, the bare method removed',
      ['2 other-handler certain'],
      `export class A {
  start() { process.on('SIGHUP', this.f.bind(this)); }
  f() {}
  close() { process.off('SIGHUP', this.f); }
}`,
    );
    reports(
      'two inline closures',
      ['1 other-handler certain'],
      `export function f(use) { window.addEventListener('resize', () => use());
  return () => window.removeEventListener('resize', () => use()); }`,
    );
    isSilent(
      'the bound form is kept in the field of the same name',
      `export class A {
  constructor() { this.f = this.f.bind(this); process.on('SIGHUP', this.f); }
  f() {}
  close() { process.off('SIGHUP', this.f); }
}`,
    );
    isSilent(
      'the removal means a listener of another place',
      `export function f(body, noop, known) {
  body.off('error', known.handler);
  body.on('error', noop);
}`,
    );
    isSilent(
      'all listeners of the event are removed',
      `export function f(bus, use) { bus.on('x', () => use()); return () => bus.removeAllListeners('x'); }`,
    );
  });

  describe('the receiver outlives the instance', () => {
    reports(
      'a class that ends listens to the process',
      ['2 forgotten-field certain'],
      `export class A {
  constructor() { process.on('SIGTERM', () => this.close()); }
  close() {}
}`,
    );
    reports(
      'it removes one of two from what was handed in',
      ['4 forgotten-field certain'],
      `export class A {
  constructor(bus) { this.bus = bus;
    this.bus.on('a', this.a);
    this.bus.on('b', this.b); }
  a() {} b() {}
  close() { this.bus.off('a', this.a); }
}`,
    );
    isSilent(
      'a class without an end',
      `export class A { constructor() { process.on('SIGTERM', () => this.stopAll()); } }`,
    );
    isSilent(
      'the emitter is made by the class',
      `import { EventEmitter } from 'node:events';
export class A {
  constructor() { this.bus = new EventEmitter(); this.bus.on('a', () => this.b()); }
  b() {}
  close() {}
}`,
    );
    isSilent(
      'the only instance lives as long as the process',
      `class A {
  constructor() { process.on('SIGTERM', () => this.close()); }
  close() {}
}
new A();`,
    );
    isSilent(
      'a handler of somebody else, who is told',
      `export class A {
  onExit(callback) { process.on('exit', () => callback()); }
  destroy() {}
}`,
    );
    isSilent(
      'only the first time',
      `let done = false;
export class A {
  open() { if (!done) { done = true; process.on('SIGTERM', () => this.close()); } }
  close() {}
}`,
    );
    isSilent('at module level', `process.on('SIGTERM', () => process.exit());`);
    isSilent(
      'a signal ends it',
      `export class A {
  constructor(signal) { window.addEventListener('resize', () => this.close(), { signal }); }
  close() {}
}`,
    );
    isSilent(
      'once',
      `export class A {
  constructor(options) { window.addEventListener('resize', () => this.close(), { once: true }); }
  close() {}
}`,
    );
  });

  describe('pooled sockets', () => {
    reports(
      'one more for each request',
      ['4 never-removed certain'],
      `import http from 'node:http';
export function send(url, use) {
  const request = http.request(url, { timeout: 1 });
  request.on('socket', (socket) => { socket.on('data', use); });
}`,
    );
    reports(
      'through a local function',
      ['2 never-removed certain'],
      `import http from 'node:http';
function watch(request, use) { request.on('socket', (socket) => { socket.on('data', use); }); }
export function send(url, use) { watch(http.request(url), use); }`,
    );
    isSilent(
      'removed when the request is over',
      `import http from 'node:http';
export function send(url, use) {
  const request = http.request(url);
  request.on('socket', (socket) => {
    socket.on('data', use);
    request.on('close', () => socket.off('data', use));
  });
}`,
    );
    isSilent(
      'an accepted socket dies with its connection',
      `import net from 'node:net';
export const serve = (use) => net.createServer((socket) => { socket.on('data', use); });`,
    );
  });

  describe('signals of the caller', () => {
    reports(
      'each call leaves a listener',
      ['2 never-removed possible'],
      `export function f(url, options: { signal: AbortSignal }, request) {
  options.signal.addEventListener('abort', () => request.cancel());
}`,
    );
    isSilent(
      'once',
      `export function f(signal: AbortSignal, request) {
  signal.addEventListener('abort', () => request.cancel(), { once: true });
}`,
    );
    isSilent(
      'a controller of its own',
      `export function f(request) {
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => request.cancel());
  return controller;
}`,
    );
  });

  describe('answers that do not remove', () => {
    reports(
      'the timeout, on an emitter that lives on',
      ['5 abort certain'],
      `import type { EventEmitter } from 'node:events';
export const ping = (bus: EventEmitter, ms: number) => new Promise((resolve) => {
  const timer = setTimeout(() => resolve(null), ms);
  const handler = () => { clearTimeout(timer); bus.off('pong', handler); resolve(true); };
  bus.on('pong', handler);
});`,
    );
    reports(
      'the timeout, on what is only known by its methods',
      ['5 abort likely'],
      `export class A { ping(ms) { return new Promise((resolve) => {
  const timer = setTimeout(() => resolve(null), ms);
  const handler = () => { clearTimeout(timer);
    this.bus.off('pong', handler); resolve(true); };
  this.bus.on('pong', handler);
}); } }`,
    );
    isSilent(
      'the answer is the end of the emitter',
      `export const wait = (stream) => new Promise((resolve, reject) => {
  const end = () => { stream.off('error', fail); resolve(); };
  const fail = (error) => reject(error);
  stream.on('end', end);
  stream.on('error', fail);
});`,
    );
    isSilent(
      'the emitter is ended on the way',
      `export const wait = (socket, ms) => new Promise((resolve, reject) => {
  const done = () => { clearTimeout(timer); socket.off('data', done); resolve(); };
  const timer = setTimeout(() => { socket.destroy(); reject(); }, ms);
  socket.on('data', done);
});`,
    );
    isSilent(
      'both ways go through one helper',
      `export const ping = (bus, ms) => new Promise((resolve) => {
  const finish = (value) => { clearTimeout(timer); bus.off('pong', handler); resolve(value); };
  const handler = () => finish(true);
  const timer = setTimeout(() => finish(false), ms);
  bus.on('pong', handler);
});`,
    );
  });
});
