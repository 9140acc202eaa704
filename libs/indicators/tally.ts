import { absent, type Ledger } from './ledger/columns.js';
import { serviceBit, type Judged } from './judged.js';
import { refuseStrange, type View } from './view.js';
import { holds, type Active } from './active.js';

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
/** `posts`: the slots of posts that matter, as many as are told beside it. */
type Marks = { readonly ofPerson: Int32Array; readonly ofPost: Int32Array; readonly posts: Int32Array };

const kept = new WeakMap<Ledger, { tally: Tally; marks: Marks }>();

/** Zeroed arrays as long as the ledger needs, used again from question to question. */
const emptied = (ledger: Ledger, view: View): { tally: Tally; marks: Marks } => {
  const old = kept.get(ledger);
  const zeroed = (array: Int32Array | undefined, length: number) => lengthened(array, length).fill(0);
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
  const marks = { ofPerson: zeroed(old?.marks.ofPerson, officials), ofPost: zeroed(old?.marks.ofPost, ledger.posts.size), posts: lengthened(old?.marks.posts, ledger.slots.post.length) };
  const fresh = { tally, marks };
  kept.set(ledger, fresh);
  return fresh;
};

const lengthened = (array: Int32Array | undefined, length: number) => (array && array.length >= length ? array : new Int32Array(length * 2));

export const numberOf = (bit: number): number => 31 - Math.clz32(bit);

const addTo = (counts: Int32Array, bits: number): void => {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const number = numberOf(rest & -rest);
    counts[number] = (counts[number] ?? 0) + 1;
  }
};

export type Facts = { readonly active: Active; readonly women: Uint8Array; readonly isIn: Uint8Array };

/** One pass over the slots, one over the posts among them, one over the payroll groups. */
export const tallyOf = (ledger: Ledger, view: View, judged: Judged, facts: Facts): Tally => {
  const { tally, marks } = emptied(ledger, view);
  const words = wordsIn(view, judged, facts.isIn);
  countService(ledger, facts, tally);
  const posts = listPosts(ledger, words, facts, marks.posts);
  countHolders(ledger, judged, words, facts.women, tally, marks, posts);
  markUnits(ledger, view, judged, words, facts.women, tally, marks.posts, posts);
  countStaff(ledger, tally, words);
  return tally;
};

const countService = (ledger: Ledger, { active, women }: Facts, { totalOfGroup, womenOfGroup, served }: Tally): void => {
  const [slots, officials, groups] = [ledger.slotsOf.service.values, ledger.slots.official.values, ledger.slots.group.values];
  const count = ledger.slotsOf.service.length;
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at] ?? 0;
    const one = holds(active[slot] ?? 0);
    const group = groups[slot] ?? 0;
    const official = officials[slot] ?? 0;
    totalOfGroup[group] = (totalOfGroup[group] ?? 0) + one;
    womenOfGroup[group] = (womenOfGroup[group] ?? 0) + (one & (women[official] ?? 0));
    // Adding sets it: an official is in service at one place at most.
    served[official] = (served[official] ?? 0) + one * (group + 1);
  }
};

/** Writes down the slots of posts that hold and matter to a rule; answers how many. */
const listPosts = (ledger: Ledger, words: Int32Array, { active }: Facts, posts: Int32Array): number => {
  const [slots, groups] = [ledger.slotsOf.post.values, ledger.slots.group.values];
  const all = ledger.slotsOf.post.length;
  let count = 0;
  for (let at = 0; at < all; at += 1) {
    const slot = slots[at] ?? 0;
    const word = words[groups[slot] ?? 0] ?? 0;
    posts[count] = slot;
    count += holds(active[slot] ?? 0) & ((word | -word) >>> 31);
  }
  return count;
};

/** Persons, or posts, once for each rule however many of their tenures count by it. */
const countHolders = (ledger: Ledger, judged: Judged, words: Int32Array, women: Uint8Array, tally: Tally, marks: Marks, count: number): void => {
  const [officials, groups, keys] = [ledger.slots.official.values, ledger.slots.group.values, ledger.slots.post.values];
  const { ofPersons, ofPosts } = judged;
  const { ofPerson, ofPost, posts } = marks;
  for (let at = 0; at < count; at += 1) {
    const slot = posts[at] ?? 0;
    const word = words[groups[slot] ?? 0] ?? 0;
    if (word < 0) refuseStrange(ledger, groups[slot] ?? 0);
    const [official, key] = [officials[slot] ?? 0, keys[slot] ?? 0];
    const [markedPerson, markedPost] = [ofPerson[official] ?? 0, ofPost[key] ?? 0];
    const fresh = (word & ofPersons & ~markedPerson) | (word & ofPosts & ~markedPost);
    if (fresh === 0) continue;
    ofPerson[official] = markedPerson | (fresh & ofPersons);
    ofPost[key] = markedPost | (fresh & ofPosts);
    addTo(tally.total, fresh);
    if (women[official] === 1) addTo(tally.women, fresh);
  }
};

/** Which bodies have a woman, and which units a woman leads, rule by rule. */
const markUnits = (
  ledger: Ledger, view: View, judged: Judged, words: Int32Array, women: Uint8Array, tally: Tally, posts: Int32Array, count: number,
): void => {
  const [officials, groups] = [ledger.slots.official.values, ledger.slots.group.values];
  const { body: bodies, place: places } = view.groups;
  const { ofBodies, ofLeaders } = judged;
  const { womanInBody, womanLeads } = tally;
  for (let at = 0; at < count; at += 1) {
    const slot = posts[at] ?? 0;
    const group = groups[slot] ?? 0;
    const word = (words[group] ?? 0) & (ofBodies | ofLeaders);
    if (word === 0 || women[officials[slot] ?? 0] !== 1) continue;
    const [body, unit] = [bodies[group] ?? absent, places[group] ?? 0];
    if (body !== absent) womanInBody[body] = (womanInBody[body] ?? 0) | (word & ofBodies);
    womanLeads[unit] = (womanLeads[unit] ?? 0) | (word & ofLeaders);
  }
};

const countStaff = (ledger: Ledger, tally: Tally, words: Int32Array): void => {
  for (let group = 0; group < ledger.groups.kind.length; group += 1) {
    const count = tally.totalOfGroup[group] ?? 0;
    if (count === 0) continue;
    if ((words[group] ?? 0) < 0) refuseStrange(ledger, group);
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
