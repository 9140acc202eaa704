import type { Override, RelieveOfficial } from '../officials/domain/commands.js';
import { dateOf, endDay, lastInstant, type Day } from './calendar.js';
import type { Careers, Departure } from './careers.js';
import { enter, leave, type Held, type Person, type Post, type Slot } from './people.js';
import type { Prng } from './prng.js';
import type { SampleAct } from './sample-command.js';

export type Posts = {
  /** The holder as the lists of the opening day state it. */
  findHeld(slot: Slot, person: Person, at: number, row: number): void;
  /** Gives a slot to someone, who leaves the slot held before, if any. */
  fill(slot: Slot, person: Person, day: Day, isActing?: boolean): void;
  vacate(slot: Slot, day: Day, reason: RelieveOfficial['reason']): void;
  /** The same holder is appointed or elected to the same posts again. */
  renew(slot: Slot, day: Day, which?: (post: Post) => boolean): void;
  /** A further post for a slot's holder. */
  extend(slot: Slot, post: Post, day: Day): void;
  addExtra(person: Person, post: Post, day: Day, capacity: 'full' | 'in-charge'): void;
  endExtras(person: Person, day: Day): void;
  depart(person: Person, by: Departure, day: Day): void;
  /** An appointment that is annulled weeks later, as if it had never been. */
  annulledAppointment(person: Person, post: Post, day: Day): void;
};
type TermOn = (body: string, day: Day) => string;
const beyondSeats: Override = { code: 'POST_FULLY_HELD', reason: 'Kiêm nhiệm ngoài số lượng cấp phó, theo yêu cầu công tác' };
const seatTaken: Override = { code: 'POST_FULLY_HELD', reason: 'Người giữ chức vụ trước đã có quyết định thôi giữ chức, chưa cập nhật' };
const keyOf = ({ unit, position }: Post) => `${unit}|${position}`;

