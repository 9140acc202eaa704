import type { Override, RelieveOfficial } from '../officials/domain/commands.js';
import { dateOf, endDay, lastInstant, type Day } from './calendar.js';
import type { Careers, Departure } from './careers.js';
import { enter, leave, type Held, type Person, type Post, type Slot } from './people.js';
import type { Prng } from './prng.js';
import type { SampleAct } from './sample-command.js';

type TermOn = (body: string, day: Day) => string;
const beyondSeats: Override = { code: 'POST_FULLY_HELD', reason: 'Kiêm nhiệm ngoài số lượng cấp phó, theo yêu cầu công tác' };
const seatTaken: Override = { code: 'POST_FULLY_HELD', reason: 'Người giữ chức vụ trước đã có quyết định thôi giữ chức, chưa cập nhật' };
const keyOf = ({ unit, position }: Post) => `${unit}|${position}`;

/** Who takes and leaves which post, as acts of their holders. */
export class Posts {
  readonly #careers: Careers;
  readonly #termOn: TermOn;
  readonly #prng: Prng;
  /** When it was recorded that someone left a post: whoever takes the same one again comes after it. */
  readonly #leftAt = new Map<string, number>();

  constructor(careers: Careers, termOn: TermOn, prng: Prng) {
    this.#careers = careers;
    this.#termOn = termOn;
    this.#prng = prng;
  }

