import { dayNumber, type CivilDate } from '../kernel/civil-date.js';
import { capacities } from '../officials/domain/events.js';
import { categories } from '../organisation/domain/events.js';
import { holds, postsByOfficial, sweep } from './active.js';
import type { RatioCell, RatioQuestion } from './figure.js';
import { absent, serviceKind, type Ledger } from './ledger/columns.js';
import { basesOf, categoriesMax, none, type BasesOfGroups, type Cells } from './ratio-cells.js';
import { refuseStrange, standings, viewOn, type View } from './view.js';

/** Women and all by base and category: `base · categoriesMax + category`. */
type Counts = { women: Int32Array; total: Int32Array };
type Day = { readonly ledger: Ledger; readonly view: View; readonly active: Int8Array; readonly women: Uint8Array; readonly question: RatioQuestion; readonly of: BasesOfGroups };

const inCharge = capacities.indexOf('in-charge');

/** Women and all of every cell on every day asked for, by day and then by codes: counting.md §8. */
export const ratios = (ledger: Ledger, question: RatioQuestion): readonly RatioCell[] => {
  const structure = ledger.organisation.knownAt(question.knownAt);
  const today = viewOn(ledger, structure, question.today);
  const women = ledger.genders.womenKnownAt(question.knownAt, ledger.officials.size);
  const swept = sweep(ledger, question.knownAt);
  const cells: Cells = { bases: new Map(), codes: [] };
  const basesByView = new Map<View, BasesOfGroups>();
  const answer: RatioCell[] = [];
  let ranked: readonly Ranked[] = [];
  let rankedSize = 0;
  for (const trueOn of question.days) {
    swept.to(dayNumber(trueOn));
    const view = viewOn(ledger, structure, trueOn);
    const of = basesByView.get(view) ?? basesOf(ledger, view, question.structure === 'today' ? today : view, question, cells);
    basesByView.set(view, of);
    const size = cells.codes.length * categoriesMax;
    const counts = { women: new Int32Array(size), total: new Int32Array(size) };
    const day = { ledger, view, active: swept.active, women, question, of };
    if (question.count === 'service') countService(day, counts);
    else countPosts(day, counts);
    if (rankedSize !== size) ranked = rank(cells, question);
    rankedSize = size;
    for (const cell of ranked) answerCell(answer, trueOn, cell, counts);
  }
  return answer;
};

type Ranked = { readonly at: number; readonly codes: readonly string[] };

/** Every base, with every category where the question tells them apart, in the order of the codes. */
const rank = ({ codes }: Cells, { by }: RatioQuestion): readonly Ranked[] => {
  const at = by.indexOf('category');
  const withCategories = (base: readonly string[], number: number): readonly Ranked[] =>
    Array.from({ length: categoriesMax }, (_, category) => ({ at: number * categoriesMax + category, codes: base.with(at, categories[category] ?? none) }));
  const ranked = codes.flatMap((base, number): readonly Ranked[] => (at < 0 ? [{ at: number * categoriesMax, codes: base }] : withCategories(base, number)));
  return ranked.sort((one, other) => compareCodes(one.codes, other.codes));
};

