import fc from 'fast-check';
import { addDays, type CivilDate } from '../../kernel/civil-date.js';
import type { Act } from './events.js';
import { holdsOn } from './interval.js';
import { appointed, approved, concurrent, day, died, elected, foundHeld, foundInService, id, recruited, relieved, retired, returned, transferred } from './officials.fixtures.js';
import type { Standing, UpheldEnd } from './official.js';
import { timelineOf } from './timeline.js';

const firstDay = day('2018-01-01');
const daysTried = 14;
const days = Array.from({ length: daysTried + 1 }, (_, at) => addDays(firstDay, at));
const dayAt = (at: number): CivilDate => days[at] ?? firstDay;

/** What docs/reference/counting.md §2–§3 says of one day, asked of the acts alone and knowing no interval. */
const oracle = ({ acts, upheldEnds }: Standing) => {
  const on = (act: Act) => act.data.effectiveOn;
  const departures = acts.filter((act) => ['OfficialRetired', 'OfficialResigned', 'OfficialDied', 'OfficialTransferredOut'].includes(act.type)).map(on);
  const leftBetween = (from: CivilDate, until: CivilDate) => departures.some((left) => from <= left && left <= until);
  const rank = (act: Act) => `${on(act)} ${act.type === 'OfficialFoundInService' ? 0 : 1} ${act.data.actId}`;
  const payrollAmong = (starts: readonly Act[], d: CivilDate) => {
    const last = starts.filter((start) => on(start) <= d).toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))[0];
    return last && !leftBetween(on(last), d) ? last.data.actId : undefined;
  };
  const decidedStarts = acts.filter((act) => ['OfficialRecruited', 'OfficialReturned', 'OfficialTransferred'].includes(act.type));
  const foundStarts = acts.filter((act) => act.type === 'OfficialFoundInService' && payrollAmong(decidedStarts, on(act)) === undefined);
  const endsOf = (actId: string) => [
    ...acts.filter((act) => ('endedActId' in act.data && act.data.endedActId === actId) || ('endedActIds' in act.data && act.data.endedActIds?.includes(actId))).map(on),
    ...upheldEnds.filter((end) => end.actId === actId).map((end) => end.endedOn),
  ];
  const isHeld = (act: Act, d: CivilDate) => on(act) <= d && !endsOf(act.data.actId).some((end) => end <= d) && !leftBetween(on(act), d);
  const postOf = (act: Act) => ('unit' in act.data ? `${act.data.unit}|${act.data.position}` : '');
  const decidedPosts = acts.filter((act) => ['OfficialAppointed', 'OfficialElected', 'ConcurrentPostAdded'].includes(act.type));
  const foundPosts = acts.filter((act) => act.type === 'PostFoundHeld' && !decidedPosts.some((post) => postOf(post) === postOf(act) && isHeld(post, on(act))));
  const capacityOn = (act: Act, d: CivilDate) => {
    if ('capacity' in act.data) return act.data.capacity;
    return acts.some((other) => other.type === 'ElectionApproved' && other.data.approvedActId === act.data.actId && on(other) <= d) ? 'full' : 'unapproved';
  };
  return (d: CivilDate) => ({
    payroll: payrollAmong([...decidedStarts, ...foundStarts], d),
    posts: [...decidedPosts, ...foundPosts].filter((act) => isHeld(act, d)).map((act) => `${act.data.actId} ${postOf(act)} ${capacityOn(act, d)}`).toSorted(),
  });
};

const seenOn = (standing: Standing) => {
  const { service, tenures } = timelineOf(standing);
  return (d: CivilDate) => ({
    payroll: service.filter(holdsOn(d)).map((segment) => segment.actId),
    posts: tenures.flatMap(({ actId, unit, position, spans }) => spans.filter(holdsOn(d)).map(({ capacity }) => `${actId} ${unit}|${position} ${capacity}`)).toSorted(),
    held: tenures.filter(holdsOn(d)).map((tenure) => tenure.actId).toSorted(),
  });
};