  /** The holder as the lists of the opening day state it. */
  findHeld(slot: Slot, person: Person, at: number, row: number): void {
    const since = person.busyUntil;
    slot.held = slot.posts.map((post): Held => {
      const { unit, position, body } = post;
      const source = { file: `chuc-vu-2016-01-01.${person.bucket.office}`, row, statedOn: dateOf(since) };
      const term = body === undefined ? {} : { term: this.#termOn(body, since) };
      const command = { source, effectiveOn: dateOf(since), unit, position, capacity: 'full' as const, ...term };
      const written = this.#careers.write(person, { context: 'officials', operation: 'find-post-held', command }, Math.max(at, person.lastAt), since);
      return { post, actId: written.id(0), recordedAt: written.recordedAt, since };
    });
    slot.holder = person;
    person.slot = slot;
  }

  /** Gives a slot to someone, who leaves the slot held before, if any. */
  fill(slot: Slot, person: Person, day: Day, isActing = false): void {
    const before = person.slot;
    let endings: readonly Held[] = [...(before?.held ?? []), ...person.extras];
    const isUnentangled = person.extras.length === 0;
    if (before) clear(before, day);
    person.extras = [];
    let after = person.enteredAt;
    if (person.unit !== slot.unit) {
      const written = this.#careers.transfer(person, slot.bucket, slot.unit, day, endings.map(({ actId }) => actId));
      for (const held of endings) this.#ended(person, held, written.recordedAt);
      endings = [];
      // One in three promotions reaches the registry before the transfer that preceded it.
      after = isUnentangled && this.#prng.chance(0.33) ? person.enteredAt : written.recordedAt;
    } else if (person.bucket !== slot.bucket) {
      leave(person);
      enter(person, slot.bucket, slot.unit);
    }
    slot.held = slot.posts.map((post, at) => this.#hold(person, post, day, at === 0 ? endings : [], after, isActing));
    slot.isActing = isActing;
    slot.holder = person;
    person.slot = slot;
  }

  vacate(slot: Slot, day: Day, reason: RelieveOfficial['reason']): void {
    const person = slot.holder;
    if (!person) return;
    this.endExtras(person, day);
    for (const held of slot.held) this.#relieve(person, held, day, reason);
    clear(slot, day);
  }

  /** The same holder is appointed or elected to the same posts again. */
  renew(slot: Slot, day: Day, isDue: (post: Post) => boolean = () => true): void {
    const person = slot.holder;
    if (!person) return;
    slot.held = slot.held.map((held) => (isDue(held.post) ? this.#hold(person, held.post, day, [held], held.recordedAt) : held));
    slot.isActing = false;
  }

  /** A further post for a slot's holder. */
  extend(slot: Slot, post: Post, day: Day): void {
    const person = slot.holder;
    if (!person) return;
    slot.posts = [...slot.posts, post];
    slot.held = [...slot.held, this.#hold(person, post, day, [], person.enteredAt)];
  }

  addExtra(person: Person, post: Post, day: Day, capacity: 'full' | 'in-charge'): void {
    const { dated, at } = this.#decidedFor(person, post, day, person.enteredAt, beyondSeats);
    const { unit, position } = post;
    const written = this.#careers.write(person, { context: 'officials', operation: 'add-concurrent-post', command: { ...dated, unit, position, capacity } }, at, day);
    person.extras.push({ post, actId: written.id(0), recordedAt: written.recordedAt, since: day });
    // While it lasts the deputies of that unit may be one too many.
    this.#careers.endsAt.set(keyOf(post), lastInstant);
  }

  endExtras(person: Person, day: Day): void {
    for (const extra of person.extras) this.#relieve(person, extra, day, 'het-thoi-han');
    person.extras = [];
  }

  depart(person: Person, by: Departure, day: Day): void {
    const held = [...(person.slot?.held ?? []), ...person.extras];
    const written = this.#careers.depart(person, by, day);
    for (const one of held) this.#ended(person, one, written.recordedAt);
    if (person.slot) clear(person.slot, day);
    person.extras = [];
  }

  /** An appointment that is annulled weeks later, as if it had never been. */
  annulledAppointment(person: Person, post: Post, day: Day): void {
    this.#careers.endsAt.set(keyOf(post), lastInstant);
    const { actId, recordedAt } = this.#hold(person, post, day, [], person.enteredAt);
    const { dated, at } = this.#careers.timing(person.bucket.office, Math.min(day + this.#prng.between(20, 60), endDay - 20), recordedAt);
    const command = { annulledActId: actId, decision: dated.decision, reason: 'Bổ nhiệm không đúng quy trình' };
    this.#careers.write(person, { context: 'officials', operation: 'annul-act', command }, at, day + 61);
  }

  #hold(person: Person, post: Post, day: Day, endings: readonly Held[], after: number, isActing = false): Held {
    const { dated, at } = this.#decidedFor(person, post, day, Math.max(after, ...endings.map(({ recordedAt }) => recordedAt)));
    const { unit, position, body } = post;
    const common = { ...dated, unit, position, ...(endings.length === 0 ? {} : { endedActIds: endings.map(({ actId }) => actId) }) };
    const act: SampleAct = body === undefined
      ? { context: 'officials', operation: 'appoint', command: { ...common, ...(isActing ? { capacity: 'acting' as const } : {}) } }
      : { context: 'officials', operation: 'elect', command: { ...common, term: this.#termOn(body, day) } };
    const written = this.#careers.write(person, act, at, day);
    for (const held of endings) this.#ended(person, held, written.recordedAt);
    const actId = written.id(0);
    if (body !== undefined && !body.startsWith('DU.')) this.#approve(person, actId, day, written.recordedAt);
    return { post, actId, recordedAt: written.recordedAt, since: day };
  }

  #approve(person: Person, actId: string, elected: Day, after: number): void {
    const day = Math.min(elected + this.#prng.between(3, 20), endDay);
    const { dated, at } = this.#careers.timing(person.bucket.office, day, after);
    this.#careers.write(person, { context: 'officials', operation: 'approve', command: { ...dated, approvedActId: actId } }, at, day);
  }

  #relieve(person: Person, held: Held, day: Day, reason: RelieveOfficial['reason']): void {
    const { dated, at } = this.#careers.timing(person.bucket.office, day, held.recordedAt);
    const written = this.#careers.write(person, { context: 'officials', operation: 'relieve', command: { ...dated, endedActId: held.actId, reason } }, at, day);
    this.#ended(person, held, written.recordedAt);
  }

  #decidedFor(person: Person, post: Post, day: Day, after: number, always?: Override) {
    const left = this.#leftAt.get(`${person.key}|${keyOf(post)}`) ?? 0;
    const { dated, at } = this.#careers.timing(person.bucket.office, day, Math.max(after, person.enteredAt, left), post.body !== undefined);
    const isCrowded = (this.#careers.endsAt.get(keyOf(post)) ?? 0) >= at;
    const seats = always ?? (isCrowded ? seatTaken : undefined);
    const overrides = [...(dated.overrides ?? []), ...(seats ? [seats] : [])];
    return { at, dated: { decision: dated.decision, effectiveOn: dated.effectiveOn, ...(overrides.length === 0 ? {} : { overrides }) } };
  }

  #ended(person: Person, { post }: Held, at: number): void {
    this.#leftAt.set(`${person.key}|${keyOf(post)}`, at);
    const { endsAt } = this.#careers;
    endsAt.set(keyOf(post), Math.max(at, endsAt.get(keyOf(post)) ?? 0));
  }
}

const clear = (slot: Slot, day: Day): void => {
  slot.vacantFrom = day;
  if (slot.holder) slot.holder.slot = undefined;
  slot.holder = undefined;
  slot.held = [];
  slot.isActing = false;
};
