import { LogLocked, type LockHolder, type WriteLock } from '../write-lock.js';

/** Two locks of one log, in tests: `held` is what they share. */
export const openInMemoryWriteLock = (held: { by?: string } = {}): WriteLock => ({
  holder: async (): Promise<LockHolder | undefined> => (held.by === undefined ? undefined : { by: held.by }),
  take: async (by) => {
    if (held.by !== undefined) throw new LogLocked(held.by);
    held.by = by;
  },
  release: async () => {
    delete held.by;
  },
  close: () => Promise.resolve(),
});