/** Any acts at all, consistent or not: step 2 is total. Ids are drawn apart from recorded order. */
const anyStanding: fc.Arbitrary<Standing> = fc
  .record({
    drawn: fc.array(
      fc.record({ kind: fc.nat(12), at: fc.nat(daysTried - 1), unit: fc.constantFrom('u1', 'u2'), position: fc.constantFrom('p1', 'p2'), names: fc.array(fc.nat(13), { maxLength: 2 }) }),
      { maxLength: 12 },
    ),
    upheld: fc.array(fc.record({ of: fc.nat(13), at: fc.nat(daysTried - 1) }), { maxLength: 2 }),
    seed: fc.nat(6),
  })
  .map(({ drawn, upheld, seed }) => {
    const name = (at: number) => id((at * 5 + seed) % 14);
    const upheldEnds: UpheldEnd[] = upheld.map(({ of, at }) => ({ actId: name(of), endedOn: dayAt(at) }));
    return { acts: drawn.map((draw, at) => drawnAct(name(at), { ...draw, on: dayAt(draw.at), names: draw.names.map(name) })), upheldEnds };
  });

type Draw = { readonly kind: number; readonly on: CivilDate; readonly unit: string; readonly position: string; readonly names: readonly string[] };
const drawnAct = (actId: string, { kind, on, unit, position, names }: Draw): Act => {
  const named = names[0] ?? id(0);
  const made: readonly Act[] = [
    recruited(actId, on, unit), foundInService(actId, on, unit), transferred(actId, on, unit, names), returned(actId, on, unit), retired(actId, on), died(actId, on),
    appointed(actId, on, unit, position, { endedActIds: names }), elected(actId, on, unit, position, 'term', names), approved(actId, on, named),
    concurrent(actId, on, unit, position), foundHeld(actId, on, unit, position), relieved(actId, on, named), elected(actId, on, unit, position),
  ];
  return made[kind] ?? retired(actId, on);
};

describe('deriving a timeline from acts', () => {
  it('says of every day what the counting rules say of that day', () =>
    fc.assert(
      fc.property(anyStanding, (standing) => {
        const expected = oracle(standing);
        const seen = seenOn(standing);
        expect(days.map(seen)).toEqual(
          days.map(expected).map(({ payroll, posts }) => ({ payroll: payroll === undefined ? [] : [payroll], posts, held: posts.map((post) => post.split(' ')[0]) })),
        );
      }),
      { numRuns: 1500 },
    ));

  it('gives the same timeline in whatever order the acts were recorded', () =>
    fc.assert(
      fc.property(
        anyStanding.chain((standing) => fc.tuple(fc.constant(standing), fc.shuffledSubarray([...standing.acts], { minLength: standing.acts.length }))),
        ([standing, acts]) => expect(timelineOf({ ...standing, acts })).toEqual(timelineOf(standing)),
      ),
      { numRuns: 500 },
    ));

  it('ends a tenure on its first day at the earliest, however early its end', () =>
    expect(timelineOf({ acts: [appointed(id(2), '2018-03-01', 'u1', 'p1'), relieved(id(3), '2018-01-01', id(2))], upheldEnds: [] }).tenures)
      .toEqual([{ actId: id(2), unit: 'u1', position: 'p1', from: '2018-03-01', until: '2018-03-01', spans: [] }]));

  it('splits an elected tenure where it is approved', () =>
    expect(timelineOf({ acts: [elected(id(2), '2016-07-01'), approved(id(3), '2016-08-01', id(2)), retired(id(4), '2020-01-01')], upheldEnds: [] }).tenures).toEqual([{
      actId: id(2), unit: 'xa-an-dien', position: 'chu-tich-ubnd', term: 'ubnd-an-dien-2016', from: '2016-07-01', until: '2020-01-01',
      spans: [{ capacity: 'unapproved', from: '2016-07-01', until: '2016-08-01' }, { capacity: 'full', from: '2016-08-01', until: '2020-01-01' }],
    }]));

  it('keeps an act that begins and ends on one day as an empty tenure', () => {
    const { tenures, anomalies } = timelineOf({ acts: [recruited(id(1), '2018-01-01'), appointed(id(2), '2018-03-01', 'u1', 'p1'), relieved(id(3), '2018-03-01', id(2))], upheldEnds: [] });
    expect(tenures).toEqual([{ actId: id(2), unit: 'u1', position: 'p1', from: '2018-03-01', until: '2018-03-01', spans: [] }]);
    expect(anomalies).toEqual([{ code: 'EMPTY_TENURE', actId: id(2), on: '2018-03-01' }]);
  });
});
