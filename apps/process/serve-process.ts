import type { DynamicModule } from '@nestjs/common';
import { openLog } from '../../libs/platform/logging/log.js';
import { openOperation, type Operated, type Operation } from '../../libs/platform/operation/operation.js';
import type { Clock } from '../../libs/kernel/ports.js';
import type { Settings } from '../../libs/platform/settings/settings.js';
import { readAccess } from '../registry/access.js';
import { openServer, listen } from '../registry/open-server.js';
import { openStores, type OpenStores } from '../registry/open-stores.js';
import { readLogFacts } from '../standalone/log-facts.js';
import { clockOf } from '../standalone/simulated-clock.js';

/** What a process is made over. The stores measure and trace what they are asked; closing them is not the part's affair. */
export type Ground = Omit<OpenStores, 'close'> & {
  readonly operation: Operation;
  readonly clock: Clock;
  readonly province: string;
  /** What is answered cannot be kept up with the log any more: rather no answer than an old one. */
  readonly onFailure: (error: unknown) => void;
};

/** What one kind of process holds over its stores, and serves. */
export type Part = { readonly root: DynamicModule; readonly operated: Operated; close(): Promise<void> };
export type OpenPart = (ground: Ground) => Promise<Part>;

export type ServedProcess = {
  readonly address: string;
  /** Answers what it has begun to answer, ends its work and closes the stores. */
  close(): Promise<void>;
};

/**
 * Opens the stores that the settings name, the part over them, and listens.
 * @throws SettingInvalid, what the stores throw, and what listening throws (EADDRINUSE), with everything let go again
 */
export const serveProcess = async (name: string, settings: Settings, openPart: OpenPart, onFailure: (error: unknown) => void): Promise<ServedProcess> => {
  const access = readAccess(settings);
  const log = openLog({ level: settings['log-level'], process: name });
  const operation = await openOperation({ process: name, log, otlpEndpoint: settings['otlp-endpoint'], noticeMs: settings['stop-notice-ms'], answersWithinMs: settings['stop-within-ms'] });
  const closings = [() => operation.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closings.splice(0).reverse()) await close();
  };
  try {
    const stores = await openStores(settings, name);
    closings.push(() => stores.close());
    // A log that holds something says itself which province it records and whether it is sample data.
    const facts = await readLogFacts(stores.events);
    const part = await openPart({ ...measured(stores, operation), operation, clock: clockOf(facts), province: facts.province ?? settings.province, onFailure });
    closings.push(() => part.close());
    const application = await openServer(part.root, { bodyMax: settings['body-max'], logLevel: settings['log-level'], operation: { of: operation, operated: part.operated }, access });
    closings.push(() => application.close(), () => operation.stop());
    return { address: await listen(application, { host: settings.host, port: settings.port, access }), close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};

const measured = ({ events, read, time, openKeys }: OpenStores, operation: Operation): Pick<Ground, 'events' | 'read' | 'time' | 'openKeys'> => ({
  time,
  events: operation.events(events),
  read: operation.read(read),
  openKeys: async () => operation.keys(await openKeys()),
});
