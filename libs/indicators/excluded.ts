import type { Gathering } from './counted.js';
import { postFact, type Excluded, type ExclusionReason } from './evidence.js';
import { absent, serviceKind } from './ledger/columns.js';
import type { Measure } from './rules/rule-set.js';
import { standings } from './view.js';

/** Those in a post that the rule asks for who do not count by it, with the reason: of a body or department among its own posts. */
export const excludedFrom = (gathering: Gathering): readonly Excluded[] => {
  const { ledger, view, one, facts, judged, since } = gathering;
  const positions = positionsOf(one.measure);
  if (!positions) return [];
  const found: Excluded[] = [];
  for (let slot = 0; slot < ledger.slots.official.length; slot += 1) {
    const group = ledger.slots.group.values[slot] ?? absent;
    const isPost = (facts.active[slot] ?? 0) > 0 && ledger.groups.kind.values[group] !== serviceKind;
    if (!isPost || ((judged.words.values[group] ?? 0) & one.bit) !== 0) continue;
    const unit = ledger.groups.unit.values[group] ?? absent;
    if (one.fits[unit] !== 1 || facts.isIn[unit] !== 1) continue;
    const post = postFact(ledger, slot, since);
    const reason = reasonOf(view.groups.standing[group] ?? standings.counts, one.measure, post.capacity);
    const official = ledger.slots.official.values[slot] ?? absent;
    if (reason && positions.includes(post.position)) found.push({ official: ledger.officials.text(official), isWoman: facts.women[official] === 1, post, reason });
  }
  return found;
};

const positionsOf = (measure: Measure): readonly string[] | undefined => {
  if (measure.shape === 'unit-conjunction') return measure.leaders;
  return 'positions' in measure ? measure.positions : undefined;
};

const reasonOf = (standing: number, measure: Measure, capacity: string): ExclusionReason | undefined => {
  if (standing === standings.unitEnded) return 'UNIT_ENDED';
  if (standing === standings.termEnded) return 'TERM_ENDED';
  return 'capacities' in measure && !measure.capacities.some((counted) => counted === capacity) ? 'CAPACITY_NOT_COUNTED' : undefined;
};
