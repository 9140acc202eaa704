import { createHash } from 'node:crypto';
import type { EventStoreReader, StoredEvent } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';

/** What a log holds, so that two of them can be compared over any distance: how many events, and SHA-256 (hex) over all of them in index order. */
export type LogDigest = { readonly count: number; readonly sha256: string };

/** Takes events in index order. Each stands in the hash as a line `stream NUL revision NUL type NUL bytes` and then its text in UTF-8. */
export const openLogDigest = () => {
  const hash = createHash('sha256');
  let count = 0;
  return {
    /** Index of the next event. */
    get next(): LogIndex {
      return count;
    },
    /** @throws RangeError out of order */
    take: ({ index, stream, revision, type, text }: StoredEvent): void => {
      if (index !== count) throw new RangeError(`event ${index} where event ${count} comes next`);
      hash.update(`${stream}\0${revision}\0${type}\0${Buffer.byteLength(text)}\n`).update(text);
      count += 1;
    },
    digest: (): LogDigest => ({ count, sha256: hash.copy().digest('hex') }),
  };
};

/** Reads a log whole. @param onProgress told the events read so far, after each page. @throws what reading throws, and `signal`'s reason */
export const digestOf = async (store: EventStoreReader, { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (read: number) => void } = {}): Promise<LogDigest> => {
  const digest = openLogDigest();
  for await (const page of store.readAll()) {
    signal?.throwIfAborted();
    for (const event of page) digest.take(event);
    onProgress?.(digest.next);
  }
  return digest.digest();
};
