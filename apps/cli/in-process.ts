import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { lockDirectory, prepareDirectory } from '../../libs/platform/data-directory/data-directory.js';
import { readSettings } from '../../libs/platform/settings/settings.js';
import { openApplication } from '../standalone/open-application.js';
import { openDirectory, openDirectoryReadOnly, type OpenedRegistry } from '../standalone/open-directory.js';
import type { Registry } from '../standalone/open-registry.js';
import { CommandStopped } from './exit-codes.js';
import { transportOver, type Exchange, type Transport } from './transport.js';

/** The API of an open registry, asked without a socket. */
export const transportInto = async (registry: Registry, from: string, close: () => Promise<void>): Promise<Transport> => {
  const { 'body-max': bodyMax } = readSettings({}, {});
  // What goes wrong is told in one line by the command itself.
  const application = await openApplication(registry, { bodyMax, logLevel: 'fatal' });
  return transportOver(from, exchangeWith(application), async () => {
    await application.close();
    await close();
  });
};

const exchangeWith = (application: NestFastifyApplication): Exchange => async ({ method, path, headers, body }) => {
  const { statusCode, headers: answered, payload } = await application.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) });
  return { status: statusCode, isReplay: answered['idempotent-replayed'] === 'true', text: payload };
};

export type InProcess = { readonly directory: string; readonly province: string; readonly mode: 'read' | 'record' };

export const openInProcess = ({ directory, province, mode }: InProcess): Promise<Transport> => (mode === 'read' ? openForReading(directory, province) : openForRecording(directory, province));

const openForReading = async (directory: string, province: string): Promise<Transport> => {
  const { registry } = await openDirectoryReadOnly({ directory, province });
  try {
    if ((await registry.events.head()) < 0) throw new CommandStopped('unreachable', `${directory} holds no events yet: \`parity init binh-duong\` records the organisation`);
    await registry.tail.load();
    return await transportInto(registry, directory, () => registry.close());
  } catch (error) {
    await registry.close();
    throw error;
  }
};

const openForRecording = async (path: string, province: string): Promise<Transport> => {
  const lock = lockDirectory(prepareDirectory(path));
  let opened: OpenedRegistry | undefined;
  try {
    opened = await openDirectory({ directory: lock.directory, province, queueMax: readSettings({}, {})['append-queue-max'] });
    const { registry } = opened;
    await registry.tail.load();
    return await transportInto(registry, lock.directory, async () => {
      await registry.close();
      lock.release();
    });
  } catch (error) {
    await opened?.registry.close();
    lock.release();
    throw error;
  }
};
