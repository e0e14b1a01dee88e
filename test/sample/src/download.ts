import { createWriteStream } from 'node:fs';
import { get } from 'node:https';

/** Saves what a server sends. */
export function download(url: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const file = createWriteStream(path);
    const request = get(url, { timeout: 10_000 }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`the server said ${String(response.statusCode)}`));
        return;
      }
      response.pipe(file);
      file.on('finish', () => file.close(() => resolve()));
    });
    request.on('error', reject);
  });
}
