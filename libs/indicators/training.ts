import type { LogIndex } from '../kernel/log.js';
import type { Judged, JudgedRule } from './judged.js';
import type { Ledger } from './ledger/columns.js';
import { numberOf, type Facts, type Tally } from './tally.js';
import { absent } from './ledger/columns.js';
import { refuseStrangeUnit, type View } from './view.js';

export type TrainingWindow = { readonly from: number; readonly to: number; readonly knownAt: LogIndex };
type Ended = 'completed' | 'sent';

/** Whether a participation is known and ended in the window. */
export const endedIn = (ledger: Ledger, at: number, ended: Ended, { from, to, knownAt }: TrainingWindow): boolean => {
  const { completedIndex, completedDay, classEnds } = ledger.participations;
  if (ended === 'completed' && (completedIndex.values[at] ?? 0) > knownAt) return false;
  const day = (ended === 'completed' ? completedDay : classEnds).values[at] ?? 0;
  return from <= day && day <= to;
};

/** Adds the rules on training to a tally. */
export const countTraining = (ledger: Ledger, view: View, judged: Judged, facts: Facts, tally: Tally, window: TrainingWindow): void => {
  const known = ledger.participations.sentIndex.countUpTo(window.knownAt);
  for (const ended of ['completed', 'sent'] as const) {
    const rules = judged.rules.filter(({ measure }) => measure.shape === 'share-of-participations' && measure.ended === ended);
    if (rules.length === 0) continue;
    const found: number[] = [];
    for (let at = 0; at < known; at += 1) if (endedIn(ledger, at, ended, window)) found.push(at);
    for (const rule of rules) countRule(ledger, view, rule, facts, tally, found);
  }
};

const countRule = (ledger: Ledger, view: View, { measure, bit }: JudgedRule, facts: Facts, tally: Tally, found: readonly number[]): void => {
  if (measure.shape !== 'share-of-participations') return;
  const rule = numberOf(bit);
  let [total, women] = [0, 0];
  const isCounted = new Uint8Array(measure.count === 'participations' ? 0 : ledger.officials.size);
  for (const at of found) {
    const official = ledger.participations.official.values[at] ?? 0;
    if (isCounted[official] === 1 || !isAsked(ledger, view, measure.count, facts, tally, at, official)) continue;
    isCounted[official] = 1;
    total += 1;
    women += facts.women[official] ?? 0;
  }
  tally.women[rule] = women;
  tally.total[rule] = measure.count === 'women-in-service' ? womenInService(view, facts, tally) : total;
};

type Count = 'participations' | 'persons' | 'women-in-service';

const isAsked = (ledger: Ledger, view: View, count: Count, facts: Facts, tally: Tally, at: number, official: number): boolean => {
  if (count === 'women-in-service') return facts.women[official] === 1 && isServingIn(view, facts, tally, official);
  return facts.isIn[placeOfSending(ledger, view, at)] === 1;
};

/** Where a participation is counted: the sending unit or its successor. */
export const placeOfSending = (ledger: Ledger, view: View, at: number): number => {
  const unit = ledger.participations.unit.values[at] ?? absent;
  const place = view.place[unit] ?? absent;
  return place === absent ? refuseStrangeUnit(ledger, unit) : place;
};

const isServingIn = (view: View, facts: Facts, tally: Tally, official: number): boolean => {
  const group = (tally.served[official] ?? 0) - 1;
  return group >= 0 && facts.isIn[view.groups.place[group] ?? absent] === 1;
};

const womenInService = (view: View, facts: Facts, tally: Tally): number => {
  let women = 0;
  for (let group = 0; group < view.groups.length; group += 1) {
    const count = tally.womenOfGroup[group] ?? 0;
    if (count > 0 && facts.isIn[view.groups.place[group] ?? absent] === 1) women += count;
  }
  return women;
};
