import type { LogIndex } from '../kernel/log.js';
import { absent, serviceKind, type Ledger } from './ledger/columns.js';

/** Above zero for each slot whose fact holds, by number. Scratch: the next question overwrites it. */
export type Active = Int8Array;

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

const postOrders = new WeakMap<Ledger, { readonly slots: number; readonly order: Int32Array }>();

/** The slots of posts, those of one official side by side. */
export const postSlots = (ledger: Ledger): Int32Array => {
  const slots = ledger.slots.official.length;
  const kept = postOrders.get(ledger);
  if (kept?.slots === slots) return kept.order;
  const [officials, groups, kinds] = [ledger.slots.official.values, ledger.slots.group.values, ledger.groups.kind.values];
  const starts = new Int32Array(ledger.officials.size + 1);
  const isPost = (slot: number) => kinds[groups[slot] ?? 0] !== serviceKind;
  let posts = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    if (!isPost(slot)) continue;
    posts += 1;
    starts[(officials[slot] ?? 0) + 1] = (starts[(officials[slot] ?? 0) + 1] ?? 0) + 1;
  }
  for (let official = 1; official < starts.length; official += 1) starts[official] = (starts[official] ?? 0) + (starts[official - 1] ?? 0);
  const order = new Int32Array(posts).fill(absent);
  for (let slot = 0; slot < slots; slot += 1) {
    if (!isPost(slot)) continue;
    const official = officials[slot] ?? 0;
    order[starts[official] ?? 0] = slot;
    starts[official] = (starts[official] ?? 0) + 1;
  }
  postOrders.set(ledger, { slots, order });
  return order;
};
