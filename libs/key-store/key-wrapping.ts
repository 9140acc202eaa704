import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Random } from '../kernel/ports.js';
import type { KeyRecord } from './key-records.port.js';
import { KeyStoreDamaged, type Key } from './key-store.port.js';

/** Wraps keys so that the database alone, a backup of it say, opens nothing. `name` is sealed in: a wrapped key opens under its own name only. */
export type Wrapping = { wrap(name: string, key: Key): Uint8Array; unwrap(name: string, wrapped: Uint8Array): Key };

/** The system key of identity look-ups, by which every store also knows its wrapping key. */
export const lookupName = 'look-up key';

const [ivLength, tagLength, keyLength] = [12, 16, 32];

export const wrappingUnder = (wrappingKey: Key, random: Random): Wrapping => {
  const secret: KeyObject = createSecretKey(wrappingKey);
  return {
    wrap: (name, key) => {
      const iv = random.bytes(ivLength);
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(name));
      const ct = Buffer.concat([cipher.update(key), cipher.final()]);
      return Buffer.concat([iv, ct, cipher.getAuthTag()]);
    },
    unwrap: (name, wrapped) => {
      try {
        const [iv, ct, tag] = [wrapped.subarray(0, ivLength), wrapped.subarray(ivLength, -tagLength), wrapped.subarray(-tagLength)];
        const decipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: tagLength }).setAAD(Buffer.from(name)).setAuthTag(tag);
        return Uint8Array.from(Buffer.concat([decipher.update(ct), decipher.final()]));
      } catch (cause) {
        throw new KeyStoreDamaged(`the key of ${name} does not open`, { cause });
      }
    },
  };
};

/** Whether the wrapping key opens what is wrapped in a record. */
export const opensRecord = (wrapping: Pick<Wrapping, 'unwrap'>, record: KeyRecord): boolean => {
  if (record.kind === 'reservation' || !record.wrapped) return true;
  try {
    wrapping.unwrap(record.name, record.wrapped);
    return true;
  } catch (error) {
    if (error instanceof KeyStoreDamaged) return false;
    throw error;
  }
};

/** The wrapping under a file's key that has to be there. @throws KeyStoreDamaged */
export const wrappingUnderFile = (file: string, random: Random): Wrapping => wrappingUnder(readOrMakeKeyFile(file, random, false), random);

/** The key in `file`, readable by its owner only; made and synced to disk when there is none and `mayMake`. @throws KeyStoreDamaged */
export const readOrMakeKeyFile = (file: string, random: Random, mayMake: boolean): Key => {
  if (!existsSync(file)) {
    if (!mayMake) throw new KeyStoreDamaged(`${file} is missing: the keys it wraps cannot be opened`);
    makeKeyFile(file, random.bytes(keyLength));
  }
  return keyBytes(readFileSync(file), file);
};

/** @throws KeyStoreDamaged, naming where the bytes came from, when they are no key. */
export const keyBytes = (bytes: Uint8Array, source: string): Key => {
  if (bytes.length !== keyLength) throw new KeyStoreDamaged(`${source} holds ${bytes.length} bytes where a key has ${keyLength}`);
  return bytes;
};

const makeKeyFile = (file: string, key: Key): void => {
  const handle = openSync(file, 'wx', 0o600);
  writeSync(handle, key);
  fsyncSync(handle);
  closeSync(handle);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};
