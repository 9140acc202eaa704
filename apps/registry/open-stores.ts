import { existsSync } from 'node:fs';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { openServerWriteLock } from '../../libs/event-store/eventstoredb/server-write-lock.js';
import { refusingOffTime, type TimeKeeping } from '../../libs/event-store/store-time.js';
import { refusingWhileLocked } from '../../libs/event-store/write-lock.js';
import { openEmbeddedKeyStore } from '../../libs/key-store/embedded/embedded-key-store.js';
import { KeyStoreDamaged, type KeyStore } from '../../libs/key-store/key-store.port.js';
import { openMongoKeyStore } from '../../libs/key-store/mongodb/mongo-key-store.js';
import { filesOf, prepareDirectory, shareDirectory } from '../../libs/platform/data-directory/data-directory.js';
import { SettingInvalid, type Settings } from '../../libs/platform/settings/settings.js';
import { openEmbeddedReadStore } from '../../libs/read-store/embedded/embedded-read-store.js';
import { openMongoReadStore } from '../../libs/read-store/mongodb/mongo-read-store.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { savedPositionsIn } from '../standalone/saved-positions.js';
import { eventStoreServer, mongoServer } from './servers.js';
import { monotonicNow, timeOfFiles, timeOfServers } from './store-times.js';

/** The stores that a process works on, on servers or in files that it shares with others. */
export type OpenStores = {
  readonly events: EventStore;
  readonly read: ReadStore;
  /** While it says that this process's clock is off, nothing is appended. */
  readonly time: TimeKeeping;
  /** Only where a process seals or names: whoever does neither holds no key. @throws KeyStoreDamaged, KeyStoreUnavailable */
  openKeys(): Promise<KeyStore>;
  /** Closes everything that was opened. */
  close(): Promise<void>;
};

/** @throws what the store at hand throws when it cannot be opened, with everything let go again */
export const openStores = (settings: Settings, process: string): Promise<OpenStores> =>
  settings['event-store-url'] === '' ? openFiles(settings) : openServers(settings, process);

type Closing = { add<Opened extends { close(): Promise<void> | void }>(opened: Opened): Opened; all(): Promise<void> };
const closing = (): Closing => {
  const opened: { close(): Promise<void> | void }[] = [];
  return {
    add: (one) => {
      opened.unshift(one);
      return one;
    },
    // The last one first: what was opened later may still use what was there before.
    all: async () => {
      for (const one of opened.splice(0)) await one.close();
    },
  };
};

const closingOnFailure = async <Result>(work: (opened: Closing) => Promise<Result>): Promise<Result> => {
  const opened = closing();
  try {
    return await work(opened);
  } catch (error) {
    await opened.all();
    throw error;
  }
};

const openFiles = (settings: Settings): Promise<OpenStores> =>
  closingOnFailure(async (opened) => {
    const { directory, release } = shareDirectory(prepareDirectory(settings['data-dir']));
    opened.add({ close: release });
    const files = filesOf(directory);
    const log = await openEmbeddedEventStore({ file: files.events, queueMax: settings['append-queue-max'] });
    const time = timeOfFiles(log);
    const events = opened.add(refusingOffTime(log, time));
    const read = opened.add(openEmbeddedReadStore({ file: files.read }));
    const openKeys = async (): Promise<KeyStore> => {
      await refuseLostKeys(events, files.keys);
      return opened.add(openEmbeddedKeyStore({ file: files.keys }));
    };
    return { events, read, time, openKeys, close: opened.all };
  });

const openServers = (settings: Settings, process: string): Promise<OpenStores> =>
  closingOnFailure(async (opened) => {
    const appName = `parity-${process}`;
    const read = opened.add(await openMongoReadStore(mongoServer(settings, 'read-store', appName)));
    const server = eventStoreServer(settings);
    const log = await openEventStoreDb({ ...server, positions: await savedPositionsIn(read, server.log) });
    const time = timeOfServers(log, mongoServer(settings, 'read-store', `${appName}-clock`));
    const events = opened.add(refusingOffTime(refusingWhileLocked(log, openServerWriteLock(server), monotonicNow), time));
    const file = settings['key-store-wrapping-key-file'];
    const openKeys = async (): Promise<KeyStore> => {
      if (settings['key-store-url'] === '') throw new SettingInvalid(`--key-store-url is missing: ${process} seals or names, and needs the keys`);
      await refuseLostKeys(events, file);
      return opened.add(await openMongoKeyStore({ ...mongoServer(settings, 'key-store', appName), wrappingKey: { file } }));
    };
    return { events, read, time, openKeys, close: opened.all };
  });

/** A log whose keys are gone is not worked on with new ones: old names would stay sealed for ever, and identity numbers that are taken would look free. */
const refuseLostKeys = async (events: EventStore, file: string): Promise<void> => {
  const count = (await events.head()) + 1;
  if (count > 0 && !existsSync(file)) throw new KeyStoreDamaged(`the log holds ${count} events and ${file} is missing: restore the keys that belong to these events / nhật ký có sự kiện nhưng thiếu ${file}: hãy khôi phục đúng bộ khóa của các sự kiện này`);
};
