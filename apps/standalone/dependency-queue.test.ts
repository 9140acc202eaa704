import fc from 'fast-check';
import { openDependencyQueue } from './dependency-queue.js';

type Piece = { readonly key: number; readonly needs: readonly number[]; readonly turns: number };
const pieces = fc.array(fc.record({ key: fc.nat(5), needs: fc.array(fc.nat(5), { maxLength: 3 }), turns: fc.nat(6) }), { maxLength: 40 });
const turns = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) await Promise.resolve();
};

/** Runs the pieces and tells when each began and ended. */
const run = async (all: readonly Piece[], underWayMax: number, addedAtOnce: boolean) => {
  const queue = openDependencyQueue(underWayMax);
  const log: string[] = [];
  let [underWay, most] = [0, 0];
  const work = ({ turns: count }: Piece, at: number) => async () => {
    most = Math.max(most, (underWay += 1));
    log.push(`begin ${at}`);
    await turns(count);
    log.push(`end ${at}`);
    underWay -= 1;
  };
  const adding = all.map((piece, at) => () => queue.add(String(piece.key), piece.needs.map(String), work(piece, at)));
  if (addedAtOnce) await Promise.all(adding.map((add) => add()));
  else for (const add of adding) await add();
  await queue.drained();
  return { log, most };
};

describe('running work after what it depends on', () => {
  it('begins no piece before those added earlier for its key and its needs have ended, and runs every piece once', () =>
    fc.assert(fc.asyncProperty(pieces, fc.integer({ min: 1, max: 8 }), async (all, underWayMax) => {
      const { log, most } = await run(all, underWayMax, false);
      expect(log).toHaveLength(all.length * 2);
      expect(most).toBeLessThanOrEqual(underWayMax);
      for (const [at, { key, needs }] of all.entries())
        for (const [earlier, other] of all.slice(0, at).entries())
          if (other.key === key || needs.includes(other.key)) expect(log.indexOf(`end ${earlier}`)).toBeLessThan(log.indexOf(`begin ${at}`));
    }), { numRuns: 200 }));
  it('keeps to its limit and loses nobody when many add at once', () =>
    fc.assert(fc.asyncProperty(pieces, fc.integer({ min: 1, max: 4 }), async (all, underWayMax) => {
      const { log, most } = await run(all, underWayMax, true);
      expect(log).toHaveLength(all.length * 2);
      expect(most).toBeLessThanOrEqual(underWayMax);
    }), { numRuns: 100 }));
  it('runs independent pieces at once', async () => {
    const { most } = await run(Array.from({ length: 6 }, (_, key) => ({ key, needs: [], turns: 30 })), 4, false);
    expect(most).toBe(4);
  });

  it.each(['at once', 'later'])('tells what was thrown %s, only when nothing is under way, and begins nothing more', async (when) => {
    const queue = openDependencyQueue(8);
    const ended: string[] = [];
    await queue.add('slow', [], async () => {
      await turns(50);
      ended.push('slow');
    });
    await queue.add('bad', [], () => {
      if (when === 'at once') throw new Error('broken');
      return Promise.reject(new Error('broken'));
    });
    await queue.add('after', ['bad', 'slow'], async () => void ended.push('after')).catch(() => undefined);
    await expect(queue.drained()).rejects.toThrow('broken');
    expect(ended).toEqual(['slow']);
    await expect(queue.add('next', [], async () => void ended.push('next'))).rejects.toThrow('broken');
    expect(ended).toEqual(['slow']);
  });
});
