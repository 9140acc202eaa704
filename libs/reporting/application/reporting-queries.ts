import { figures, trends, type Asked } from '../../indicators/evaluate.js';
import type { Dimension, Figure, Period, Scope } from '../../indicators/figure.js';
import { shareOf } from '../../indicators/figure.js';
import { ratios } from '../../indicators/ratios.js';
import type { RuleSet } from '../../indicators/rules/rule-set.js';
import { civilDate, type CivilDate } from '../../kernel/civil-date.js';
import { badRequest, Problem } from '../../platform/http/problem.js';
import type { FigureAnswer, IndicatorsAnswer, RatiosAnswer, RuleSetAnswer, ScopeAnswer, TrendsAnswer, UnitSheetAnswer, UnitSheetsAnswer } from '../answers/reporting.dto.js';
import type { Knowledge } from './knowledge.js';
import { resolveMoment, type ResolvedMoment } from './moment.js';
import { periodEnds } from './periods.js';
import { resolveScope } from './scope.js';

type AskedMoment = { readonly trueOn?: string; readonly knownAt?: string };
type AskedScope = AskedMoment & { readonly unit?: string; readonly tier?: string; readonly version?: number };
export type AskedRatios = AskedMoment & {
  readonly count?: 'service' | 'posts' | 'holders';
  readonly by?: readonly Dimension[];
  readonly subtree?: boolean;
  readonly structure?: 'of-time' | 'today';
  readonly period?: Period;
  readonly from?: string;
  readonly to?: string;
} & { readonly [D in Dimension]?: string };

const planStart = civilDate('2016-01-01');
/** Units evaluated before others get their turn. */
const unitsAtOnce = 8;

/** Figures, trends and ratios as answered: every answer pins one (index, rule set, day) for all that it says. */
export class ReportingQueries {
  constructor(private readonly knowledge: Knowledge) {}

