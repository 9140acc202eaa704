import fc from 'fast-check';
import { addDays, civilDate, dayNumber } from '../../kernel/civil-date.js';
import { capacities } from '../../officials/domain/events.js';
import { categories } from '../../organisation/domain/events.js';
import { differenceOf, type LedgerTimeline } from './rows.js';

const days = Array.from({ length: 5 }, (_, at) => addDays(civilDate('2016-01-01'), at));
const interval = fc.tuple(fc.constantFrom(...days), fc.option(fc.constantFrom(...days), { nil: undefined }))
  .map(([from, until]) => ({ from, until: until !== undefined && until < from ? from : until }));
const actId = fc.constantFrom('a', 'b');
const segment = fc.tuple(interval, actId, fc.constantFrom('u1', 'u2'), fc.constantFrom(...categories))
  .map(([span, act, unit, category]) => ({ ...span, actId: `service-${act}`, unit, category, position: 'chuyen-vien' }));
const tenure = fc.tuple(actId, fc.constantFrom('u1', 'u2'), fc.option(fc.constant('t'), { nil: undefined }), fc.constantFrom(...capacities), interval)
  .map(([act, unit, term, capacity, span]) => ({ actId: act, unit, position: 'p', term, spans: [{ capacity, ...span }] }));
const timeline: fc.Arbitrary<LedgerTimeline> = fc.record({
  service: fc.uniqueArray(segment, { maxLength: 2, selector: (one) => one.actId }),
  tenures: fc.uniqueArray(tenure, { maxLength: 2, selector: (one) => one.actId }),
});

const keyOf = (fact: { tenure: string; kind: string; unit: string; position: string; term: string | null; capacity: string | null; category: string | null }) =>
  [fact.tenure, fact.kind, fact.unit, fact.position, fact.term, fact.capacity, fact.category].join('|');

/** The facts of a timeline on a day, by definition. */
const factsOn = ({ service, tenures }: LedgerTimeline, day: string): readonly string[] => {
  const holds = ({ from, until }: { from: string; until?: string | undefined }) => from <= day && (until === undefined || day < until);
  return [
    ...service.filter(holds).map((one) => keyOf({ ...one, tenure: one.actId, kind: 'service', term: null, capacity: null })),
    ...tenures.flatMap((one) => one.spans.filter(holds).map(({ capacity }) => keyOf({ ...one, term: one.term ?? null, tenure: one.actId, kind: 'post', capacity, category: null }))),
  ].sort();
};

describe('writing the difference of two timelines', () => {
  const empty: LedgerTimeline = { service: [], tenures: [] };

  it('sums to the facts of the timeline as known, on every day and at every index', () =>
    fc.assert(fc.property(fc.array(timeline, { minLength: 1, maxLength: 4 }), (versions) => {
      const rows = versions.flatMap((version, index) => differenceOf(versions[index - 1] ?? empty, version, 'an', index));
      versions.forEach((version, knownAt) => days.forEach((day) => {
        const sums = new Map<string, number>();
        for (const row of rows) if (row.index <= knownAt && row.day <= dayNumber(day)) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.sign);
        expect([...sums].filter(([, sum]) => sum !== 0).flatMap(([key, sum]) => Array.from({ length: sum }, () => key)).sort()).toEqual(factsOn(version, day));
      }));
    })));

  it('writes nothing when nothing changed', () => fc.assert(fc.property(timeline, (same) => expect(differenceOf(same, same, 'an', 7)).toEqual([]))));

  it('writes nothing of a tenure begun and ended on one day', () => {
    const [day] = days;
    expect(day && differenceOf(empty, { service: [], tenures: [{ actId: 'a', unit: 'u', position: 'p', spans: [{ capacity: 'full', from: day, until: day }] }] }, 'an', 1)).toEqual([]);
  });
});
