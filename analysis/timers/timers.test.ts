import { checksOf } from '../../test/harness/detector-losses.ts';
import { timers } from './index.ts';

const { reports, isSilent } = checksOf(timers);

describe('timers that go on after the answer', () => {
  describe('races', () => {
    reports(
      'a rejecting timer among the raced',
      ['2 race certain'],
      `export const f = (work) => Promise.race([work,
  new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5000))]);`,
    );
    reports(
      'a raced promise made by a local function',
      ['2 race certain'],
      `function expire(ms) {
  return new Promise((_, reject) => setTimeout(reject, ms));
}
export const f = (work) => Promise.race([work, expire(5000)]);`,
    );
    reports(
      'a resolving one that is long',
      ['2 race likely'],
      `export const f = (work, ms) => Promise.race([work,
  new Promise((resolve) => setTimeout(() => resolve(null), ms))]);`,
    );
    reports(
      'the executor itself hands its settlers on',
      ['2 race certain'],
      `export const f = (work, ms) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('late')), ms);
  work.then(resolve, reject);
});`,
    );
    isSilent(
      'a short pause among the raced',
      `export const f = (work) => Promise.race([work, new Promise((r) => setTimeout(r, 250))]);`,
    );
    isSilent(
      'cleared when the race is over',
      `export async function f(work, ms) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('late')), ms); });
  try { return await Promise.race([work, late]); } finally { clearTimeout(timer); }
}`,
    );
    isSilent(
      'a plain sleep',
      `export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));`,
    );
    isSilent(
      'a timer that keeps nothing alive',
      `export const f = (work, ms) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('late')), ms).unref();
  work.then(resolve, reject);
});`,
    );
    isSilent(
      'the timer is the only one who answers',
      `export const f = (ms) => new Promise((_, reject) => {
  setTimeout(() => reject(new Error('late')), ms);
});`,
    );
  });

  describe('answers that do not clear', () => {
    reports(
      'the error handler',
      ['2 error-callback certain'],
      `export const f = (socket, ms) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error('late')), ms);
  socket.on('connect', () => { clearTimeout(timer); resolve(); });
  socket.on('error', reject);
});`,
    );
    reports(
      'an early way out of a callback',
      ['2 early-return certain'],
      `export function f(send, ms, callback) {
  const timer = setTimeout(() => callback(new Error('late')), ms);
  send((error, value) => {
    if (error) return callback(error);
    clearTimeout(timer);
    callback(null, value);
  });
}`,
    );
    reports(
      'a synchronous throw between',
      ['4 error-callback likely'],
      `export const f = (make, ms) => new Promise((resolve, reject) => {
  let timer;
  try {
    timer = setTimeout(() => reject(new Error('late')), ms);
    make(() => { clearTimeout(timer); resolve(); });
  } catch (error) { reject(error); }
});`,
    );
    reports(
      'an interval when the timeout answers',
      ['2 abort likely'],
      `export const f = (check, ms) => new Promise((resolve, reject) => {
  const interval = setInterval(() => { if (check()) { clearInterval(interval); clearTimeout(timer); resolve(); } }, 50);
  const timer = setTimeout(() => reject(new Error('late')), ms);
});`,
    );
    reports(
      'handlers in an object',
      ['3 early-return certain'],
      `export const f = (open, ms) => new Promise((resolve, reject) => {
  let timer;
  timer = setTimeout(() => reject(new Error('late')), ms);
  const onConnect = () => { clearTimeout(timer); resolve(); };
  const onError = (error) => reject(error);
  open({ onConnect, onError });
});`,
    );
    isSilent(
      'all go through one helper',
      `export const f = (socket, ms) => new Promise((resolve, reject) => {
  const done = (error) => { clearTimeout(timer); if (error) reject(error); else resolve(); };
  const timer = setTimeout(() => done(new Error('late')), ms);
  socket.on('connect', () => done());
  socket.on('error', done);
});`,
    );
    isSilent(
      'a helper that gets what settles',
      `export const f = (socket, ms) => new Promise((resolve, reject) => {
  const finish = (settle) => { clearTimeout(timer); settle(); };
  const timer = setTimeout(() => finish(() => reject(new Error('late'))), ms);
  socket.on('connect', () => finish(resolve));
});`,
    );
    isSilent(
      'cleared where it is set',
      `export const f = (socket, ms) => new Promise((resolve, reject) => {
  let timer = null;
  timer = setTimeout(() => reject(new Error('late')), ms);
  socket.on('connect', () => { if (timer) clearTimeout(timer); resolve(); });
});`,
    );
    isSilent(
      'an event that always comes clears it',
      `export const f = (socket, ms) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error('late')), ms);
  socket.on('error', reject);
  socket.on('connect', resolve);
  socket.on('close', () => clearTimeout(timer));
});`,
    );
    isSilent(
      'answered before the timer is set',
      `export const f = (ready, socket, ms) => new Promise((resolve, reject) => {
  if (ready) return resolve();
  const timer = setTimeout(() => reject(new Error('late')), ms);
  socket.on('connect', () => { clearTimeout(timer); resolve(); });
});`,
    );
    isSilent(
      'cleared before it goes on',
      `export const f = (socket, next, ms) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error('late')), ms);
  socket.on('connect', () => { clearTimeout(timer); next.on('ready', resolve); });
});`,
    );
    isSilent(
      'the callback is wrapped once for all',
      `export function f(send, ms, callback) {
  callback = wrap(callback);
  const timer = setTimeout(() => callback(new Error('late')), ms);
  send((error) => { if (error) return callback(error); clearTimeout(timer); callback(); });
}`,
    );
    isSilent(
      'kept in a field, which the class clears',
      `export class A {
  ask(socket, ms) {
    return new Promise((resolve, reject) => {
      this.timer = setTimeout(() => reject(new Error('late')), ms);
      socket.on('data', resolve);
    });
  }
  close() { clearTimeout(this.timer); }
}`,
    );
  });
});
