import type { ProjectionEngine } from '../../projection-engine/projection-engine.js';
import { openInMemoryKeyStore } from '../../key-store/in-memory/in-memory-key-store.js';
import { openInMemoryReadStore } from '../../read-store/in-memory/in-memory-read-store.js';
import { ledgerProjection } from '../read-models/ledger-projection.js';
import { Freshness } from './freshness.js';
import { Knowledge } from './knowledge.js';
import { KnowledgeTail } from './knowledge-tail.js';

const start = Date.parse('2021-01-05T03:00:00.000Z');
const opened = async (stoppedAt: number | undefined, waited: 'reached' | 'timed-out' | 'stopped' = 'reached', wrongFrom = stoppedAt) => {
  const knowledge = new Knowledge({ now: () => start + 60_000 });
  for (let index = 0; index < 3; index += 1) knowledge.take({ index, at: start + index * 10_000 }, () => undefined);
  const read = openInMemoryReadStore();
  await read.declare(ledgerProjection);
  let asked = 0;
  const engine: ProjectionEngine = {
    ...never,
    stoppedAt: () => (stoppedAt === undefined ? undefined : { index: stoppedAt, type: 'FutureAct', reason: 'UnknownEvent', ...(wrongFrom === undefined ? {} : { wrongFrom }) }),
    waitFor: async () => {
      asked += 1;
      return waited;
    },
  };
  return { freshness: new Freshness(engine, new KnowledgeTail(knowledge, read, openInMemoryKeyStore()), knowledge), asked: () => asked };
};
const unasked = (): never => {
  throw new Error('nothing else is asked of the engine');
};
const never: ProjectionEngine = {
  status: unasked, isRunning: unasked, stoppedAt: unasked, pause: unasked, resume: unasked, waitFor: unasked, whenCaughtUp: unasked, subscribe: unasked, close: unasked,
};
const problem = (status: number, code: string) => expect.objectContaining({ document: expect.objectContaining({ status, code }) });

describe('answering while a projection has stopped at event 3', () => {
  it.each<[string, string | undefined]>([
    ['all that is known', undefined],
    ['the event itself', '3'],
    ['an instant at which it may have been recorded', new Date(start + 20_000).toISOString()],
    ['a later instant', new Date(start + 50_000).toISOString()],
  ])('refuses %s', async (_, knownAt) =>
    expect((await opened(3)).freshness.require({ ...(knownAt === undefined ? {} : { knownAt }) })).rejects.toEqual(problem(409, 'PROJECTION_STALLED')));
  it.each([['2'], ['-1'], [new Date(start + 19_999).toISOString()], [new Date(start - 1).toISOString()]])('answers as known at %s', async (knownAt) =>
    expect((await opened(3)).freshness.require({ knownAt })).resolves.toBeUndefined());
});

it('refuses whatever is asked while the documents were folded from another log', async () => {
  for (const knownAt of ['0', '2', new Date(start).toISOString()]) await expect((await opened(3, 'reached', 0)).freshness.require({ knownAt })).rejects.toEqual(problem(409, 'PROJECTION_STALLED'));
});

describe('answering no earlier than what the caller has seen', () => {
  it('does not wait for what is known', async () => {
    const { freshness, asked } = await opened(undefined);
    await freshness.require({ minPosition: 2 });
    expect(asked()).toBe(0);
  });
  it('waits, and says when to come again', async () => {
    const { freshness, asked } = await opened(undefined, 'timed-out');
    await expect(freshness.require({ minPosition: 3 })).rejects.toEqual(problem(503, 'POSITION_NOT_REACHED'));
    expect(asked()).toBe(1);
  });
  it('is refused when what was seen lies behind the event that stopped the projection', async () =>
    expect((await opened(3, 'stopped')).freshness.require({ minPosition: 5 })).rejects.toEqual(problem(409, 'PROJECTION_STALLED')));
});
