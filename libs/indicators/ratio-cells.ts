import { categories } from '../organisation/domain/events.js';
import type { Dimension, RatioQuestion } from './figure.js';
import { absent, type Ledger } from './ledger/columns.js';
import { standings, unitsIn, type View } from './view.js';

/** What stands in a cell for a category of someone who is not in service, and for the level of a position that is not defined. */
export const none = 'none';
/** Cells of one base differ in their category alone: one of the three, or none. */
export const categoriesMax = categories.length + 1;

/** Every cell met by a question: `base` numbers the cells without regard to category. */
export type Cells = { readonly bases: Map<string, number>; readonly codes: (readonly string[])[] };

/** For each group the bases of the cells it belongs to, from `starts[group]` to `starts[group + 1]`. */
export type BasesOfGroups = { readonly starts: Int32Array; readonly bases: Int32Array };

const separator = '\u0000';

/** Attributes groups by one view; the question's category is asked of the person later, as it may change from day to day. */
export const basesOf = (ledger: Ledger, day: View, attribution: View, question: RatioQuestion, cells: Cells): BasesOfGroups => {
  const groups = ledger.groups.kind.length;
  const starts = new Int32Array(groups + 1);
  const bases: number[] = [];
  const filtered = filteredUnits(ledger, attribution, question);
  const known = new Map<number, readonly number[]>();
  const basesAt = (place: number, position: number): readonly number[] => {
    const key = place * ledger.positions.size + position;
    const found = known.get(key) ?? codesOf(ledger, attribution, question, position, place).map((codes) => baseOf(cells, codes));
    known.set(key, found);
    return found;
  };
  for (let group = 0; group < groups; group += 1) {
    const unit = ledger.groups.unit.values[group] ?? absent;
    const place = question.structure === 'today' ? (attribution.place[unit] ?? absent) : (day.groups.place[group] ?? absent);
    const isIn = day.groups.standing[group] === standings.counts && filtered[place] === 1 && isOfPosition(ledger, attribution, question, group);
    if (isIn) for (const base of basesAt(place, ledger.groups.position.values[group] ?? absent)) bases.push(base);
    starts[group + 1] = bases.length;
  }
  return { starts, bases: Int32Array.from(bases) };
};

const baseOf = (cells: Cells, codes: readonly string[]): number => {
  const key = codes.join(separator);
  const known = cells.bases.get(key);
  if (known !== undefined) return known;
  cells.bases.set(key, cells.codes.length);
  return cells.codes.push(codes) - 1;
};

const filteredUnits = (ledger: Ledger, view: View, { filter, subtree }: RatioQuestion): Uint8Array => {
  const top = filter.unit === undefined ? absent : ledger.units.find(filter.unit);
  const isIn = unitsIn(view, subtree && filter.unit !== undefined ? { kind: 'unit', unit: filter.unit } : { kind: 'province' }, ledger);
  return isIn.map((one, unit) => {
    const isOfUnit = filter.unit === undefined || subtree || unit === top;
    return Number(one === 1 && isOfUnit && (filter.tier === undefined || view.tierOf[unit] === filter.tier));
  });
};

const levelOf = (view: View, position: string): string => view.structure.findPosition(position)?.level ?? none;

const isOfPosition = (ledger: Ledger, view: View, { filter }: RatioQuestion, group: number): boolean => {
  if (filter.position === undefined && filter.level === undefined) return true;
  const position = ledger.positions.text(ledger.groups.position.values[group] ?? absent);
  return (filter.position ?? position) === position && (filter.level === undefined || levelOf(view, position) === filter.level);
};

/** The codes of the cells of a position at a place, with an empty text where the category goes. A subtree gives one cell for each unit upwards. */
const codesOf = (ledger: Ledger, view: View, { by, subtree }: RatioQuestion, positionNumber: number, place: number): readonly (readonly string[])[] => {
  const position = ledger.positions.text(positionNumber);
  const codeOf = (dimension: Dimension, unit: number): string => {
    if (dimension === 'unit') return ledger.units.text(unit);
    if (dimension === 'tier') return view.tierOf[place] ?? none;
    if (dimension === 'position') return position;
    return dimension === 'level' ? levelOf(view, position) : '';
  };
  const units = subtree && by.includes('unit') ? upwards(view, place) : [place];
  return units.map((unit) => by.map((dimension) => codeOf(dimension, unit)));
};

const upwards = (view: View, place: number): readonly number[] => {
  const units: number[] = [];
  for (let at = place; at !== absent; at = view.parent[at] ?? absent) units.push(at);
  return units;
};
