import { checksOf } from '../../test/harness/detector-losses.ts';
import { pipes } from './index.ts';

const { reports, isSilent } = checksOf(pipes);

describe('pipes whose other end fails', () => {
  reports(
    'the read side',
    ['2 pipe-error possible'],
    `import fs from 'node:fs';
export const send = (path, response) => { fs.createReadStream(path).pipe(response); };`,
  );
  reports(
    'the read side, of one that may be given',
    ['2 pipe-error possible'],
    `import fs from 'node:fs';
export function put(source, target) { const input = typeof source === 'string' ? fs.createReadStream(source) : source;
  input.on('error', () => target.destroy());
  input.pipe(target);
}`,
  );
  reports(
    'the write side',
    ['2 pipe-error possible'],
    `import fs from 'node:fs';
export function save(request, path, done) { const file = fs.createWriteStream(path);
  file.on('error', () => file.close());
  request.pipe(file).on('finish', done);
}`,
  );
  isSilent(
    'the other end destroys it',
    `import fs from 'node:fs';
export function send(path, response) {
  const source = fs.createReadStream(path);
  source.pipe(response);
  response.on('close', () => source.destroy());
}`,
  );
  isSilent(
    'somebody else has it',
    `import fs from 'node:fs';
import eos from 'end-of-stream';
export function send(path, response) {
  const source = fs.createReadStream(path);
  eos(source, response);
  source.pipe(response);
}`,
  );
  isSilent(
    'it is returned',
    `import fs from 'node:fs';
export function save(request, path) { const file = fs.createWriteStream(path); request.pipe(file); return file; }`,
  );
  isSilent(
    'to the terminal',
    `import fs from 'node:fs';
export function show(path) { fs.createReadStream(path).pipe(process.stdout); }`,
  );
  isSilent(
    'nothing is opened here',
    `export const echo = (request, response) => { request.pipe(response); };`,
  );
  isSilent(
    'in memory',
    `import { PassThrough } from 'node:stream';
export const copy = (input) => { input.pipe(new PassThrough()); };`,
  );
});
