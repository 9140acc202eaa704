import { createHash } from 'node:crypto';
import type { KeyRecord } from '../../key-store/key-records.port.js';

/** What a key store holds: how many records, and SHA-256 (hex) over them in order. It tells whether two hold the same, and nothing of any key. */
export type KeyDigest = { readonly count: number; readonly sha256: string };

export const openKeyDigest = () => {
  const hash = createHash('sha256');
  let count = 0;
  return {
    get count(): number {
      return count;
    },
    /** Each stands in the hash as a line of JSON: kind, name and value. */
    take: (record: KeyRecord): void => {
      hash.update(`${JSON.stringify([record.kind, record.name, valueOf(record)])}\n`);
      count += 1;
    },
    digest: (): KeyDigest => ({ count, sha256: hash.copy().digest('hex') }),
  };
};

/** Whether two records of one name say the same. */
export const isSameRecord = (one: KeyRecord, other: KeyRecord): boolean => one.kind === other.kind && valueOf(one) === valueOf(other);

const valueOf = (record: KeyRecord): string =>
  record.kind === 'reservation' ? `${record.reservedAtMs} ${record.person}` : record.wrapped ? Buffer.from(record.wrapped).toString('base64') : 'destroyed';
