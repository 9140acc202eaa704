import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { OutcomeUnknown, StoreUnavailable } from '../event-store.port.js';
import { LogLocked, type LockHolder, type WriteLock } from '../write-lock.js';
import { openAppendCall } from './append-call.js';
import { StreamMoved } from './append-messages.js';
import { openConnection } from './connection.js';
import type { ServerRecord } from './read-messages.js';
import { jsonOf } from './recorded-event.js';
import type { ServerOptions } from './server-address.js';
import { openServerReading } from './server-reading.js';

const [lockedType, releasedType] = ['ParityLogLocked', 'ParityLogReleased'];
const deadlineMs = 5_000;

const holderIn = (last: ServerRecord | undefined): LockHolder | undefined => {
  if (last?.type !== lockedType) return undefined;
  const data = jsonOf(last);
  const said = typeof data === 'object' && data !== null && 'by' in data ? data.by : undefined;
  return { by: typeof said === 'string' ? said : 'a process that does not say' };
};

/** A stream beside the log, whose last event says whether the log is locked; exact revisions let one in. @throws UnfitServerAddress */
export const openServerWriteLock = (options: ServerOptions & { readonly log: string }): WriteLock => {
  const connection = openConnection(options);
  const reading = openServerReading(connection, deadlineMs);
  const call = openAppendCall(connection.openBatchAppend, deadlineMs);
  // Streams of a log begin with its code and a full stop, and a code has no underscore: this is no stream of any log.
  const stream = `parity_lock_${options.log}`;
  const append = async (last: ServerRecord | undefined, type: string, by: string): Promise<'written' | 'moved'> => {
    const text = canonicalJson({ by });
    try {
      await call.append({ stream, expected: last?.revision ?? 'none', events: [{ id: randomUUID(), type, text }], bytes: text.length });
      return 'written';
    } catch (error) {
      if (error instanceof StreamMoved) return 'moved';
      if (error instanceof OutcomeUnknown) throw new StoreUnavailable('whether the lock was taken or released is not known: ask for its holder', { cause: error });
      throw error;
    }
  };
  return {
    holder: async () => holderIn(await reading.lastOf(stream)),
    take: async (by) => {
      const last = await reading.lastOf(stream);
      const held = holderIn(last);
      if (held) throw new LogLocked(held.by);
      if ((await append(last, lockedType, by)) === 'moved') throw new LogLocked(holderIn(await reading.lastOf(stream))?.by ?? 'another process');
    },
    release: async () => {
      for (let last = await reading.lastOf(stream); last && holderIn(last); last = await reading.lastOf(stream)) {
        if ((await append(last, releasedType, holderIn(last)?.by ?? '')) === 'written') return;
      }
    },
    close: () => connection.close(),
  };
};
