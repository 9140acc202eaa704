import { CorruptHistory } from '../../kernel/errors.js';
import { StoreFull, StoreUnavailable } from '../event-store.port.js';

/** What an error of SQLite means for the store. `fatal`: whether the disk holds what was written is not known, and trying again would not tell (fsync). */
export type FailureKind = 'busy' | 'full' | 'corrupt' | 'missing' | 'constraint' | 'fatal' | 'foreign';

const kinds: Readonly<Record<number, FailureKind>> = { 5: 'busy', 6: 'busy', 11: 'corrupt', 13: 'full', 14: 'missing', 19: 'constraint', 26: 'corrupt' };

/** `foreign` is an error that is not SQLite's. Extended codes carry the primary one in their lowest byte. */
export const failureKind = (error: unknown): FailureKind => {
  if (typeof error !== 'object' || error === null || !('errcode' in error) || typeof error.errcode !== 'number') return 'foreign';
  return kinds[error.errcode & 0xff] ?? 'fatal';
};

/** The port's word for an error of the driver; one that has none stays as it is. */
export const translated = (cause: unknown): unknown => {
  switch (failureKind(cause)) {
    case 'busy':
      return new StoreUnavailable('another process holds the event store: nothing was written', { cause });
    case 'full':
      return new StoreFull('the disk is full: nothing was written', { cause });
    case 'missing':
      return new StoreUnavailable('the event store cannot be opened', { cause });
    case 'corrupt':
      return new CorruptHistory('the file of the event store is damaged', { cause });
    case 'constraint':
      return new CorruptHistory('the event store holds what its own rules forbid', { cause });
    default:
      return cause;
  }
};
