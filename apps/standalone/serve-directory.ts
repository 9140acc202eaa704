import { lockDirectory, prepareDirectory, type DirectoryLock } from '../../libs/platform/data-directory/data-directory.js';
import { openLog } from '../../libs/platform/logging/log.js';
import { openOperation } from '../../libs/platform/operation/operation.js';
import type { Settings } from '../../libs/platform/settings/settings.js';
import { readAccess, type Access } from '../registry/access.js';
import { listen } from '../registry/open-server.js';
import { openApplication } from './open-application.js';
import { openDirectory } from './open-directory.js';
import type { LogFacts } from './log-facts.js';
import type { Registry } from './open-registry.js';

/** A directory that this process serves. */
export type Served = {
  /** The address that it is served at, once it listens. */
  readonly address: string;
  readonly directory: string;
  readonly registry: Registry;
  readonly facts: LogFacts;
  /** Answers what it has begun to answer, closes the stores and lets the directory go. */
  close(): Promise<void>;
};

export type ServeOptions = {
  /** One that is held already. */
  readonly lock?: DirectoryLock;
  /** What is answered cannot be kept up with the log any more: rather no answer than an old one. */
  readonly onFailure: (error: unknown) => void;
};

/**
 * Locks a directory, opens everything in it and listens.
 * @throws DirectoryUnusable, DirectoryHeld, UnknownStoreFormat, CorruptHistory, and what listening throws (EADDRINUSE), with everything let go again
 */
export const serveDirectory = async (settings: Settings, { lock = lockDirectory(prepareDirectory(settings['data-dir'])), onFailure }: ServeOptions): Promise<Served> => {
  const access = accessUnder(lock, settings);
  const operation = await openOperation({
    process: 'standalone',
    log: openLog({ level: settings['log-level'], process: 'standalone' }),
    otlpEndpoint: settings['otlp-endpoint'],
    noticeMs: settings['stop-notice-ms'],
    answersWithinMs: settings['stop-within-ms'],
  });
  let opened: Awaited<ReturnType<typeof openDirectory>> | undefined;
  try {
    opened = await openDirectory({ directory: lock.directory, province: settings.province, queueMax: settings['append-queue-max'], operation });
    const { registry, facts, time } = opened;
    const application = await openApplication(registry, { bodyMax: settings['body-max'], logLevel: settings['log-level'], operation, access, time });
    // Ready means that every answer holds the whole log.
    await registry.engine.whenCaughtUp();
    await registry.keep(onFailure);
    const address = await listen(application, { host: settings.host, port: settings.port, access });
    lock.announce(address);
    return {
      address,
      directory: lock.directory,
      registry,
      facts,
      close: async () => {
        await operation.stop();
        await application.close();
        await registry.close();
        await operation.close();
        lock.release();
      },
    };
  } catch (error) {
    await opened?.registry.close();
    await operation.close();
    lock.release();
    throw error;
  }
};

const accessUnder = (lock: DirectoryLock, settings: Settings): Access => {
  try {
    return readAccess(settings);
  } catch (error) {
    lock.release();
    throw error;
  }
};
