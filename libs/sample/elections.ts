import { authorityBodies } from './binh-duong/terms.js';
import { dayOn, type Day } from './calendar.js';
import { findSuccessor } from './leadership.js';
import type { Slot } from './people.js';
import type { Gender } from '../officials/domain/events.js';
import { isNearRetirement, recruit, type Month, type State } from './state.js';

type Renewal = { readonly body: string; readonly day: Day; readonly before: string; readonly after: string };

/** When the first session of a body's second term is, and which term holds on a day. */
export type Elections = { dayOf(body: string): Day | undefined; termOn(body: string, day: Day): string };

export const openElections = (province: Parameters<typeof authorityBodies>[0]): Elections => {
  const renewals = authorityBodies(province).map(({ body, terms: [first, second] }): Renewal => ({
    body, day: dayOn(second?.open.from ?? '2021-07-01'), before: first?.open.term ?? body, after: second?.open.term ?? body,
  }));
  const byBody = new Map(renewals.map((renewal) => [renewal.body, renewal]));
  return {
    dayOf: (body) => byBody.get(body)?.day,
    termOn: (body, day) => {
      const renewal = byBody.get(body);
      if (!renewal) throw new RangeError(`no terms of ${body}`);
      return day < renewal.day ? renewal.before : renewal.after;
    },
  };
};

/** Whether a body of the slot's posts meets soon: a vacancy then waits for the session. */
export const awaitsSession = ({ elections }: State, slot: Slot, month: Month): boolean =>
  slot.posts.some(({ body }) => {
    const day = body === undefined ? undefined : elections.dayOf(body);
    return day !== undefined && day >= month.first && day <= month.last + 25;
  });

/** On the day of the first session every post of the body is filled for the new term: by whoever held it, or by a successor. */
export const holdElections = (state: State, month: Month): void => {
  const { elections, world } = state;
  const due = world.slots.flatMap((slot) => {
    const days = slot.posts.map(({ body }) => (body === undefined ? undefined : elections.dayOf(body)));
    const day = days.find((found) => found !== undefined && found >= month.first && found <= month.last);
    return day === undefined || slot.isClosed ? [] : [{ slot, day, last: slot.holder?.gender }];
  });
  // Whoever does not stand again leaves first, so that a successor elsewhere in the body finds the seat noted as given up.
  for (const { slot, day } of due) if (!standsAgain(state, slot, day, month)) state.posts.vacate(slot, day, 'het-thoi-han');
  for (const { slot, day, last } of due) {
    if (slot.holder) state.posts.renew(slot, day, ({ body }) => body !== undefined && elections.dayOf(body) === day);
    else elect(state, slot, day, month, last);
  }
};

/** The heads of departments and divisions are members while they head them; of the others one in five gives way. */
const standsAgain = ({ prng }: State, slot: Slot, day: Day, month: Month): boolean => {
  const { holder } = slot;
  if (!holder || isNearRetirement(holder, day + 300)) return false;
  const designed = slot.designed?.(month.year);
  const mayStay = designed === undefined || designed === (holder.gender === 'female');
  return mayStay && (slot.kind === 'division' || slot.kind === 'department' || !prng.chance(0.2));
};

const elect = (state: State, slot: Slot, day: Day, month: Month, last: Gender | undefined): void => {
  const designed = slot.designed?.(month.year);
  const gender = designed === undefined ? last ?? 'male' : designed ? 'female' : 'male';
  const person = findSuccessor(state, slot, gender, month) ?? recruit(state, slot.bucket, slot.unit, gender, day, true);
  state.posts.fill(slot, person, day);
};
