import { untilStopped } from './stopping.js';

const opened = () => {
  const ends: number[] = [];
  const clock = { nowMs: 1_000 };
  return { ends, clock, stopping: untilStopped({ endAtOnce: (code) => void ends.push(code), nowMs: () => clock.nowMs }) };
};

describe('being told to stop', () => {
  it('stops at the first signal, and takes one that comes right behind it for the same', async () => {
    const { ends, clock, stopping } = opened();
    process.emit('SIGINT', 'SIGINT');
    await stopping.stopped;
    expect(stopping.signal.aborted).toBe(true);
    clock.nowMs += 499;
    process.emit('SIGINT', 'SIGINT');
    expect(ends).toEqual([]);
    stopping.release();
  });
  it('ends at once at a second signal, with the code that says so', () => {
    const { ends, clock, stopping } = opened();
    process.emit('SIGTERM', 'SIGTERM');
    clock.nowMs += 500;
    process.emit('SIGTERM', 'SIGTERM');
    expect(ends).toEqual([143]);
    stopping.release();
  });
  it('leaves signals alone once it is released', () => {
    const { stopping } = opened();
    const before = process.listenerCount('SIGTERM');
    stopping.release();
    expect(process.listenerCount('SIGTERM')).toBe(before - 1);
  });
});
