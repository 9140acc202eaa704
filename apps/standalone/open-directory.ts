import { existsSync } from 'node:fs';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { refusingOffTime, type TimeKeeping } from '../../libs/event-store/store-time.js';
import { openEmbeddedKeyStore } from '../../libs/key-store/embedded/embedded-key-store.js';
import { openInMemoryKeyStore } from '../../libs/key-store/in-memory/in-memory-key-store.js';
import { KeyStoreDamaged, type KeyStore } from '../../libs/key-store/key-store.port.js';
import { filesOf } from '../../libs/platform/data-directory/data-directory.js';
import { openControl } from '../../libs/projection-engine/control/control.js';
import { openEmbeddedReadStore } from '../../libs/read-store/embedded/embedded-read-store.js';
import { openInMemoryReadStore } from '../../libs/read-store/in-memory/in-memory-read-store.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { readLogFacts, type LogFacts } from './log-facts.js';
import { projections } from '../registry/projections.js';
import { timeOfFiles } from '../registry/store-times.js';
import { openRegistry, type Registry, type RegistryOptions, type RegistryStores } from './open-registry.js';
import { clockOf } from './simulated-clock.js';

export type OpenDirectoryOptions = { readonly directory: string; readonly province: string; readonly queueMax: number; } & Pick<RegistryOptions, 'asksReadSide' | 'isWithheld' | 'operation'>;
export type OpenedRegistry = { readonly registry: Registry; readonly facts: LogFacts };

/** A log that holds something says itself which province it records and whether it is sample data. */
const registryOver = async (stores: RegistryStores, province: string, options: Pick<RegistryOptions, 'asksReadSide' | 'isWithheld' | 'operation'>): Promise<OpenedRegistry> => {
  const facts = await readLogFacts(stores.events);
  return { registry: await openRegistry({ stores, clock: clockOf(facts), province: facts.province ?? province, ...options }), facts };
};

type Closable = { close(): Promise<void> };
/** Runs `work` with what it opens on the way; when it fails, everything opened until then is closed. */
const closingOnFailure = async <Result>(work: (opened: <Store extends Closable>(store: Store) => Store) => Promise<Result>): Promise<Result> => {
  const opened: Closable[] = [];
  try {
    return await work((store) => {
      opened.push(store);
      return store;
    });
  } catch (error) {
    for (const store of opened) await store.close();
    throw error;
  }
};

/** A log whose keys are gone is not served with new ones: old names would stay sealed for ever, and identity numbers that are taken would look free. */
const refuseLostKeys = async (directory: string, events: EventStore): Promise<void> => {
  const count = (await events.head()) + 1;
  if (count === 0 || existsSync(filesOf(directory).keys)) return;
  throw new KeyStoreDamaged(
    `${directory} holds ${count} events and no keys.db: restore keys.db and keys.db.kek from the backup of these events; commands that only read need neither, while nobody serves the directory` +
      ' / thư mục có sự kiện nhưng thiếu keys.db: hãy khôi phục keys.db và keys.db.kek từ bản sao lưu của chính các sự kiện này; các lệnh chỉ đọc không cần hai tệp đó khi không có máy chủ nào đang mở thư mục',
  );
};

/**
 * Opens a directory for recording; the caller holds its lock.
 * @throws KeyStoreDamaged when it holds events and their keys are missing; UnknownStoreFormat, CorruptHistory, StoreUnavailable
 */
export const openDirectory = ({ directory, province, queueMax, ...options }: OpenDirectoryOptions): Promise<OpenedRegistry & { readonly time: TimeKeeping }> =>
  closingOnFailure(async (opened) => {
    const files = filesOf(directory);
    const events = opened(await openEmbeddedEventStore({ file: files.events, queueMax }));
    await refuseLostKeys(directory, events);
    const keys = opened(openEmbeddedKeyStore({ file: files.keys }));
    const read = opened(openEmbeddedReadStore({ file: files.read }));
    const time = timeOfFiles(events);
    return { ...(await registryOver({ events: refusingOffTime(events, time), keys, read }, province, options)), time };
  });

/** Opens a directory that nobody serves for reading: no file of it is written. Without the keys, names stay sealed. */
export const openDirectoryReadOnly = ({ directory, province }: { readonly directory: string; readonly province: string }): Promise<OpenedRegistry> =>
  closingOnFailure(async (opened) => {
    const files = filesOf(directory);
    const events = opened(await openEmbeddedEventStore({ file: files.events, readOnly: true }));
    const keys = opened(readableKeys(files.keys));
    const stored = await upToDate(files.read, events);
    const read = opened(stored ?? openInMemoryReadStore());
    const found = await registryOver({ events, keys, read }, province, { asksReadSide: false, isWithheld: stored !== undefined });
    await found.registry.engine.whenCaughtUp();
    return found;
  });

const readableKeys = (file: string): KeyStore => {
  if (!existsSync(file)) return openInMemoryKeyStore();
  try {
    return openEmbeddedKeyStore({ file, readOnly: true });
  } catch {
    // An auditor may be given the log without the keys: every number is the same, only names are missing.
    return openInMemoryKeyStore();
  }
};

/** The stored documents, when they hold the whole log; otherwise they are folded anew, in memory. */
const upToDate = async (file: string, events: EventStore): Promise<ReadStore | undefined> => {
  if (!existsSync(file)) return undefined;
  let store: ReadStore | undefined;
  try {
    store = openEmbeddedReadStore({ file, readOnly: true });
    const head = await events.head();
    const { of } = await openControl(store, projections).read();
    for (const projection of projections) if ((await store.checkpoint({ ...projection, generation: of.get(projection.name)?.live ?? 0 })).index !== head) throw new RangeError(`${projection.name} is behind the log`);
    // What is declared is there already, and nothing more is to be folded.
    return { ...store, declare: () => Promise.resolve() };
  } catch {
    // Derived documents that are missing, older or unreadable are no reason not to answer.
    await store?.close();
    return undefined;
  }
};
