import type { LogIndex } from '../kernel/log.js';
import type { Judged, JudgedRule } from './judged.js';
import { absent, type Ledger } from './ledger/columns.js';
import { never } from './ledger/participation-columns.js';
import { numberOf, type Facts, type Tally } from './tally.js';
import { refuseStrangeUnit, type View } from './view.js';

export type TrainingWindow = { readonly from: number; readonly to: number; readonly knownAt: LogIndex };
type Ended = 'completed' | 'sent';

/** The participations that are known and ended in the window, by number. */
export const endedIn = (ledger: Ledger, ended: Ended, { from, to, knownAt }: TrainingWindow): Int32Array => {
  const { sentIndex, completedIndex, completedDay, classEnds } = ledger.participations;
  const known = sentIndex.countUpTo(knownAt);
  const [indexes, days] = ended === 'completed' ? [completedIndex.values, completedDay.values] : [sentIndex.values, classEnds.values];
  const found = new Int32Array(known);
  let count = 0;
  const last = Math.min(knownAt, never - 1);
  for (let at = 0; at < known; at += 1) {
    const day = days[at] ?? 0;
    found[count] = at;
    // One unless a difference is negative: no branch, as it would often be mispredicted.
    count += 1 - (((day - from) | (to - day) | (last - (indexes[at] ?? 0))) >>> 31);
  }
  return found.subarray(0, count);
};

/** Adds the rules on training to a tally. */
export const countTraining = (ledger: Ledger, view: View, judged: Judged, facts: Facts, tally: Tally, window: TrainingWindow): void => {
  for (const ended of ['completed', 'sent'] as const) {
    const rules = judged.rules.filter(({ measure }) => measure.shape === 'share-of-participations' && measure.ended === ended);
    if (rules.length === 0) continue;
    const found = endedIn(ledger, ended, window);
    for (const rule of rules) countRule(ledger, view, rule, facts, tally, found);
  }
};

const countRule = (ledger: Ledger, view: View, { measure, bit }: JudgedRule, facts: Facts, tally: Tally, found: Int32Array): void => {
  if (measure.shape !== 'share-of-participations') return;
  const [women, total] = measure.count === 'women-in-service'
    ? [trainedInService(ledger, view, facts, tally, found), womenInService(view, facts, tally)]
    : countSendings(ledger, view, facts, found, measure.count === 'persons');
  tally.women[numberOf(bit)] = women;
  tally.total[numberOf(bit)] = total;
};

/** Women and all, each participation or each person once. */
const countSendings = (ledger: Ledger, view: View, { women, isIn }: Facts, found: Int32Array, isOfPersons: boolean): readonly [number, number] => {
  const [officials, units, places] = [ledger.participations.official.values, ledger.participations.unit.values, view.place];
  const seen = new Uint8Array(ledger.officials.size);
  let [ofWomen, total] = [0, 0];
  for (const at of found) {
    const official = officials[at] ?? 0;
    const unit = units[at] ?? 0;
    const place = places[unit] ?? absent;
    if (place === absent) refuseStrangeUnit(ledger, unit);
    if (isIn[place] !== 1 || (isOfPersons && seen[official] === 1)) continue;
    seen[official] = 1;
    total += 1;
    ofWomen += women[official] ?? 0;
  }
  return [ofWomen, total];
};

const trainedInService = (ledger: Ledger, view: View, { women, isIn }: Facts, tally: Tally, found: Int32Array): number => {
  const [officials, served, places] = [ledger.participations.official.values, tally.served, view.groups.place];
  const seen = new Uint8Array(ledger.officials.size);
  let trained = 0;
  for (const at of found) {
    const official = officials[at] ?? 0;
    const group = (served[official] ?? 0) - 1;
    if (seen[official] === 1 || women[official] !== 1 || group < 0 || isIn[places[group] ?? absent] !== 1) continue;
    seen[official] = 1;
    trained += 1;
  }
  return trained;
};

const womenInService = (view: View, facts: Facts, tally: Tally): number => {
  let women = 0;
  for (let group = 0; group < view.groups.length; group += 1) {
    const count = tally.womenOfGroup[group] ?? 0;
    if (count > 0 && facts.isIn[view.groups.place[group] ?? absent] === 1) women += count;
  }
  return women;
};
