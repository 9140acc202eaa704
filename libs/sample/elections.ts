import { authorityBodies } from './binh-duong/terms.js';
import { dayOn, type Day } from './calendar.js';
import { findSuccessor } from './leadership.js';
import { isFree, type Post, type Slot } from './people.js';
import { isNearRetirement, recruit, type Month, type State } from './state.js';

type Renewal = { readonly body: string; readonly unit: string; readonly day: Day; readonly before: string; readonly after: string };

export type Elections = { termOn(body: string, day: Day): string; readonly renewals: readonly Renewal[] };

/** When each body's term gives way to the next. */
export const openElections = (province: Parameters<typeof authorityBodies>[0]): Elections => {
  const renewals = authorityBodies(province).map(({ body, unit, terms: [first, second] }): Renewal => ({
    body, unit, day: dayOn(second?.open.from ?? '2021-07-01'), before: first?.open.term ?? body, after: second?.open.term ?? body,
  }));
  const byBody = new Map(renewals.map((renewal) => [renewal.body, renewal]));
  return {
    renewals,
    termOn: (body, day) => {
      const renewal = byBody.get(body);
      if (!renewal) throw new RangeError(`no terms of ${body}`);
      return day < renewal.day ? renewal.before : renewal.after;
    },
  };
};

/** On the day of the first session every post of the body is filled for the new term: by whoever held it, or by a successor. */
export const holdElections = (state: State, { renewals }: Elections, month: Month): void => {
  const due = new Map(renewals.filter(({ day }) => day >= month.first && day <= month.last).map((renewal) => [renewal.body, renewal]));
  if (due.size === 0) return;
  for (const slot of state.world.slots) {
    const day = slot.posts.map(({ body }) => due.get(body ?? '')?.day).find((found) => found !== undefined);
    if (day === undefined || slot.isClosed) continue;
    electFor(state, slot, day, month, ({ body }) => due.has(body ?? ''));
  }
};

const electFor = (state: State, slot: Slot, day: Day, month: Month, isDue: (post: Post) => boolean): void => {
  const { prng, posts } = state;
  const { holder } = slot;
  const designed = slot.designed?.(month.year);
  const isDivision = slot.kind === 'division' || slot.kind === 'department';
  const fits = holder !== undefined && (isDivision || designed === undefined || designed === (holder.gender === 'female')) && !isNearRetirement(holder, day + 300);
  const isFreed = holder !== undefined && isFree(holder, day);
  // The heads of departments and divisions are elected members while they head them; the others change in one case of five.
  if (fits && isFreed && (isDivision || !prng.chance(0.2))) {
    posts.renew(slot, day, isDue);
    return;
  }
  if (isDivision) {
    if (holder && isFreed) posts.vacate(slot, day, 'mien-nhiem');
    return;
  }
  if (holder && isFreed) posts.vacate(slot, day, 'het-thoi-han');
  if (slot.holder) return;
  const gender = designed ? 'female' : 'male';
  const person = findSuccessor(state, slot, gender, month) ?? recruit(state, slot.bucket, slot.unit, gender, day, true);
  posts.fill(slot, person, day);
};
