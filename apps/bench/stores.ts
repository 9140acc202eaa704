import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import { openEmbeddedKeyStore } from '../../libs/key-store/embedded/embedded-key-store.js';
import { filesOf } from '../../libs/platform/data-directory/data-directory.js';
import { openEmbeddedReadStore } from '../../libs/read-store/embedded/embedded-read-store.js';

export const systemClock = { now: () => Date.now() };

/** The three embedded stores of a directory, as the application opens them. */
export const openStores = async (directory: string, readFile = filesOf(directory).read) => ({
  events: await openEmbeddedEventStore({ file: filesOf(directory).events }),
  read: openEmbeddedReadStore({ file: readFile }),
  keys: openEmbeddedKeyStore({ file: filesOf(directory).keys }),
});

export const rawReadFile = (directory: string): string => join(directory, 'raw-read.db');
