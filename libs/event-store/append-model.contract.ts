import fc from 'fast-check';
import { collect, event } from './event-store.fixtures.js';
import { RevisionConflict, type Appended, type EventStore, type ExpectedRevision, type NewEvent } from './event-store.port.js';

type Step = { readonly stream: string; readonly expected: ExpectedRevision; readonly ids: readonly number[] };
type Held = { readonly stream: string; readonly id: string };

const step: fc.Arbitrary<Step> = fc.record({
  stream: fc.constantFrom('a', 'b'),
  expected: fc.oneof({ weight: 2, arbitrary: fc.constant<ExpectedRevision>('none') }, { weight: 6, arbitrary: fc.nat(5) }, fc.constantFrom<ExpectedRevision>('exists', 'any')),
  ids: fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
});

/** The revision of the last event and whether it is a repeat, or `conflict`: the matrix once more, over a plain list and in other words than the store's. */
const modelled = (log: Held[], { stream, expected }: Step, batch: readonly NewEvent[]): Pick<Appended, 'revision' | 'isRepeat'> | 'conflict' => {
  const ids = log.filter((held) => held.stream === stream).map(({ id }) => id);
  const wanted = batch.map(({ id }) => id);
  const known = ids.lastIndexOf(wanted[0] ?? '');
  if (expected === 'exists' && ids.length === 0) return 'conflict';
  const place = expected === 'none' ? 0 : typeof expected === 'number' ? expected + 1 : known < 0 ? ids.length : known;
  if (place < ids.length) {
    const isSame = ids.slice(place, place + wanted.length).join() === wanted.join();
    return isSame ? { revision: place + wanted.length - 1, isRepeat: true } : 'conflict';
  }
  if (place > ids.length) return 'conflict';
  log.push(...wanted.map((id) => ({ stream, id })));
  return { revision: ids.length + wanted.length - 1, isRepeat: false };
};

const byStream = (lines: readonly (readonly string[])[]) => Object.groupBy(lines, ([stream = '']) => stream);

/** Any run of appends, one at a time and then with every answer and the whole log compared. */
export const appendsAsModelled = (openFresh: () => Promise<EventStore>) =>
  fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), fc.boolean(), async (steps, isConcurrent) => {
    const store = await openFresh();
    const log: Held[] = [];
    const attempt = async ({ stream, expected, ids }: Step) => {
      try {
        const { revision, isRepeat } = await store.append(stream, expected, ids.map((n) => event(n)));
        return { revision, isRepeat };
      } catch (error) {
        if (error instanceof RevisionConflict) return 'conflict';
        throw error;
      }
    };
    const answers = isConcurrent ? await Promise.all(steps.map(attempt)) : [];
    if (!isConcurrent) for (const one of steps) answers.push(await attempt(one));
    // What is asked of one stream at once is taken in the order in which it was asked; streams may overtake each other.
    expect(answers).toEqual(steps.map((one) => modelled(log, one, one.ids.map((n) => event(n)))));
    const stored = (await collect(store.readAll())).map(({ stream, text }) => [stream, text]);
    const expected = log.map(({ stream, id }) => [stream, event(Number(id.slice(-12))).text]);
    expect(isConcurrent ? byStream(stored) : stored).toEqual(isConcurrent ? byStream(expected) : expected);
    await store.close();
  });
