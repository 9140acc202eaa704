import { dateOf, endDay, lastInstant, officeInstant, weekdayFrom, type Day } from './calendar.js';
import { desksOf } from './desks.js';
import type { Desk } from './journal.js';
import { canRise, findMember, isFree, type Held, type Person, type Slot } from './people.js';
import { isNearRetirement, type Month, type State } from './state.js';
import { atEndOf, firstYear, planningWomen } from './trajectory.js';

/** One person planned for one post. */
type Entry = { readonly key: string; readonly stream: string; readonly person: Person; readonly slot: Slot; readonly approvedOn: Day; readonly recordedAt: number };

const minute = 60_000;
const firstReview = 7;
const lastReview = 10;
const isPlanned = ({ kind, isClosed }: Slot) => kind !== 'guard' && kind !== 'public' && !isClosed;

const termOf = ({ kind }: Slot, { year, month }: Month): string => {
  const isOffice = kind === 'department' || kind === 'division';
  if (isOffice) return year === 2020 && month > 6 ? '2020-2025' : '2015-2020';
  return year === 2020 ? '2021-2026' : '2016-2021';
};

/** The pools are built in spring 2016 and reviewed every year from July to October. */
export class Planning {
  readonly #state: State;
  readonly #deskOf: (office: string) => Desk;
  #active: Entry[] = [];
  #made = 0;

  constructor(state: State) {
    this.#state = state;
    this.#deskOf = desksOf(state.prng);
  }

  review(month: Month): void {
    const isReview = month.month >= firstReview && month.month <= lastReview;
    this.#active = this.#active.filter((entry) => this.#goesOn(entry, month, isReview));
    if (month.year === firstYear && month.month >= 2 && month.month <= 4) this.#extend(month, (month.month - 1) / 3.6);
    else if (isReview) this.#extend(month, 1);
  }

  #goesOn(entry: Entry, month: Month, isReview: boolean): boolean {
    const { person, slot, approvedOn } = entry;
    const held = person.slot === slot ? slot.held[0] : undefined;
    if (held && held.since >= approvedOn) {
      this.#fulfil(entry, held);
      return false;
    }
    const isOver = !person.isServing || slot.isClosed || held !== undefined || isNearRetirement(person, month.first);
    if (!isReview || approvedOn >= month.first || !this.#state.prng.chance(isOver ? 0.5 : 0.012)) return true;
    this.#remove(entry, month);
    return false;
  }

  /** Proposes until the pool has its size, women and men as the year's share asks. */
  #extend(month: Month, share: number): void {
    const { world, prng } = this.#state;
    const slots = world.slots.filter(isPlanned);
    const namesAPost = world.size === 'test' ? 1 : 2.3;
    const wanted = Math.round(slots.filter(({ holder }) => holder).length * namesAPost * share);
    const percent = atEndOf(planningWomen, month.year);
    let women = this.#active.filter(({ person }) => person.gender === 'female').length;
    for (const slot of prng.shuffled([...slots, ...slots, ...slots])) {
      if (this.#active.length >= wanted) return;
      if (slot.planned.length >= 3) continue;
      const isFemale = women * 100 < percent * (this.#active.length + 1);
      const person = this.#findCandidate(slot, isFemale, month);
      if (!person) continue;
      this.#propose(slot, person, month);
      if (isFemale) women += 1;
    }
  }

  /** Someone below the post: of the staff, or for a head of the other leaders too. */
  #findCandidate(slot: Slot, isFemale: boolean, { last }: Month): Person | undefined {
    const { prng } = this.#state;
    const isBelow = (person: Person) =>
      canRise(person, last) || (slot.isHead && person.slot !== undefined && isFree(person, last) && !isNearRetirement(person, last + 900));
    const fits = (person: Person) =>
      (person.gender === 'female') === isFemale && person.slot !== slot && person.plannings < 3 && !slot.planned.includes(person) && isBelow(person);
    const near = prng.chance(0.7) ? findMember(slot.bucket, prng, (person) => person.unit === slot.unit && fits(person)) : undefined;
    return near ?? findMember(slot.bucket, prng, fits);
  }

  #propose(slot: Slot, person: Person, month: Month): void {
    const { journal, prng } = this.#state;
    const [post] = slot.posts;
    if (!post) return;
    const day = prng.between(month.first, month.last - 2);
    const approvedOn = Math.min(day + prng.between(15, 60), endDay - 10);
    const desk = this.#deskOf(slot.bucket.office);
    this.#made += 1;
    const key = `Q${String(this.#made).padStart(5, '0')}`;
    const source = person.unit === slot.unit ? 'on-site' : 'elsewhere';
    const proposal = { official: person.stream, unit: post.unit, position: post.position, term: termOf(slot, month), effectiveOn: dateOf(day), source } as const;
    const proposed = journal.write({ context: 'planning', operation: 'propose', command: proposal },
      { target: key, at: this.#instant(day + prng.between(0, 12), person.enteredAt), desk });
    const approval = { decision: journal.decision(`BTV.${slot.bucket.office}`, 'QĐ-QH', approvedOn), effectiveOn: dateOf(approvedOn) };
    const approved = journal.write({ context: 'planning', operation: 'approve', command: approval },
      { target: key, stream: proposed.stream, at: this.#instant(approvedOn + prng.between(1, 14), proposed.recordedAt), desk });
    person.plannings += 1;
    slot.planned.push(person);
    this.#active.push({ key, stream: proposed.stream, person, slot, approvedOn, recordedAt: approved.recordedAt });
  }

  #fulfil(entry: Entry, held: Held): void {
    const { key, stream, slot, recordedAt } = entry;
    const { journal, prng } = this.#state;
    const at = this.#instant(held.since + prng.between(5, 40), Math.max(recordedAt, held.recordedAt));
    journal.write({ context: 'planning', operation: 'fulfil', command: { actId: held.actId, effectiveOn: dateOf(held.since) } },
      { target: key, stream, at, desk: this.#deskOf(slot.bucket.office) });
    endOf(entry);
  }

  #remove(entry: Entry, month: Month): void {
    const { key, stream, slot, approvedOn, recordedAt } = entry;
    const { journal, prng } = this.#state;
    const day = Math.max(prng.between(month.first, month.last), approvedOn);
    const reason = this.#reasonOf(entry, month);
    const decision = journal.decision(`BTV.${slot.bucket.office}`, 'QĐ-QH', day - 2);
    journal.write({ context: 'planning', operation: 'remove', command: { reason, decision, effectiveOn: dateOf(day) } },
      { target: key, stream, at: this.#instant(day + prng.between(0, 20), recordedAt), desk: this.#deskOf(slot.bucket.office) });
    endOf(entry);
  }

  #reasonOf({ person, slot }: Entry, { first }: Month) {
    if (slot.isClosed) return 'khac';
    if (!person.isServing) return 'chuyen-di';
    if (isNearRetirement(person, first)) return 'tuoi';
    return person.slot === slot ? 'da-bo-nhiem' : this.#state.prng.pick(['khong-dat', 'tu-xin', 'khac'] as const);
  }

  #instant(day: Day, after: number): number {
    const { prng } = this.#state;
    const wished = Math.max(officeInstant(weekdayFrom(day), prng), after + minute);
    return wished <= lastInstant ? wished : Math.max(after, officeInstant(endDay - prng.below(4), prng));
  }
}

const endOf = ({ person, slot }: Entry): void => {
  person.plannings -= 1;
  const at = slot.planned.indexOf(person);
  if (at >= 0) slot.planned.splice(at, 1);
};
