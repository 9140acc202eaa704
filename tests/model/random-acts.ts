import fc from 'fast-check';
import type { OfficialEvent } from '../../libs/officials/domain/events.js';
import { evolve, noOfficial } from '../../libs/officials/domain/official.js';
import { capacity, decision, electedPost, gender, held as heldPost, learning, officialIds, on, organisationCommand, payroll, pick, source } from './random-commands.js';
import { positionCodes, termCodes, unitCodes } from './tiny-province.js';
import { actsOf, idOf, officialStream, record, structureOf, type Acts, type Step } from './world.js';

/** Records an act that nobody judged: what is written has happened, whether or not today's rules would let it. */
const unjudged = (id: string, write: (actId: string, acts: Acts) => OfficialEvent): Step => (world) => {
  const stream = officialStream(id);
  const before = world.states.official.get(stream) ?? noOfficial;
  const event = write(idOf(world.asked * 100), actsOf(world, id));
  world.asked += 1;
  const isEntry = event.type === 'OfficialRecruited' || event.type === 'OfficialFoundInService';
  const isDamage = event.type === 'ActAnnulled' && !actsOf(world, id).all.includes(event.data.annulledActId);
  const isNowhere = 'unit' in event.data && !structureOf(world).isEstablished(event.data.unit);
  // A stream that opens otherwise, annuls what is not there or names a unit that never was, is damage and not a history.
  if ((before.status === 'unknown' && !isEntry) || isDamage || isNowhere) return;
  world.states.official.set(stream, evolve(before, event));
  record(world, stream, event);
};

const who = fc.constantFrom(...officialIds);
const nth = fc.nat({ max: 5 });
/** Posts as they are, and some whose unit, position and term do not go together. */
const held = fc.oneof(
  { weight: 3, arbitrary: heldPost },
  { weight: 1, arbitrary: fc.record({ unit: fc.constantFrom(...unitCodes), position: fc.constantFrom(...positionCodes), term: fc.constantFrom(...termCodes), capacity }) },
);
const ended = fc.subarray([0, 1, 2, 3], { maxLength: 2 });
const named = (acts: readonly string[], numbers: readonly number[]): readonly string[] => acts.filter((_, number) => numbers.includes(number));
const identity = { birthYear: 1985 };

const act: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(who, on, payroll, gender).map(([id, effectiveOn, at, sex]) =>
    unjudged(id, (actId) => ({ type: 'OfficialRecruited', data: { actId, effectiveOn, decision, ...at, gender: sex, ...identity } }))),
  fc.tuple(who, on, payroll, gender).map(([id, effectiveOn, at, sex]) =>
    unjudged(id, (actId) => ({ type: 'OfficialFoundInService', data: { actId, effectiveOn, source, ...at, gender: sex, ...identity } }))),
  fc.tuple(who, on, payroll).map(([id, effectiveOn, at]) => unjudged(id, (actId) => ({ type: 'OfficialReturned', data: { actId, effectiveOn, decision, ...at } }))),
  fc.tuple(who, on, payroll, ended).map(([id, effectiveOn, at, ends]) =>
    unjudged(id, (actId, { all }) => ({ type: 'OfficialTransferred', data: { actId, effectiveOn, decision, ...at, endedActIds: named(all, ends) } }))),
  fc.tuple(who, on, held, ended).map(([id, effectiveOn, at, ends]) =>
    unjudged(id, (actId, { all }) => ({ type: 'OfficialAppointed', data: { actId, effectiveOn, decision, ...at, endedActIds: named(all, ends) } }))),
  fc.tuple(who, on, electedPost, ended).map(([id, effectiveOn, at, ends]) =>
    unjudged(id, (actId, { all }) => ({ type: 'OfficialElected', data: { actId, effectiveOn, decision, ...at, endedActIds: named(all, ends) } }))),
  fc.tuple(who, on, held).map(([id, effectiveOn, at]) => unjudged(id, (actId) => ({ type: 'ConcurrentPostAdded', data: { actId, effectiveOn, decision, ...at } }))),
  fc.tuple(who, on, held).map(([id, effectiveOn, at]) => unjudged(id, (actId) => ({ type: 'PostFoundHeld', data: { actId, effectiveOn, source, ...at } }))),
  fc.tuple(who, on, nth).map(([id, effectiveOn, at]) =>
    unjudged(id, (actId, { all, elections }) => ({ type: 'ElectionApproved', data: { actId, effectiveOn, decision, approvedActId: pick(elections.length > 0 ? elections : all, at) } }))),
  fc.tuple(who, on, nth).map(([id, effectiveOn, at]) =>
    unjudged(id, (actId, { all }) => ({ type: 'OfficialRelieved', data: { actId, effectiveOn, decision, endedActId: pick(all, at), reason: 'khac' } }))),
  fc.tuple(who, on).map(([id, effectiveOn]) => unjudged(id, (actId) => ({ type: 'OfficialRetired', data: { actId, effectiveOn, decision } }))),
  fc.tuple(who, on).map(([id, effectiveOn]) => unjudged(id, (actId) => ({ type: 'OfficialResigned', data: { actId, effectiveOn, decision } }))),
  fc.tuple(who, on).map(([id, effectiveOn]) => unjudged(id, (actId) => ({ type: 'OfficialDied', data: { actId, effectiveOn } }))),
  fc.tuple(who, on).map(([id, effectiveOn]) => unjudged(id, (actId) => ({ type: 'OfficialTransferredOut', data: { actId, effectiveOn, decision } }))),
  fc.tuple(who, gender).map(([id, sex]) => unjudged(id, () => ({ type: 'GenderCorrected', data: { gender: sex } }))),
  fc.tuple(who, nth, fc.array(fc.tuple(nth, on), { maxLength: 2 })).map(([id, at, upheld]) =>
    unjudged(id, (_, { all }) => ({
      type: 'ActAnnulled',
      data: { annulledActId: pick(all, at), decision, upheldEnds: upheld.map(([number, endedOn]) => ({ actId: pick(all, number), endedOn })) },
    }))),
);

/** Any acts on officials in any order, among judged changes of the organisation and training. */
export const unjudgedActs = (most: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(fc.oneof({ weight: 8, arbitrary: act }, { weight: 2, arbitrary: organisationCommand }, { weight: 1, arbitrary: learning }), { maxLength: most, size: 'max' });
