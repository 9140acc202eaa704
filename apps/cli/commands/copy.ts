import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { openEmbeddedEventStore } from '../../../libs/event-store/embedded/embedded-event-store.js';
import type { EventStore } from '../../../libs/event-store/event-store.port.js';
import { openEventStoreDb } from '../../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { openServerWriteLock } from '../../../libs/event-store/eventstoredb/server-write-lock.js';
import { lockSettlesMs } from '../../../libs/event-store/write-lock.js';
import { compareKeys, copyKeys, type CopiedKeys } from '../../../libs/interchange/copying/copy-keys.js';
import { copyLog, type Copied, type CopyStage, type InStage } from '../../../libs/interchange/copying/copy-log.js';
import { filesOf, lockDirectory, prepareDirectory } from '../../../libs/platform/data-directory/data-directory.js';
import type { Settings } from '../../../libs/platform/settings/settings.js';
import { eventStoreServer } from '../../registry/servers.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, settingsOf, withSomeSettings } from '../options.js';
import { runStage } from '../progress.js';
import { noRegistry } from '../recorded-log.js';
import { untilStopped } from '../stopping.js';
import type { Terminal } from '../terminal.js';
import { countText } from '../words.js';
import { openKeysToCopy, type KeysToCopy } from './keys-to-copy.js';

type End = { readonly store: EventStore; close(): Promise<void> };
type Options = Readonly<Record<string, unknown>> & { readonly from: string; readonly to: string; readonly keysFrom?: string; readonly keysTo?: string; readonly releaseLock?: boolean; readonly json?: boolean };

const stageNames: { readonly [Stage in CopyStage]: string } = {
  comparing: 'So phần đã có', copying: 'Chép sự kiện', verifying: 'Đọc lại nơi nhận',
  'comparing-keys': 'So các khóa', 'copying-keys': 'Chép khóa', 'verifying-keys': 'Đọc lại khóa',
};
const isServer = (address: string): boolean => /^esdb(\+discover)?:\/\//.test(address);

/** A directory's log is read beside whoever serves it. */
const openSource = async (address: string, settings: Settings): Promise<End> => {
  const store = isServer(address) ? await openEventStoreDb(eventStoreServer(settings, address)) : await openDirectoryLog(address);
  return { store, close: () => store.close() };
};

const openDirectoryLog = (path: string): Promise<EventStore> => {
  const { events: file } = filesOf(resolve(path));
  if (!existsSync(file)) throw noRegistry(resolve(path));
  return openEmbeddedEventStore({ file, readOnly: true });
};

/** Nobody else writes to it until it is closed. */
const openTarget = (address: string, settings: Settings): Promise<End> => (isServer(address) ? openServerTarget(address, settings) : openDirectoryTarget(address));

const openDirectoryTarget = async (path: string): Promise<End> => {
  const lock = lockDirectory(prepareDirectory(path));
  try {
    const store = await openEmbeddedEventStore({ file: filesOf(lock.directory).events });
    return { store, close: () => store.close().finally(lock.release) };
  } catch (error) {
    lock.release();
    throw error;
  }
};

const openServerTarget = async (url: string, settings: Settings): Promise<End> => {
  const options = eventStoreServer(settings, url);
  const lock = openServerWriteLock(options);
  try {
    await lock.take(`parity copy, process ${process.pid}`);
    // Until then a command process may not have seen the lock.
    await new Promise((settled) => setTimeout(settled, lockSettlesMs));
    const store = await openEventStoreDb(options).catch(async (error: unknown) => {
      await lock.release();
      throw error;
    });
    const close = async () => {
      await store.close();
      await lock.release();
      await lock.close();
    };
    return { store, close };
  } catch (error) {
    await lock.close();
    throw error;
  }
};

const releaseLock = async (address: string, settings: Settings): Promise<void> => {
  if (!isServer(address)) throw new CommandStopped('usage', '--release-lock is for a server: a directory is let go when its process ends');
  const lock = openServerWriteLock(eventStoreServer(settings, address));
  try {
    await lock.release();
  } finally {
    await lock.close();
  }
};

type CopiedAll = Copied & { readonly keys?: CopiedKeys };

