import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openEmbeddedKeyRecords, openEmbeddedKeyRecordsReader } from '../../../libs/key-store/embedded/embedded-key-records.js';
import { wrappingKeyFileOf } from '../../../libs/key-store/embedded/key-file.js';
import type { KeyRecords, KeyRecordsReader } from '../../../libs/key-store/key-records.port.js';
import { openMongoKeyRecords, openMongoKeyRecordsReader } from '../../../libs/key-store/mongodb/mongo-key-records.js';
import { filesOf } from '../../../libs/platform/data-directory/data-directory.js';
import type { Settings } from '../../../libs/platform/settings/settings.js';
import { mongoServer } from '../../registry/servers.js';
import { CommandStopped } from '../exit-codes.js';
import { noRegistry } from '../recorded-log.js';

export type KeysToCopy = { readonly source: KeyRecordsReader; readonly target: KeyRecords; close(): Promise<void> };
type Ends = { readonly to: string; readonly keysFrom?: string; readonly keysTo?: string };

const isMongo = (address: string): boolean => /^mongodb(\+srv)?:\/\//.test(address);
const serverAt = (address: string, settings: Settings) => mongoServer(settings, 'key-store', 'parity-copy', address);

/** Both ends of the keys, where they are named. The target of the log holds whoever else would use them off. @throws CommandStopped, KeyStoreDamaged, KeyStoreUnavailable, MongoRefused */
export const openKeysToCopy = async ({ to, keysFrom, keysTo }: Ends, settings: Settings): Promise<KeysToCopy | undefined> => {
  if (keysFrom === undefined && keysTo === undefined) return undefined;
  if (keysFrom === undefined || keysTo === undefined) throw new CommandStopped('usage', '--keys-from and --keys-to are given together or not at all');
  if (keysFrom === keysTo || (!isMongo(keysFrom) && !isMongo(keysTo) && resolve(keysFrom) === resolve(keysTo))) throw new CommandStopped('usage', '--keys-from and --keys-to are the same keys');
  const source = await openSource(keysFrom, settings);
  try {
    const target = await openTarget(keysTo, to, settings);
    const close = async (): Promise<void> => {
      await target.close();
      await source.close();
    };
    return { source, target, close };
  } catch (error) {
    await source.close();
    throw error;
  }
};

const openSource = async (address: string, settings: Settings): Promise<KeyRecordsReader> => {
  if (isMongo(address)) return openMongoKeyRecordsReader(serverAt(address, settings));
  const { keys } = filesOf(resolve(address));
  if (!existsSync(keys)) throw noRegistry(resolve(address));
  return openEmbeddedKeyRecordsReader(keys);
};

const openTarget = async (address: string, to: string, settings: Settings): Promise<KeyRecords> => {
  if (!isMongo(address)) {
    if (resolve(address) !== resolve(to)) throw new CommandStopped('usage', '--keys-to is the directory of --to, where the keys lie beside their events, or a MongoDB');
    const { keys } = filesOf(resolve(address));
    return openEmbeddedKeyRecords(besideItsWrappingKey(keys, wrappingKeyFileOf(keys)));
  }
  const file = settings['key-store-wrapping-key-file'];
  if (file === '') throw new CommandStopped('usage', '--key-store-wrapping-key-file is missing: the keys on MongoDB lie wrapped under the key in it');
  return openMongoKeyRecords({ ...serverAt(address, settings), wrappingKeyFile: besideItsWrappingKey(file, file) });
};

/** Here none is made: a new one would open nothing. */
const besideItsWrappingKey = (keys: string, wrappingKey: string): string => {
  if (!existsSync(wrappingKey)) throw new CommandStopped('usage', `${wrappingKey} is missing: put a copy of the source's wrapping key there first; no key was copied`);
  return keys;
};
