import { openTurns } from './turns.js';

const loopTurns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('taking turns', () => {
  it('keeps the order of one key, also after a failure, and lets others pass', async () => {
    const turns = openTurns();
    const done: string[] = [];
    const work = (name: string, lasts: number, fails = false) => async () => {
      await loopTurns(lasts);
      done.push(name);
      if (fails) throw new Error(name);
      return name;
    };
    const outcomes = await Promise.allSettled([turns.take('a', work('a1', 5)), turns.take('a', work('a2', 3, true)), turns.take('a', work('a3', 0)), turns.take('b', work('b1', 1))]);
    expect(done).toEqual(['b1', 'a1', 'a2', 'a3']);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(turns.waiting).toBe(0);
  });
});
