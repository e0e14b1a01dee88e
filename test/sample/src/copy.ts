import { open } from 'node:fs/promises';

/** Appends one file to another. */
export async function append(from: string, to: string): Promise<number> {
  const source = await open(from, 'r');
  const target = await open(to, 'a');
  const { size } = await source.stat();
  await target.writeFile(await source.readFile());
  await source.close();
  await target.close();
  return size;
}
