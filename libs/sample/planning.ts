import { dateOf, endDay, lastInstant, officeInstant, weekdayFrom, type Day } from './calendar.js';
import { desksOf } from './desks.js';
import { canRise, findMember, isFree, type Held, type Person, type Slot } from './people.js';
import { isNearRetirement, type Month, type State } from './state.js';
import { atEndOf, firstYear, planningWomen } from './trajectory.js';

/** One person planned for one post. */
type Entry = { readonly key: string; readonly stream: string; readonly person: Person; readonly slot: Slot; readonly approvedOn: Day; readonly recordedAt: number };
export type Planning = { review(month: Month): void };

const minute = 60_000;
const lastReview = 10;
const isPlanned = ({ kind, isClosed }: Slot) => kind !== 'guard' && kind !== 'public' && !isClosed;

const termOf = ({ kind }: Slot, { year, month }: Month): string => {
  const isOffice = kind === 'department' || kind === 'division';
  if (isOffice) return year === 2020 && month > 6 ? '2020-2025' : '2015-2020';
  return year === 2020 ? '2021-2026' : '2016-2021';
};

/** The pools are built in spring 2016 and reviewed every year from July to October. */
export const openPlanning = (state: State): Planning => {
  const { world, journal, prng } = state;
  const deskOf = desksOf(prng);
  let active: Entry[] = [];
  let made = 0;
  const instant = (day: Day, after: number) => {
    const wished = Math.max(officeInstant(weekdayFrom(day), prng), after + minute);
    return wished <= lastInstant ? wished : Math.max(after, officeInstant(endDay - prng.below(4), prng));
  };

  const propose = (slot: Slot, person: Person, month: Month): void => {
    const [post] = slot.posts;
    if (!post) return;
    const day = prng.between(month.first, month.last - 2);
    const approvedOn = Math.min(day + prng.between(15, 60), endDay - 10);
    const desk = deskOf(slot.bucket.office);
    made += 1;
    const key = `Q${String(made).padStart(5, '0')}`;
    const proposed = journal.write({
      context: 'planning', operation: 'propose',
      command: {
        official: person.stream, unit: post.unit, position: post.position, term: termOf(slot, month), effectiveOn: dateOf(day),
        source: person.unit === slot.unit ? 'on-site' : 'elsewhere',
      },
    }, { target: key, at: instant(day + prng.between(0, 12), person.enteredAt), desk });
    const decision = journal.decision(`BTV.${slot.bucket.office}`, 'QĐ-QH', approvedOn);
    const approved = journal.write({ context: 'planning', operation: 'approve', command: { decision, effectiveOn: dateOf(approvedOn) } },
      { target: key, stream: proposed.stream, at: instant(approvedOn + prng.between(1, 14), proposed.recordedAt), desk });
    person.plannings += 1;
    slot.planned.push(person);
    active.push({ key, stream: proposed.stream, person, slot, approvedOn, recordedAt: approved.recordedAt });
  };
  const end = ({ person, slot }: Entry): void => {
    person.plannings -= 1;
    const at = slot.planned.indexOf(person);
    if (at >= 0) slot.planned.splice(at, 1);
  };
  const fulfil = ({ key, stream, slot, recordedAt }: Entry, held: Held): void => {
    journal.write({ context: 'planning', operation: 'fulfil', command: { actId: held.actId, effectiveOn: dateOf(held.since) } },
      { target: key, stream, at: instant(held.since + prng.between(5, 40), Math.max(recordedAt, held.recordedAt)), desk: deskOf(slot.bucket.office) });
  };
  const remove = ({ key, stream, person, slot, approvedOn, recordedAt }: Entry, month: Month): void => {
    const day = Math.max(prng.between(month.first, month.last), approvedOn);
    const reason = slot.isClosed ? 'khac' : !person.isServing ? 'chuyen-di' : isNearRetirement(person, month.first) ? 'tuoi' : person.slot === slot ? 'da-bo-nhiem' : prng.pick(['khong-dat', 'tu-xin', 'khac'] as const);
    const decision = journal.decision(`BTV.${slot.bucket.office}`, 'QĐ-QH', day - 2);
    journal.write({ context: 'planning', operation: 'remove', command: { reason, decision, effectiveOn: dateOf(day) } },
      { target: key, stream, at: instant(day + prng.between(0, 20), recordedAt), desk: deskOf(slot.bucket.office) });
  };
  const carryOn = (month: Month, isReview: boolean): void => {
    active = active.filter((entry) => {
      const { person, slot, approvedOn } = entry;
      const held = person.slot === slot ? slot.held[0] : undefined;
      const isFulfilled = held !== undefined && held.since >= approvedOn;
      const isOver = !person.isServing || slot.isClosed || held !== undefined || isNearRetirement(person, month.first);
      const isRemoved = !isFulfilled && isReview && approvedOn < month.first && (isOver ? prng.chance(0.5) : prng.chance(0.012));
      if (!isFulfilled && !isRemoved) return true;
      if (isFulfilled) fulfil(entry, held);
      else remove(entry, month);
      end(entry);
      return false;
    });
  };
  const extend = (month: Month, share: number): void => {
    const slots = world.slots.filter(isPlanned);
    const namesAPost = world.size === 'test' ? 1 : 2.3;
    const wanted = Math.round(slots.filter(({ holder }) => holder).length * namesAPost * share);
    const percent = atEndOf(planningWomen, month.year);
    let women = active.filter(({ person }) => person.gender === 'female').length;
    for (const slot of prng.shuffled([...slots, ...slots, ...slots])) {
      if (active.length >= wanted) return;
      if (slot.planned.length >= 3) continue;
      const isFemale = women * 100 < percent * (active.length + 1);
      const fits = (person: Person) => (person.gender === 'female') === isFemale && person.slot !== slot && person.plannings < 3 && !slot.planned.includes(person) &&
        person.isServing && person.busyUntil < Infinity && (canRise(person, month.last) || (slot.isHead && person.slot !== undefined && isFree(person, month.last) && !isNearRetirement(person, month.last + 900)));
      const person = (prng.chance(0.7) ? findMember(slot.bucket, prng, (one) => one.unit === slot.unit && fits(one)) : undefined) ?? findMember(slot.bucket, prng, fits);
      if (!person) continue;
      propose(slot, person, month);
      if (isFemale) women += 1;
    }
  };

  return {
    review: (month) => {
      const isReview = month.month >= 7 && month.month <= lastReview;
      carryOn(month, isReview);
      if (month.year === firstYear && month.month >= 2 && month.month <= 4) extend(month, (month.month - 1) / 3.6);
      else if (isReview) extend(month, 1);
    },
  };
};