export const openPosts = (careers: Careers, termOn: TermOn, prng: Prng): Posts => {
  const { write, timing, endsAt } = careers;
  const ended = ({ post }: Held, at: number) => endsAt.set(keyOf(post), Math.max(at, endsAt.get(keyOf(post)) ?? 0));

  const decidedFor = (person: Person, post: Post, day: Day, after: number, always?: Override) => {
    const { dated, at, signed } = timing(person.bucket.office, day, Math.max(after, person.enteredAt), post.body !== undefined);
    const isCrowded = (endsAt.get(keyOf(post)) ?? 0) >= at;
    const seats = always ?? (isCrowded ? seatTaken : undefined);
    const overrides = [...(dated.overrides ?? []), ...(seats ? [seats] : [])];
    return { at, signed, dated: { decision: dated.decision, effectiveOn: dated.effectiveOn, ...(overrides.length === 0 ? {} : { overrides }) } };
  };
  const approve = (person: Person, actId: string, elected: Day, after: number) => {
    const day = Math.min(elected + prng.between(3, 20), endDay);
    const { dated, at } = timing(person.bucket.office, day, after);
    write(person, { context: 'officials', operation: 'approve', command: { ...dated, approvedActId: actId } }, at, day);
  };
  const hold = (person: Person, post: Post, day: Day, endings: readonly Held[], after: number, isActing = false): Held => {
    const { dated, at } = decidedFor(person, post, day, Math.max(after, ...endings.map(({ recordedAt }) => recordedAt)));
    const { unit, position, body } = post;
    const common = { ...dated, unit, position, ...(endings.length === 0 ? {} : { endedActIds: endings.map(({ actId }) => actId) }) };
    const act: SampleAct = body === undefined
      ? { context: 'officials', operation: 'appoint', command: { ...common, ...(isActing ? { capacity: 'acting' as const } : {}) } }
      : { context: 'officials', operation: 'elect', command: { ...common, term: termOn(body, day) } };
    const written = write(person, act, at, day);
    for (const held of endings) ended(held, written.recordedAt);
    const actId = written.id(0);
    if (body !== undefined && !body.startsWith('DU.')) approve(person, actId, day, written.recordedAt);
    return { post, actId, recordedAt: written.recordedAt, since: day };
  };
  const relieve = (person: Person, held: Held, day: Day, reason: RelieveOfficial['reason']) => {
    const { dated, at } = timing(person.bucket.office, day, held.recordedAt);
    const written = write(person, { context: 'officials', operation: 'relieve', command: { ...dated, endedActId: held.actId, reason } }, at, day);
    ended(held, written.recordedAt);
  };
  const clear = (slot: Slot, day: Day) => {
    slot.vacantFrom = day;
    if (slot.holder) slot.holder.slot = undefined;
    slot.holder = undefined;
    slot.held = [];
    slot.isActing = false;
  };
  const endExtras = (person: Person, day: Day) => {
    for (const extra of person.extras) relieve(person, extra, day, 'het-thoi-han');
    person.extras = [];
  };

  return {
    findHeld: (slot, person, at, row) => {
      slot.held = slot.posts.map((post): Held => {
        const { unit, position, body } = post;
        const since = person.busyUntil;
        const source = { file: `chuc-vu-2016-01-01.${person.bucket.office}`, row, statedOn: dateOf(since) };
        const written = write(person, {
          context: 'officials', operation: 'find-post-held',
          command: { source, effectiveOn: dateOf(since), unit, position, capacity: 'full', ...(body === undefined ? {} : { term: termOn(body, since) }) },
        }, Math.max(at, person.lastAt), since);
        return { post, actId: written.id(0), recordedAt: written.recordedAt, since };
      });
      slot.holder = person;
      person.slot = slot;
    },
    fill: (slot, person, day, isActing = false) => {
      const before = person.slot;
      let endings: readonly Held[] = [...(before?.held ?? []), ...person.extras];
      if (before) clear(before, day);
      const isUnentangled = person.extras.length === 0;
      person.extras = [];
      let after = person.enteredAt;
      if (person.unit !== slot.unit) {
        const written = careers.transfer(person, slot.bucket, slot.unit, day, endings.map(({ actId }) => actId));
        for (const held of endings) ended(held, written.recordedAt);
        endings = [];
        // One in three promotions reaches the registry before the transfer that preceded it.
        after = isUnentangled && prng.chance(0.33) ? person.enteredAt : written.recordedAt;
      } else if (person.bucket !== slot.bucket) {
        leave(person);
        enter(person, slot.bucket, slot.unit);
      }
      slot.held = slot.posts.map((post, at) => hold(person, post, day, at === 0 ? endings : [], after, isActing));
      slot.isActing = isActing;
      slot.holder = person;
      person.slot = slot;
    },
    vacate: (slot, day, reason) => {
      const person = slot.holder;
      if (!person) return;
      endExtras(person, day);
      for (const held of slot.held) relieve(person, held, day, reason);
      clear(slot, day);
    },
    renew: (slot, day, which = () => true) => {
      const person = slot.holder;
      if (!person) return;
      slot.held = slot.held.map((held) => (which(held.post) ? hold(person, held.post, day, [held], held.recordedAt) : held));
      slot.isActing = false;
    },
    extend: (slot, post, day) => {
      const person = slot.holder;
      if (!person) return;
      slot.posts = [...slot.posts, post];
      slot.held = [...slot.held, hold(person, post, day, [], person.enteredAt)];
    },
    addExtra: (person, post, day, capacity) => {
      const { dated, at } = decidedFor(person, post, day, person.enteredAt, beyondSeats);
      const { unit, position } = post;
      const written = write(person, { context: 'officials', operation: 'add-concurrent-post', command: { ...dated, unit, position, capacity } }, at, day);
      person.extras.push({ post, actId: written.id(0), recordedAt: written.recordedAt, since: day });
      // While it lasts the deputies of that unit may be one too many.
      endsAt.set(keyOf(post), lastInstant);
    },
    endExtras,
    depart: (person, by, day) => {
      const held = [...(person.slot?.held ?? []), ...person.extras];
      const written = careers.depart(person, by, day);
      for (const one of held) ended(one, written.recordedAt);
      if (person.slot) clear(person.slot, day);
      person.extras = [];
    },
    annulledAppointment: (person, post, day) => {
      endsAt.set(keyOf(post), lastInstant);
      const { actId, recordedAt } = hold(person, post, day, [], person.enteredAt);
      const { dated, at } = timing(person.bucket.office, Math.min(day + prng.between(20, 60), endDay - 20), recordedAt);
      write(person, { context: 'officials', operation: 'annul-act', command: { annulledActId: actId, decision: dated.decision, reason: 'Bổ nhiệm không đúng quy trình' } }, at, day + 61);
    },
  };
};
