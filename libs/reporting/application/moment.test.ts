import { Knowledge } from './knowledge.js';
import { resolveMoment } from './moment.js';

const start = Date.parse('2021-01-05T03:00:00.000Z');
const iso = (atMs: number): string => new Date(atMs).toISOString();
/** Three events at 0, 10 and 20 s; asked at `askedAfterMs`. */
const knownAfter = (askedAfterMs: number): Knowledge => {
  const knowledge = new Knowledge({ now: () => start + askedAfterMs });
  [0, 10_000, 20_000].forEach((after, index) => knowledge.take({ index, at: start + after }, () => undefined));
  return knowledge;
};

describe('resolving the moment asked for', () => {
  it('is today and all that is known when nothing is asked', () =>
    expect(resolveMoment(knownAfter(60_000), {})).toEqual({ trueOn: '2021-01-05', knownAt: 2, knownSince: iso(start + 20_000), isProvisional: false, today: '2021-01-05', head: 2, sample: null, setAside: [] }));
  it.each([[-1, -1], [9_999, 0], [10_000, 1], [19_999, 1], [20_000, 2]])('takes an instant %d ms after the first event as index %i', (after, index) =>
    expect(resolveMoment(knownAfter(120_000), { knownAt: iso(start + after) })).toMatchObject({ knownAt: index, isProvisional: false }));
  it.each([[29_999, true], [30_000, false]])('an instant %d ms old is provisional: %s', (age, isProvisional) =>
    expect(resolveMoment(knownAfter(age), { knownAt: iso(start) })).toMatchObject({ knownAt: 0, isProvisional }));
  it('never calls an index provisional', () => expect(resolveMoment(knownAfter(20_001), { knownAt: '2' })).toMatchObject({ knownAt: 2, isProvisional: false }));
  it('reads an instant in the zone it names', () => expect(resolveMoment(knownAfter(60_000), { knownAt: '2021-01-05T10:00:10+07:00' }).knownAt).toBe(1));
  it.each([['3'], ['-2'], ['1.5'], ['2021-01-05'], ['2021-01-05T03:00:10'], ['2021-02-30T03:00:00Z'], ['2999-01-01T00:00:00Z'], ['']])('refuses %j', (knownAt) =>
    expect(() => resolveMoment(knownAfter(60_000), { knownAt })).toThrow(expect.objectContaining({ document: expect.objectContaining({ status: 400 }) })));
  it('calls today the day in Việt Nam, which begins at 17:00 UTC', () => {
    const at = (text: string) => resolveMoment(new Knowledge({ now: () => Date.parse(text) }), {}).today;
    expect([at('2020-12-31T16:59:59.999Z'), at('2020-12-31T17:00:00Z')]).toEqual(['2020-12-31', '2021-01-01']);
  });
});