  indicators(asked: AskedScope): IndicatorsAnswer {
    const moment = resolveMoment(this.knowledge, asked);
    const scope = this.#scope(moment, asked);
    const found = figures(this.knowledge.ledger, moment, scope, this.#asked(moment, asked));
    return { moment, scope: this.#named(scope, moment), ruleSet: ruleSetAnswer(found.ruleSet), figures: found.figures.map((figure) => figureAnswer(figure, found.ruleSet)) };
  }

  /** Every unit's own sheet; other requests are served in between. */
  async byUnit(asked: AskedScope): Promise<UnitSheetsAnswer> {
    const knowledge = this.knowledge.pinned();
    const moment = resolveMoment(knowledge, asked);
    const structure = knowledge.organisation.knownAt(moment.knownAt);
    const version = this.#asked(moment, asked);
    const sheets: UnitSheetAnswer[] = [];
    let ruleSet: RuleSet | undefined;
    for (const [at, unit] of structure.units.filter((known) => structure.standsOn(known, moment.trueOn)).entries()) {
      if (at % unitsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
      const found = figures(knowledge.ledger, moment, { kind: 'unit', unit }, version);
      ruleSet = found.ruleSet;
      sheets.push({ unit, name: structure.nameOn(unit, moment.trueOn), tier: structure.tierOf(unit), figures: found.figures.map((figure) => figureAnswer(figure, found.ruleSet)) });
    }
    return { moment, ruleSet: ruleSetAnswer(ruleSet), units: sheets };
  }

  trends(asked: AskedScope & { readonly period?: Period; readonly from?: string; readonly to?: string; readonly reading?: string }): TrendsAnswer {
    const moment = resolveMoment(this.knowledge, asked);
    const scope = this.#scope(moment, asked);
    const days = periodEnds(asked.period ?? 'year', asked, { from: planStart, to: moment.today });
    const readings = asked.reading === undefined ? {} : { readings: [asked.reading] };
    const points = trends(this.knowledge.ledger, { days, knownAt: moment.knownAt, scope, ...this.#asked(moment, asked), ...readings });
    if (asked.reading !== undefined && points.every((point) => point.ruleSet !== undefined && point.figures.length === 0))
      throw new Problem(404, 'UNKNOWN_READING', { vi: `Không có cách tính ${asked.reading}.`, en: `No reading ${asked.reading} is known.` });
    return {
      moment,
      scope: this.#named(scope, moment),
      points: points.map(({ trueOn, ruleSet, figures: found }) => ({ trueOn, version: ruleSet?.version ?? null, figures: found.map((figure) => figureAnswer(figure, ruleSet)) })),
    };
  }

  ratios(asked: AskedRatios): RatiosAnswer {
    const moment = resolveMoment(this.knowledge, asked);
    const structure = this.knowledge.organisation.knownAt(moment.knownAt);
    if (asked.unit !== undefined) resolveScope(structure, { unit: asked.unit });
    const by = asked.by ?? [];
    if (new Set(by).size < by.length) throw badRequest([{ field: 'by', rule: 'isDistinct', vi: 'mỗi chiều chỉ nêu một lần', en: 'each dimension once' }]);
    const count = asked.count ?? 'service';
    const cells = ratios(this.knowledge.ledger, {
      count,
      by,
      filter: filterOf(asked),
      subtree: asked.subtree ?? false,
      structure: asked.structure ?? 'of-time',
      today: moment.today,
      knownAt: moment.knownAt,
      days: this.#days(asked, moment),
    });
    return { moment, count, by: [...by], cells: cells.map(({ trueOn, cell, women, total }) => ({ trueOn, cell: [...cell], women, total, share: shareOf(women, total) })) };
  }

  #days(asked: AskedRatios, moment: ResolvedMoment): readonly CivilDate[] {
    if (asked.period === undefined && asked.from === undefined && asked.to === undefined) return [moment.trueOn];
    return periodEnds(asked.period ?? 'year', asked, { from: planStart, to: moment.today });
  }

  #scope(moment: ResolvedMoment, asked: AskedScope): Scope {
    return resolveScope(this.knowledge.organisation.knownAt(moment.knownAt), asked);
  }

  #asked(moment: ResolvedMoment, { version }: AskedScope): Asked {
    if (version === undefined) return {};
    if (!this.knowledge.ledger.findRuleSet(moment.trueOn, moment.knownAt, version))
      throw new Problem(404, 'UNKNOWN_RULE_SET_VERSION', { vi: `Không có bộ quy tắc phiên bản ${version}.`, en: `No rule set version ${version} is known.` });
    return { ruleSet: version };
  }

  #named(scope: Scope, moment: ResolvedMoment): ScopeAnswer {
    return scope.kind === 'unit' ? { ...scope, name: this.knowledge.organisation.knownAt(moment.knownAt).nameOn(scope.unit, moment.trueOn) } : { ...scope };
  }
}

const filterOf = ({ unit, tier, category, level, position }: AskedRatios): { readonly [D in Dimension]?: string } => ({
  ...(unit === undefined ? {} : { unit }),
  ...(tier === undefined ? {} : { tier }),
  ...(category === undefined ? {} : { category }),
  ...(level === undefined ? {} : { level }),
  ...(position === undefined ? {} : { position }),
});

export const ruleSetAnswer = (ruleSet: RuleSet | undefined): RuleSetAnswer | null =>
  ruleSet ? { ruleSet: ruleSet.ruleSet, version: ruleSet.version, name: ruleSet.name, basis: ruleSet.basis, effectiveOn: ruleSet.effectiveOn } : null;

export const figureAnswer = (figure: Figure, ruleSet: RuleSet | undefined): FigureAnswer => {
  const rule = ruleSet?.rules.find(({ reading }) => reading === figure.reading);
  if (!rule) throw new Error(`figure ${figure.reading} has no rule`);
  const { name, nameEn, isPublished } = rule;
  return { ...figure, needed: { ...figure.needed }, name, nameEn, isPublished, shareText: figure.share === null ? null : `${figure.share.replace('.', ',')}%` };
};
