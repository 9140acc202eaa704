import { event } from './event-store.fixtures.js';
import { openInMemoryEventStore } from './in-memory/in-memory-event-store.js';
import { LogLocked, lockSeenMs, refusingWhileLocked, type WriteLock } from './write-lock.js';

/** What every lock does. `openFresh` opens two that are of one log, as two processes have them. */
export const describeWriteLock = (adapter: string, openFresh: () => Promise<{ readonly one: WriteLock; readonly other: WriteLock }>): void => {
  let one: WriteLock;
  let other: WriteLock;
  beforeEach(async () => {
    ({ one, other } = await openFresh());
  });
  afterEach(async () => {
    await one.close();
    await other.close();
  });

  describe(`locking a log against commands by the ${adapter} lock`, () => {
    it('is held by nobody at first', async () => expect(await one.holder()).toBeUndefined());
    it('is held by one, whom every process sees, until it is released', async () => {
      await one.take('a copy');
      expect(await other.holder()).toEqual({ by: 'a copy' });
      await expect(other.take('another copy')).rejects.toThrow(LogLocked);
      await expect(one.take('a copy')).rejects.toMatchObject({ by: 'a copy' });
      await one.release();
      expect(await other.holder()).toBeUndefined();
      await other.take('another copy');
      expect(await one.holder()).toEqual({ by: 'another copy' });
    });
    it('lets one in of many who want it at once', async () => {
      const outcomes = await Promise.allSettled([one.take('1'), other.take('2'), one.take('3'), other.take('4')]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
    it('can be released by another process than its holder, whose own process may have died', async () => {
      await one.take('a copy that died');
      await other.release();
      expect(await one.holder()).toBeUndefined();
      await other.release();
      expect(await one.holder()).toBeUndefined();
    });
    it('keeps a command process from appending, and is seen to be released', async () => {
      let now = 0;
      const log = openInMemoryEventStore();
      const commands = refusingWhileLocked(log, one, () => now);
      await commands.append('a', 'none', [event(1)]);
      await other.take('a copy');
      now += lockSeenMs;
      await expect(commands.append('a', 0, [event(2)])).rejects.toThrow('locked against commands by a copy');
      expect(await commands.head()).toBe(0);
      await other.release();
      now += lockSeenMs;
      await commands.append('a', 0, [event(2)]);
      expect(await commands.head()).toBe(1);
    });
  });
};
