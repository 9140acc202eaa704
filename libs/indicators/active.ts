import type { LogIndex } from '../kernel/log.js';
import type { Column } from './ledger/column.js';
import type { Ledger } from './ledger/columns.js';

/** Above zero for each slot whose fact holds, by number. Scratch: the next question overwrites it. */
export type Active = Int8Array;

/** One of a sum above zero, else zero. The passes over all slots do without branches, which would be mispredicted half of the time. */
export const holds = (sum: number): number => (-sum >> 31) & 1;

const scratch = new WeakMap<Ledger, Int8Array>();

const emptied = (ledger: Ledger): Active => {
  const size = ledger.slots.official.length;
  const kept = scratch.get(ledger);
  if (kept && kept.length >= size) return kept.fill(0);
  const fresh = new Int8Array(size * 2 + 1024);
  scratch.set(ledger, fresh);
  return fresh;
};

/** The facts that hold on a day as known at an index: one sum over a prefix of the rows. */
export const activeOn = (ledger: Ledger, day: number, knownAt: LogIndex): Active => {
  const active = emptied(ledger);
  const rows = ledger.rows.index.countUpTo(knownAt);
  const [days, slots, signs] = [ledger.rows.day.values, ledger.rows.slot.values, ledger.rows.sign.values];
  for (let row = 0; row < rows; row += 1) {
    const slot = slots[row] ?? 0;
    // All ones when the row's day is not after the day, else zero: half of the rows would mispredict a branch.
    const isEffective = ~((day - (days[row] ?? 0)) >> 31);
    active[slot] = (active[slot] ?? 0) + ((signs[row] ?? 0) & isEffective);
  }
  return active;
};

const orders = new WeakMap<Ledger, { readonly rows: number; readonly order: Int32Array }>();

/** The rows' numbers in effective order, those of one day in recorded order. */
export const effectiveOrder = (ledger: Ledger): Int32Array => {
  const rows = ledger.rows.day.length;
  const kept = orders.get(ledger);
  if (kept?.rows === rows) return kept.order;
  const order = new Int32Array(rows);
  const days = ledger.rows.day.values;
  const starts = new Int32Array(daysMax + 1);
  for (let row = 0; row < rows; row += 1) starts[(days[row] ?? 0) + 1] = (starts[(days[row] ?? 0) + 1] ?? 0) + 1;
  for (let day = 1; day <= daysMax; day += 1) starts[day] = (starts[day] ?? 0) + (starts[day - 1] ?? 0);
  for (let row = 0; row < rows; row += 1) {
    const day = days[row] ?? 0;
    order[starts[day] ?? 0] = row;
    starts[day] = (starts[day] ?? 0) + 1;
  }
  orders.set(ledger, { rows, order });
  return order;
};
/** Days from 1900 to 2199, and one. */
const daysMax = 109_574;

/** Goes through days that ascend and adds up what each one brings; `active` is the ledger's scratch, so nothing else may be asked meanwhile. */
export const sweep = (ledger: Ledger, knownAt: LogIndex): { readonly active: Active; to(day: number): void } => {
  const active = emptied(ledger);
  const order = effectiveOrder(ledger);
  const [indexes, days, slots, signs] = [ledger.rows.index.values, ledger.rows.day.values, ledger.rows.slot.values, ledger.rows.sign.values];
  let next = 0;
  return {
    active,
    to: (day) => {
      for (; next < order.length; next += 1) {
        const row = order[next] ?? 0;
        if ((days[row] ?? 0) > day) return;
        const slot = slots[row] ?? 0;
        if ((indexes[row] ?? 0) <= knownAt) active[slot] = (active[slot] ?? 0) + (signs[row] ?? 0);
      }
    },
  };
};

/** The slots of posts with what a pass asks of them side by side, those of one official together. */
export type PostsByOfficial = { readonly slot: Int32Array; readonly official: Int32Array; readonly group: Int32Array; readonly post: Int32Array };
const postOrders = new WeakMap<Ledger, PostsByOfficial>();

export const postsByOfficial = (ledger: Ledger): PostsByOfficial => {
  const kept = postOrders.get(ledger);
  const count = ledger.slotsOf.post.length;
  if (kept?.slot.length === count) return kept;
  const { official, group, post } = ledger.slots;
  const slot = ledger.slotsOf.post.values.slice(0, count).sort((a, b) => (official.values[a] ?? 0) - (official.values[b] ?? 0));
  const of = (column: Column) => slot.map((one) => column.values[one] ?? 0);
  const posts = { slot, official: of(official), group: of(group), post: of(post) };
  postOrders.set(ledger, posts);
  return posts;
};
