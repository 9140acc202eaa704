import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { openEmbeddedEventStore } from '../../../libs/event-store/embedded/embedded-event-store.js';
import type { EventStore } from '../../../libs/event-store/event-store.port.js';
import { openEventStoreDb } from '../../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import type { ServerOptions } from '../../../libs/event-store/eventstoredb/server-address.js';
import { openServerWriteLock } from '../../../libs/event-store/eventstoredb/server-write-lock.js';
import { lockSettlesMs } from '../../../libs/event-store/write-lock.js';
import { copyLog, type Copied, type CopyStage } from '../../../libs/interchange/copying/copy-log.js';
import { filesOf, lockDirectory, prepareDirectory } from '../../../libs/platform/data-directory/data-directory.js';
import type { Settings } from '../../../libs/platform/settings/settings.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, settingsOf, withSomeSettings } from '../options.js';
import { runStage } from '../progress.js';
import { noRegistry } from '../recorded-log.js';
import { untilStopped } from '../stopping.js';
import type { Terminal } from '../terminal.js';
import { countText } from '../words.js';

type End = { readonly store: EventStore; close(): Promise<void> };
type Options = Readonly<Record<string, unknown>> & { readonly from: string; readonly to: string; readonly releaseLock?: boolean; readonly json?: boolean };

const stageNames: { readonly [Stage in CopyStage]: string } = { comparing: 'So phần đã có', copying: 'Chép sự kiện', verifying: 'Đọc lại nơi nhận' };
const isServer = (address: string): boolean => /^esdb(\+discover)?:\/\//.test(address);

const serverOptions = (url: string, settings: Settings): ServerOptions & { readonly log: string } => ({
  url,
  log: settings['event-store-log'],
  production: settings.mode === 'production',
  ...(settings['event-store-user'] === '' ? {} : { credentials: { username: settings['event-store-user'], password: settings['event-store-password'] } }),
  ...(settings['event-store-ca-file'] === '' ? {} : { ca: settings['event-store-ca-file'] }),
});

/** A directory's log is read beside whoever serves it. */
const openSource = async (address: string, settings: Settings): Promise<End> => {
  const store = isServer(address) ? await openEventStoreDb(serverOptions(address, settings)) : await openDirectoryLog(address);
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
  const options = serverOptions(url, settings);
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
  const lock = openServerWriteLock(serverOptions(address, settings));
  try {
    await lock.release();
  } finally {
    await lock.close();
  }
};

export const copyCommand = (terminal: Terminal): Command =>
  withSomeSettings(new Command('copy'), ['event-store-log', 'event-store-user', 'event-store-password', 'event-store-ca-file', 'mode'])
    .description('chép nhật ký sự kiện sang kho khác, nguyên từng byte / copy the event log between a directory and EventStoreDB, either way, byte for byte; again, it goes on where it was')
    .requiredOption('--from <log>', 'a data directory, or the address of an EventStoreDB such as esdb://host:2113?tls=true')
    .requiredOption('--to <log>', 'the same; empty, or a beginning of the source, and locked against commands meanwhile')
    .option('--release-lock', 'let go the lock that a copy to this server left behind when it was killed, and copy nothing')
    .option('--json', 'count and digest as JSON')
    .addHelpText('after', `\nKeys are not copied: without them names stay sealed, and every number is the same.\n${examples('parity copy --from data/parity --to "esdb://127.0.0.1:2113?tls=false"', 'parity copy --from "esdb://127.0.0.1:2113?tls=false" --to data/copy')}`)
    .action(async (options: Options) => {
      const settings = settingsOf(options, terminal);
      if (options.releaseLock) return releaseLock(options.to, settings);
      const stopping = untilStopped();
      try {
        const { digest, before } = await copyBetween(terminal, options, settings, stopping.signal);
        terminal.out(
          options.json
            ? `${JSON.stringify({ ...digest, before })}\n`
            : `Hai nhật ký giống nhau: ${countText(digest.count)} sự kiện (${countText(digest.count - before)} vừa chép)\nSHA-256 ${digest.sha256}\n`,
        );
      } catch (error) {
        if (stopping.signal.aborted) throw new CommandStopped('interrupted', 'interrupted; the same command goes on from here');
        throw error;
      } finally {
        stopping.release();
      }
    });

const copyBetween = async (terminal: Terminal, { from, to }: Options, settings: Settings, signal: AbortSignal): Promise<Copied> => {
  if (from === to || (!isServer(from) && !isServer(to) && resolve(from) === resolve(to))) throw new CommandStopped('usage', '--from and --to are the same log');
  const source = await openSource(from, settings);
  try {
    const target = await openTarget(to, settings);
    try {
      return await copyLog(source.store, target.store, { signal, inStage: (stage, work) => runStage(terminal, stageNames[stage], ({ update }) => work(update)) });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};
