import { Worker } from 'node:worker_threads';

/** Makes a small picture in another thread. */
export function thumbnail(picture: Uint8Array): Promise<Uint8Array> {
  const worker = new Worker(new URL('./resize.js', import.meta.url), { workerData: picture });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Uint8Array | Error) => {
      if (message instanceof Error) {
        reject(message);
        return;
      }
      worker.terminate().then(() => resolve(message), reject);
    });
  });
}