const told = ({ digest, before, keys }: CopiedAll, asJson: boolean | undefined): string => {
  const kept = keys?.keptDestroyed.size ?? 0;
  if (asJson) return `${JSON.stringify({ ...digest, before, ...(keys && { keys: { ...keys.digest, keptDestroyed: kept } }) })}\n`;
  const log = `Hai nhật ký giống nhau: ${countText(digest.count)} sự kiện (${countText(digest.count - before)} vừa chép)\nSHA-256 ${digest.sha256}\n`;
  return keys ? `${log}Khóa: ${countText(keys.digest.count)} bản ghi${kept > 0 ? `, ${countText(kept)} khóa đã hủy ở nơi nhận vẫn bị hủy` : ''}\nSHA-256 ${keys.digest.sha256}\n` : log;
};

const copySettings = [
  'event-store-log', 'event-store-user', 'event-store-password', 'event-store-ca-file', 'key-store-database', 'key-store-user', 'key-store-password', 'key-store-wrapping-key-file', 'mode',
] as const;

export const copyCommand = (terminal: Terminal): Command =>
  withSomeSettings(new Command('copy'), copySettings)
    .description('chép nhật ký sự kiện sang kho khác, nguyên từng byte / copy the event log between a directory and EventStoreDB, either way, byte for byte; again, it goes on where it was')
    .requiredOption('--from <log>', 'a data directory, or the address of an EventStoreDB such as esdb://host:2113?tls=true')
    .requiredOption('--to <log>', 'the same; empty, or a beginning of the source, and locked against commands meanwhile')
    .option('--keys-from <keys>', 'bring the keys of the people as well: from this data directory, or MongoDB such as mongodb://host:27017/?replicaSet=parity')
    .option('--keys-to <keys>', 'to here: the directory of --to, or MongoDB; under the same wrapping key (keys.db.kek there, or --key-store-wrapping-key-file)')
    .option('--release-lock', 'let go the lock that a copy to this server left behind when it was killed, and copy nothing')
    .option('--json', 'count and digest as JSON')
    .addHelpText('after', `\nWithout the keys names stay sealed, and every number is the same.\n${examples(
      'parity copy --from data/parity --to "esdb://127.0.0.1:2113?tls=false"',
      'parity copy --from "esdb://127.0.0.1:2113?tls=false" --to data/copy',
      'parity copy --from data/parity --to "esdb://127.0.0.1:2113?tls=false" --keys-from data/parity --keys-to "mongodb://127.0.0.1:27017/?replicaSet=parity" --key-store-wrapping-key-file secrets/key-store-wrapping-key',
    )}`)
    .action(async (options: Options) => {
      const settings = settingsOf(options, terminal);
      if (options.releaseLock) return releaseLock(options.to, settings);
      const stopping = untilStopped();
      try {
        terminal.out(told(await copyBetween(terminal, options, settings, stopping.signal), options.json));
      } catch (error) {
        if (stopping.signal.aborted) throw new CommandStopped('interrupted', 'interrupted; the same command goes on from here');
        throw error;
      } finally {
        stopping.release();
      }
    });

const copyBetween = async (terminal: Terminal, options: Options, settings: Settings, signal: AbortSignal): Promise<CopiedAll> => {
  const { from, to } = options;
  if (from === to || (!isServer(from) && !isServer(to) && resolve(from) === resolve(to))) throw new CommandStopped('usage', '--from and --to are the same log');
  const inStage: InStage = (stage, work) => runStage(terminal, stageNames[stage], ({ update }) => work(update));
  const source = await openSource(from, settings);
  try {
    const target = await openTarget(to, settings);
    try {
      const keys = await openKeysToCopy(options, settings);
      try {
        return await copyAll(source.store, target.store, keys, { signal, inStage });
      } finally {
        await keys?.close();
      }
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};

/** What keeps the keys from being copied is told before the log is; the keys come after it, so that every event has its key. */
const copyAll = async (source: EventStore, target: EventStore, keys: KeysToCopy | undefined, how: { readonly signal: AbortSignal; readonly inStage: InStage }): Promise<CopiedAll> => {
  if (keys) await compareKeys(keys.source, keys.target, how);
  const copied = await copyLog(source, target, how);
  return keys ? { ...copied, keys: await copyKeys(keys.source, keys.target, how) } : copied;
};
