import { civilDate, type CivilDate } from '../../../libs/kernel/civil-date.js';
import type { Dimension, RatioQuestion, Scope } from '../../../libs/indicators/figure.js';
import type { LogIndex } from '../../../libs/kernel/log.js';
import type { ClassesAnswer, ClassSummaryAnswer } from '../../../libs/training/answers/classes.dto.js';
import type { PlannedAnswer, PlanningPoolAnswer } from '../../../libs/planning/answers/planning.dto.js';
import type { IndicatorsAnswer, RatiosAnswer, UnitSheetsAnswer } from '../../../libs/reporting/answers/reporting.dto.js';
import type { ReplayView } from '../../../libs/replay/replay.js';
import { readEvidence } from '../commands/evidence.js';
import type { Asked, Transport } from '../transport.js';
import { compareCells, compareFigures, type Comparison } from './comparison.js';
import type { ReplayedLog } from './replayed-log.js';

/** The two sides at one moment, and where their differences are kept. */
export type Reconciling = {
  readonly transport: Transport;
  readonly comparison: Comparison;
  readonly replayed: ReplayedLog;
  readonly view: ReplayView;
  readonly trueOn: CivilDate;
  readonly knownAt: LogIndex;
  readonly today: CivilDate;
};
/** One part of the comparison. */
export type Part = { run(side: Reconciling): Promise<void> };

const at = ({ trueOn, knownAt }: Reconciling): string => `${trueOn} #${knownAt}`;
const momentOf = ({ trueOn, knownAt }: Reconciling): Asked => ({ trueOn, knownAt });

const figuresOf = async (side: Reconciling, name: string, scope: Scope, asked: Asked): Promise<void> => {
  const answer = await side.transport.get<IndicatorsAnswer>('indicators', { ...momentOf(side), ...asked });
  compareFigures(side.comparison, `indicators, ${name}, ${at(side)}`, answer.figures, side.view.figures(scope));
};

const indicators: Part = {
  run: async (side) => {
    await figuresOf(side, 'province', { kind: 'province' }, {});
    for (const tier of side.replayed.tiers()) await figuresOf(side, `tier ${tier}`, { kind: 'tier', tier }, { tier });
  },
};

/** Every unit on its own sheet. Other work gets its turn in between: the server may be this process. */
const byUnit: Part = {
  run: async (side) => {
    const { units } = await side.transport.get<UnitSheetsAnswer>('indicators/by-unit', momentOf(side));
    const sheets = new Map(units.map((sheet) => [sheet.unit, sheet.figures]));
    const standing = side.replayed.standingUnits(side.trueOn);
    side.comparison.compareKeys(`indicators by unit, ${at(side)}`, 'unit', sheets.keys(), standing);
    for (const unit of standing) {
      compareFigures(side.comparison, `indicators, unit ${unit}, ${at(side)}`, sheets.get(unit) ?? [], side.view.figures({ kind: 'unit', unit }));
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
};

const crosses: readonly (readonly Dimension[])[] = [[], ['unit'], ['tier'], ['category'], ['level'], ['position'], ['tier', 'category', 'level']];
type Cross = Pick<RatioQuestion, 'count' | 'by' | 'subtree' | 'structure'>;

const ratioCrosses: readonly Cross[] = (['service', 'posts', 'holders'] as const).flatMap((count) =>
  (['of-time', 'today'] as const).flatMap((structure) =>
    crosses.flatMap((by): readonly Cross[] => [
      { count, by, structure, subtree: false },
      ...(by.includes('unit') ? [{ count, by, structure, subtree: true }] : []),
    ])));

const ratios: Part = {
  run: async (side) => {
    for (const cross of ratioCrosses) {
      const { count, by, subtree, structure } = cross;
      const answer = await side.transport.get<RatiosAnswer>('ratios', { ...momentOf(side), count, subtree, structure, ...(by.length > 0 ? { by: by.join(',') } : {}) });
      const folded = side.view.ratios({ ...cross, filter: {}, today: side.today, knownAt: side.knownAt, days: [side.trueOn] });
      const question = `ratios of ${count} by ${by.join(',') || 'nothing'}${subtree ? ' with subtree' : ''}, structure ${structure}, ${at(side)}`;
      compareCells(side.comparison, question, answer.cells.filter(({ total }) => total > 0), folded);
    }
  },
};

/** The list behind a number is exactly as long as the number, and holds the same keys. */
const evidence: Part = {
  run: async (side) => {
    for (const { reading } of side.view.figures({ kind: 'province' })) {
      const answer = await readEvidence(side.transport, reading, { ...momentOf(side), side: 'denominator' }, Number.MAX_SAFE_INTEGER);
      const counted = side.view.counted(reading, { kind: 'province' });
      const question = `evidence of ${reading}, ${at(side)}`;
      side.comparison.compare(question, 'length', answer.items.length, counted.denominator.length);
      side.comparison.compareKeys(question, 'denominator', answer.items.map(({ key }) => key), counted.denominator);
      side.comparison.compareKeys(question, 'numerator', answer.items.filter(({ isCounted }) => isCounted).map(({ key }) => key), counted.numerator);
    }
  },
};

/** What is asked at every moment. */
export const partsOfMoment: readonly Part[] = [indicators, byUnit, ratios, evidence];

const pageMax = 200;
const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
/** Pool and classes are told as they are now: everything recorded, whatever day it takes effect. */
const afterAll = civilDate('2199-12-31');

type Listed<Item> = { readonly knownAt: number; readonly items: readonly Item[]; readonly next: string | null };
const readAll = async <Item>(transport: Transport, path: string): Promise<{ readonly knownAt: number; readonly items: readonly Item[] }> => {
  const first = await transport.get<Listed<Item>>(path, { limit: pageMax });
  const items = [...first.items];
  for (let next = first.next; next !== null; ) {
    const page = await transport.get<Listed<Item>>(path, { limit: pageMax, cursor: next });
    items.push(...page.items);
    next = page.next;
  }
  return { knownAt: first.knownAt, items };
};

type Now = Pick<Reconciling, 'transport' | 'comparison' | 'replayed'>;

export const comparePool = async ({ transport, comparison, replayed }: Now): Promise<void> => {
  const { knownAt, items } = await readAll<PlanningPoolAnswer['items'][number]>(transport, 'planning');
  await replayed.to(knownAt);
  const question = `planning pool #${knownAt}`;
  const given = new Map<string, PlannedAnswer>(items.map((planned) => [planned.planning, planned]));
  const folded = new Map(replayed.at(afterAll).planningPool().map((planned) => [idOf(planned.stream), planned]));
  for (const planning of new Set([...given.keys(), ...folded.keys()]))
    for (const name of ['official', 'unit', 'position', 'term', 'status'] as const) comparison.compare(question, `${planning} ${name}`, given.get(planning)?.[name], folded.get(planning)?.[name]);
};

export const compareClasses = async ({ transport, comparison, replayed }: Now): Promise<void> => {
  const { knownAt, items } = await readAll<ClassesAnswer['items'][number]>(transport, 'classes');
  await replayed.to(knownAt);
  const question = `classes #${knownAt}`;
  const given = new Map<string, ClassSummaryAnswer>(items.map((one) => [one.class, one]));
  const folded = new Map(replayed.at(afterAll).classes().map((one) => [idOf(one.stream), one]));
  for (const id of new Set([...given.keys(), ...folded.keys()]))
    for (const name of ['sent', 'completed', 'withdrawn'] as const) comparison.compare(question, `${id} ${name}`, given.get(id)?.[name], folded.get(id)?.[name].total);
};
