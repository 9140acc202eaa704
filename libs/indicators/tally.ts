import { absent, type Ledger } from './ledger/columns.js';
import { serviceBit, type Judged } from './judged.js';
import { refuseStrange, type View } from './view.js';
import type { Active } from './active.js';

/** What one pass over the facts that hold adds up; by rule where a number of a rule within its thirty is the index. */
export type Tally = {
  readonly total: Int32Array;
  readonly women: Int32Array;
  readonly totalOfGroup: Int32Array;
  readonly womenOfGroup: Int32Array;
  /** The payroll group of each official in service, plus one; zero of others. */
  readonly served: Int32Array;
  /** By body: the rules under which it has a woman member. */
  readonly womanInBody: Int32Array;
  /** By unit: the rules under which a woman leads it. */
  readonly womanLeads: Int32Array;
};
type Marks = { ofPerson: Int32Array; ofPost: Int32Array };

const kept = new WeakMap<Ledger, { tally: Tally; marks: Marks }>();

/** Zeroed arrays as long as the ledger needs, used again from question to question. */
const emptied = (ledger: Ledger, view: View): { tally: Tally; marks: Marks } => {
  const old = kept.get(ledger);
  const zeroed = (array: Int32Array | undefined, length: number) => (array && array.length >= length ? array.fill(0) : new Int32Array(length * 2));
  const [officials, groups] = [ledger.officials.size, ledger.groups.kind.length];
  const tally: Tally = {
    total: zeroed(old?.tally.total, 32),
    women: zeroed(old?.tally.women, 32),
    totalOfGroup: zeroed(old?.tally.totalOfGroup, groups),
    womenOfGroup: zeroed(old?.tally.womenOfGroup, groups),
    served: zeroed(old?.tally.served, officials),
    womanInBody: zeroed(old?.tally.womanInBody, view.structure.bodies.length),
    womanLeads: zeroed(old?.tally.womanLeads, view.unitCount),
  };
  const marks = { ofPerson: zeroed(old?.marks.ofPerson, officials), ofPost: zeroed(old?.marks.ofPost, ledger.posts.size) };
  const fresh = { tally, marks };
  kept.set(ledger, fresh);
  return fresh;
};

export const numberOf = (bit: number): number => 31 - Math.clz32(bit);

const addTo = (counts: Int32Array, bits: number): void => {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const number = numberOf(rest & -rest);
    counts[number] = (counts[number] ?? 0) + 1;
  }
};

export type Facts = { readonly active: Active; readonly women: Uint8Array; readonly isIn: Uint8Array };

/** One pass over the slots, then one over the payroll groups. */
export const tallyOf = (ledger: Ledger, view: View, judged: Judged, facts: Facts): Tally => {
  const { tally, marks } = emptied(ledger, view);
  const { active, women } = facts;
  const words = wordsIn(view, judged, facts.isIn);
  const [officials, groups, posts] = [ledger.slots.official.values, ledger.slots.group.values, ledger.slots.post.values];
  const { totalOfGroup, womenOfGroup, served } = tally;
  const slots = ledger.slots.official.length;
  for (let slot = 0; slot < slots; slot += 1) {
    if ((active[slot] ?? 0) <= 0) continue;
    const group = groups[slot] ?? 0;
    const word = words[group] ?? 0;
    if (word === 0) continue;
    if (word < 0) refuseStrange(ledger, group);
    const official = officials[slot] ?? 0;
    const woman = women[official] ?? 0;
    if ((word & serviceBit) !== 0) {
      totalOfGroup[group] = (totalOfGroup[group] ?? 0) + 1;
      womenOfGroup[group] = (womenOfGroup[group] ?? 0) + woman;
      served[official] = group + 1;
    } else countPost(tally, marks, judged, { word, official, woman, post: posts[slot] ?? 0, group, view });
  }
  countStaff(tally, words, ledger.groups.kind.length);
  return tally;
};

type HeldPost = { readonly word: number; readonly official: number; readonly woman: number; readonly post: number; readonly group: number; readonly view: View };

const countPost = (tally: Tally, marks: Marks, judged: Judged, held: HeldPost): void => {
  const { word, official, woman, post } = held;
  const markedPerson = marks.ofPerson[official] ?? 0;
  const markedPost = marks.ofPost[post] ?? 0;
  const fresh = (word & judged.ofPersons & ~markedPerson) | (word & judged.ofPosts & ~markedPost);
  if (fresh !== 0) {
    marks.ofPerson[official] = markedPerson | (fresh & judged.ofPersons);
    marks.ofPost[post] = markedPost | (fresh & judged.ofPosts);
    addTo(tally.total, fresh);
    if (woman === 1) addTo(tally.women, fresh);
  }
  if (woman === 1 && (word & (judged.ofBodies | judged.ofLeaders)) !== 0) markUnits(tally, judged, held);
};

const markUnits = (tally: Tally, judged: Judged, { word, group, view }: HeldPost): void => {
  const body = view.groups.body[group] ?? absent;
  const unit = view.groups.place[group] ?? absent;
  if (body !== absent) tally.womanInBody[body] = (tally.womanInBody[body] ?? 0) | (word & judged.ofBodies);
  tally.womanLeads[unit] = (tally.womanLeads[unit] ?? 0) | (word & judged.ofLeaders);
};

const countStaff = (tally: Tally, words: Int32Array, groups: number): void => {
  for (let group = 0; group < groups; group += 1) {
    const count = tally.totalOfGroup[group] ?? 0;
    if (count === 0) continue;
    for (let rest = (words[group] ?? 0) & ~serviceBit; rest !== 0; rest &= rest - 1) {
      const number = numberOf(rest & -rest);
      tally.total[number] = (tally.total[number] ?? 0) + count;
      tally.women[number] = (tally.women[number] ?? 0) + (tally.womenOfGroup[group] ?? 0);
    }
  }
};

/** The groups' words, without the rules whose places lie outside the scope. */
const wordsIn = (view: View, judged: Judged, isIn: Uint8Array): Int32Array => {
  const words = judged.words.values;
  if (isIn.every((one) => one === 1)) return words;
  return words.map((word, group) => (isIn[view.groups.place[group] ?? 0] === 1 ? word : word & ~judged.ofPlaces));
};
