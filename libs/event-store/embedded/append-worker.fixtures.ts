import type { ExpectedRevision } from '../event-store.port.js';
import { openEmbeddedEventStore } from './embedded-event-store.js';

/**
 * A process of its own that appends until it is stopped or has done `count`, and prints `<stream> <revision>` once an append is acknowledged.
 * Arguments: file, name of the writer, count. Writers contend for the stream `shared` and have streams of their own beside it.
 */
const [file = '', writer = '', count = '0'] = process.argv.slice(2);
const store = await openEmbeddedEventStore({ file });
const filler = 'x'.repeat(400);

const eventOf = (name: string, n: number) => ({
  id: `${writer.padStart(8, '0')}-0000-5000-8000-${String(n).padStart(12, '0')}`,
  type: 'Written',
  text: JSON.stringify({ writer, name, n, filler }),
});
const append = async (stream: string, expected: ExpectedRevision, n: number) => {
  try {
    const { revision } = await store.append(stream, expected, [eventOf(`${stream}-a`, 2 * n), eventOf(`${stream}-b`, 2 * n + 1)]);
    process.stdout.write(`${stream} ${revision}\n`);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'RevisionConflict') return false;
    throw error;
  }
};
const sharedHead = async (): Promise<ExpectedRevision> => {
  for await (const page of store.readStream('shared', { direction: 'backwards', limit: 1 })) return page[0]?.revision ?? 'none';
  return 'none';
};
const appendShared = async (n: number) => {
  const expected = await sharedHead();
  // Lets the other writers in between reading and writing, so that some lose the race.
  await new Promise(setImmediate);
  if (!(await append('shared', expected, n))) await appendShared(n);
};

for (let n = 0; n < Number(count); n += 1) await Promise.all([append(`${writer}-${n}-x`, 'none', 3 * n), append(`${writer}-${n}-y`, 'none', 3 * n + 1), appendShared(3 * n + 2)]);
await store.close();
