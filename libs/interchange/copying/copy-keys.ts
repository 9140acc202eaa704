import { recordKinds, type KeyRecord, type KeyRecords, type KeyRecordsReader } from '../../key-store/key-records.port.js';
import { CopySpoiled, unseen, type CopyOptions } from './copy-log.js';
import { isSameRecord, openKeyDigest, type KeyDigest } from './key-digest.js';

/** `digest` is that of the target, read back. */
export type CopiedKeys = ComparedKeys & { readonly digest: KeyDigest };
export type ComparedKeys = {
  /** How many the source holds. */
  readonly records: number;
  /** Whose key the source still has and the target had destroyed already: it stays so. */
  readonly keptDestroyed: ReadonlySet<string>;
};

/** The target has keys of its own, and its identity numbers are reserved under another look-up key: nothing was written to it. */
export class KeysPart extends Error {
  override readonly name = 'KeysPart';
  constructor(record: KeyRecord) {
    super(`the target's keys are no copy of the source's: its ${record.kind} ${record.name} is another one or not the source's; no key was copied`);
  }
}
/** What the source wrapped does not open under the target's wrapping key: nothing was written. */
export class OtherWrappingKey extends Error {
  override readonly name = 'OtherWrappingKey';
  constructor({ kind, name }: KeyRecord) {
    super(`the ${kind} ${name} of the source does not open under the target's wrapping key: give the target a copy of the source's; no key was copied`);
  }
}

/** Whether the source's keys could be copied; nothing is written. @throws OtherWrappingKey, KeysPart, `signal`'s reason */
export const compareKeys = async (source: KeyRecordsReader, target: KeyRecords, { signal }: Pick<CopyOptions, 'signal'> = {}): Promise<ComparedKeys> => {
  const keptDestroyed = new Set<string>();
  const held = recordsOf(target);
  let { value: other } = await held.next();
  let records = 0;
  for await (const record of recordsOf(source)) {
    signal?.throwIfAborted();
    records += 1;
    if (!target.opens(record)) throw new OtherWrappingKey(record);
    const order = other ? orderOf(record, other) : -1;
    // What the source has not is held on to, and told at the end.
    if (order !== 0) continue;
    if (other && !mayStand(other, record)) throw new KeysPart(other);
    if (isDestroyed(other) && !isDestroyed(record)) keptDestroyed.add(record.name);
    ({ value: other } = await held.next());
  }
  if (other) throw new KeysPart(other);
  return { records, keptDestroyed };
};

/**
 * Brings keys, marks of destroyed ones and reservations to another store under the same wrapping key, each as it is wrapped. What the target holds must have come
 * from the source; a key that either of them has destroyed is destroyed at the target. Begun again, it goes on. Copy the log first: then every event in the copy has
 * its key. Nobody else may use the target meanwhile.
 * @throws OtherWrappingKey, KeysPart, CopySpoiled, KeyStoreUnavailable, `signal`'s reason
 */
export const copyKeys = async (source: KeyRecordsReader, target: KeyRecords, { signal, inStage = unseen }: Omit<CopyOptions, 'patience'> = {}): Promise<CopiedKeys> => {
  const compared = await inStage('comparing-keys', () => compareKeys(source, target, { ...(signal && { signal }) }));
  const given = openKeyDigest();
  await inStage('copying-keys', async (update) => {
    for await (const page of source.records()) {
      signal?.throwIfAborted();
      await target.put(page);
      for (const record of page) given.take(record.kind === 'key' && compared.keptDestroyed.has(record.name) ? { ...record, wrapped: null } : record);
      update(given.count, compared.records);
    }
  });
  const held = openKeyDigest();
  await inStage('verifying-keys', async (update) => {
    for await (const page of target.records()) {
      for (const record of page) held.take(record);
      update(held.count, compared.records);
    }
  });
  const [expected, digest] = [given.digest(), held.digest()];
  if (expected.count !== digest.count || expected.sha256 !== digest.sha256) throw new CopySpoiled(`the target holds ${digest.count} key records of digest ${digest.sha256}, and was given ${expected.count} of ${expected.sha256}`);
  return { ...compared, digest };
};

async function* recordsOf(store: KeyRecordsReader): AsyncGenerator<KeyRecord, undefined> {
  for await (const page of store.records()) yield* page;
  return undefined;
}

/** By kind and then by name, in order of UTF-8 bytes, as every store gives them. */
const orderOf = (one: KeyRecord, other: KeyRecord): number =>
  recordKinds.indexOf(one.kind) - recordKinds.indexOf(other.kind) || Buffer.compare(Buffer.from(one.name), Buffer.from(other.name));

const isDestroyed = (record: KeyRecord | undefined): boolean => record?.kind === 'key' && record.wrapped === null;

/** An identity number may have been taken over in the source since; a key is the source's or was destroyed. */
const mayStand = (held: KeyRecord, record: KeyRecord): boolean => record.kind === 'reservation' || isSameRecord(held, record) || isDestroyed(held) || isDestroyed(record);
