import { get } from 'node:http';

/** Whether a service answers. */
export function isUp(url: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = get(url, (response) => {
      resolve(response.statusCode === 200);
    });
    request.on('error', reject);
  });
}
