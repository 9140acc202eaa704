import { exec } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { openEventStoreDbDouble, type EventStoreDbDouble, type EventStoreDbDoubleOptions } from './eventstoredb-double.js';

/** An EventStoreDB to test against: the server that EVENTSTORE_URL names, or the double. */
export type EventStoreDbForTests = {
  readonly url: string;
  readonly isReal: boolean;
  /** A log, or the beginning of a stream's name, that nobody used before: other tests write to the same server. */
  freshLog(): string;
  /** Kills the server and starts it again on the same port; missing where nobody said how (EVENTSTORE_RESTART). */
  readonly restart?: () => Promise<void>;
  /** Only the double has faults to inject; missing on a real server. */
  readonly double?: EventStoreDbDouble;
  close(): Promise<void>;
};

/** Why a case that needs a fault, or a restart, is not run: said after "because" in the title of its `it.todo`. */
export const notOnARealServer = 'EVENTSTORE_URL names a real server, and faults can be injected into the double only';
export const noRestart = 'EVENTSTORE_URL names a real server and EVENTSTORE_RESTART names no command that kills and restarts it';

const serverUrl = process.env['EVENTSTORE_URL'];
const restartCommand = process.env['EVENTSTORE_RESTART'];
/** Known before anything is opened, so that cases can be skipped with their reason. */
export const isRealServer = serverUrl !== undefined && serverUrl !== '';
export const canRestart = !isRealServer || (restartCommand !== undefined && restartCommand !== '');

const freshLog = () => `t${randomUUID().replaceAll('-', '')}`;

/** @param options for the double; a real server is as it is */
export const eventStoreDbForTests = async (options: EventStoreDbDoubleOptions = {}): Promise<EventStoreDbForTests> => {
  if (serverUrl && isRealServer) {
    const restart = restartCommand ? { restart: async () => void (await promisify(exec)(restartCommand)) } : {};
    return { url: serverUrl, isReal: true, freshLog, ...restart, close: async () => {} };
  }
  const double = await openEventStoreDbDouble(options);
  return { url: double.url, isReal: false, freshLog, restart: double.restart, double, close: double.close };
};