const compareCodes = (one: readonly string[], other: readonly string[]): number => {
  for (let at = 0; at < one.length; at += 1) {
    const [a, b] = [one[at] ?? '', other[at] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
};

const answerCell = (answer: RatioCell[], trueOn: CivilDate, { at, codes }: Ranked, { women, total }: Counts): void => {
  const count = total[at] ?? 0;
  if (count > 0) answer.push({ trueOn, cell: codes, women: women[at] ?? 0, total: count });
};

const addTo = (counts: Counts, at: number, women: number, total: number): void => {
  counts.women[at] = (counts.women[at] ?? 0) + women;
  counts.total[at] = (counts.total[at] ?? 0) + total;
};

/** Whether a category passes the filter. */
const isAsked = ({ filter }: RatioQuestion, category: number): boolean => filter.category === undefined || (categories[category] ?? none) === filter.category;

/** Which of a base's cells a category falls in: the first, unless the question tells categories apart. */
const columnOf = ({ by }: RatioQuestion, category: number): number => (by.includes('category') ? category : 0);

const countService = ({ ledger, view, active, women, question, of }: Day, counts: Counts): void => {
  const groups = ledger.groups.kind.length;
  const [total, ofWomen] = [new Int32Array(groups), new Int32Array(groups)];
  const [slots, groupOf, officialOf] = [ledger.slotsOf.service.values, ledger.slots.group.values, ledger.slots.official.values];
  for (let at = 0; at < ledger.slotsOf.service.length; at += 1) {
    const slot = slots[at] ?? 0;
    const one = holds(active[slot] ?? 0);
    const group = groupOf[slot] ?? 0;
    total[group] = (total[group] ?? 0) + one;
    ofWomen[group] = (ofWomen[group] ?? 0) + (one & (women[officialOf[slot] ?? 0] ?? 0));
  }
  for (let group = 0; group < groups; group += 1) {
    if (total[group] === 0) continue;
    if (view.groups.standing[group] === standings.strange) refuseStrange(ledger, group);
    const category = view.groups.category[group] ?? absent;
    if (!isAsked(question, category)) continue;
    for (let at = of.starts[group] ?? 0; at < (of.starts[group + 1] ?? 0); at += 1)
      addTo(counts, (of.bases[at] ?? 0) * categoriesMax + columnOf(question, category), ofWomen[group] ?? 0, total[group] ?? 0);
  }
};

/** Officials one by one: a post once for its cells, or with `holders` the person once for all cells of the same base. */
const countPosts = (day: Day, counts: Counts): void => {
  const { ledger, women, question, of } = day;
  const needsCategory = question.by.includes('category') || question.filter.category !== undefined;
  const categoryOf = needsCategory ? categoriesInService(day) : undefined;
  const { official: officials, group: groups, post: posts } = postsByOfficial(ledger);
  const [starts, bases, isOfPosts] = [of.starts, of.bases, question.count === 'posts'];
  const held = heldPosts(day);
  const seen: number[] = [];
  let last = absent;
  for (let next = 0; next < held.length; next += 1) {
    const place = held[next] ?? 0;
    const [group, official] = [groups[place] ?? 0, officials[place] ?? 0];
    const isSame = official === last;
    // Most hold one post, and then nothing has to be remembered.
    const isAlone = !isSame && (next + 1 === held.length || officials[held[next + 1] ?? 0] !== official);
    if (!isSame) seen.length = 0;
    last = official;
    const category = categoryOf ? (categoryOf[official] ?? 0) : categories.length;
    const [from, until] = [starts[group] ?? 0, starts[group + 1] ?? 0];
    if (from === until || !isAsked(question, category) || (isOfPosts && !isAlone && isSeen(seen, posts[place] ?? 0))) continue;
    const column = columnOf(question, category);
    const woman = women[official] ?? 0;
    for (let at = from; at < until; at += 1) {
      const base = bases[at] ?? 0;
      if (isOfPosts || isAlone || !isSeen(seen, base)) addTo(counts, base * categoriesMax + column, woman, 1);
    }
  }
};

/** Whether a number was met before with the same official; from now on it was. */
const isSeen = (seen: number[], number: number): boolean => seen.includes(number) || seen.push(number) === 0;

/** The places in `postsByOfficial` of the posts that hold in a counted capacity. */
const heldPosts = ({ ledger, view, active }: Day): Int32Array => {
  const { slot: slots, group: groups } = postsByOfficial(ledger);
  const isCounted = countedGroups(ledger, view);
  const held = new Int32Array(slots.length + 1);
  let count = 0;
  for (let place = 0; place < slots.length; place += 1) {
    held[count] = place;
    count += holds(active[slots[place] ?? 0] ?? 0) & (isCounted[groups[place] ?? 0] ?? 0);
  }
  const found = held.subarray(0, count);
  if (view.groups.standing.includes(standings.strange)) for (const place of found) refuseIfStrange(ledger, view, groups[place] ?? 0);
  return found;
};

/** One for each group whose posts count, or that is strange and may not hold at all. */
const countedGroups = (ledger: Ledger, { groups }: View): Uint8Array =>
  groups.standing.map((standing, group) =>
    Number(standing === standings.strange || (standing === standings.counts && ledger.groups.capacity.values[group] !== inCharge)));

const refuseIfStrange = (ledger: Ledger, view: View, group: number): void => {
  if (view.groups.standing[group] === standings.strange) refuseStrange(ledger, group);
};

/** By official the category on the day, or none's number of those not in service. */
const categoriesInService = ({ ledger, view, active }: Day): Int8Array => {
  const found = new Int8Array(ledger.officials.size).fill(categories.length);
  for (let slot = 0; slot < ledger.slots.official.length; slot += 1) {
    const group = ledger.slots.group.values[slot] ?? 0;
    const isService = (active[slot] ?? 0) > 0 && ledger.groups.kind.values[group] === serviceKind;
    if (isService) found[ledger.slots.official.values[slot] ?? 0] = view.groups.category[group] ?? absent;
  }
  return found;
};
