import { StoreUnavailable } from '../event-store.port.js';
import { event } from '../event-store.fixtures.js';
import { describeWriteLock } from '../write-lock.contract.js';
import { refusingWhileLocked } from '../write-lock.js';
import { openInMemoryEventStore } from './in-memory-event-store.js';
import { openInMemoryWriteLock } from './in-memory-write-lock.js';

describeWriteLock('in-memory', async () => {
  const held = {};
  return { one: openInMemoryWriteLock(held), other: openInMemoryWriteLock(held) };
});

describe('a lock that cannot be looked at', () => {
  it('keeps commands from appending, and is looked at again at the next one', async () => {
    let isAway = true;
    const lock = openInMemoryWriteLock();
    const commands = refusingWhileLocked(
      openInMemoryEventStore(),
      { ...lock, holder: () => (isAway ? Promise.reject(new StoreUnavailable('away')) : lock.holder()) },
      () => 0,
    );
    await expect(commands.append('a', 'none', [event(1)])).rejects.toThrow('away');
    isAway = false;
    await commands.append('a', 'none', [event(1)]);
  });
});
