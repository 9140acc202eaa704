import fc from 'fast-check';
import { openToy, places } from './toy-engine.fixtures.js';
import { delivering, documentsOf, placesAfter } from './toy-log.fixtures.js';

describe('any delivery of one log', () => {
  const someone = fc.constantFrom('lan', 'hoa', 'mai', 'cúc');
  const toyEvents = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ type: fc.constant('Moved' as const), data: fc.record({ who: someone, to: fc.constantFrom('a', 'b', 'c'), by: fc.nat(9) }) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('Left' as const), data: fc.record({ who: someone }) }) },
    ),
    { minLength: 1, maxLength: 60 },
  );
  const course = fc.record({
    events: toyEvents,
    pages: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
    repeats: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
    batchMax: fc.integer({ min: 1, max: 20 }),
    documentsKeptMax: fc.constantFrom(0, 2, 1_000),
    restarts: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
    engines: fc.integer({ min: 1, max: 3 }),
    recordedBefore: fc.nat(60),
  });

  it('in any pages, with repeats, restarts and several engines racing, gives the documents of one pure fold', async () => {
    await fc.assert(
      fc.asyncProperty(course, async ({ events, pages, repeats, batchMax, documentsKeptMax, restarts, engines, recordedBefore }) => {
        const toy = openToy();
        if (recordedBefore > 0) await toy.record(...events.slice(0, recordedBefore));
        const openAll = () =>
          Promise.all(Array.from({ length: engines }, (_, at) =>
            toy.open({ store: delivering(toy.store, [...pages.slice(at), ...pages], (page) => repeats[page % repeats.length] ?? false), batchMax, documentsKeptMax })));
        let running = await openAll();
        for (let at = recordedBefore; at < events.length; at += 1) {
          await toy.record(...events.slice(at, at + 1));
          if (!restarts.includes(at)) continue;
          await Promise.all(running.map((engine) => engine.close()));
          running = await openAll();
        }
        for (const engine of running) expect(await engine.waitFor(events.length - 1, 5_000)).toBe('reached');
        expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(events));
        await toy.close();
      }),
      { numRuns: 300 },
    );
  });
});
