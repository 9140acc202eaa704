import { ReportingQueries } from '../../libs/reporting/application/reporting-queries.js';
import type { Registry } from './open-registry.js';

type Asked = Parameters<ReportingQueries['indicators']>[0];
/** The province, every tier and some units, at the end of each year and as known half way. */
export const scopesOf = ({ knowledge }: Registry): readonly Asked[] => {
  const { units, province } = knowledge.organisation.latest();
  return [{}, ...(province?.tiers ?? []).map(({ tier }) => ({ tier })), ...units.filter((_, at) => at % 7 === 0).map((unit) => ({ unit }))];
};
export const momentsOf = ({ knowledge }: Registry): readonly Asked[] => [{}, ...[2016, 2017, 2018, 2019].map((year) => ({ trueOn: `${year}-12-31` })), { knownAt: String(Math.floor(knowledge.index / 2)), trueOn: '2018-12-31' }];

/** Every reading in these scopes and at these moments, where the scope was known. */
export const readings = (registry: Registry) => {
  const queries = new ReportingQueries(registry.knowledge);
  const structure = (knownAt: string | undefined) => registry.knowledge.organisation.knownAt(knownAt === undefined ? registry.knowledge.index : Number(knownAt));
  return momentsOf(registry).flatMap((moment) =>
    scopesOf(registry)
      .filter(({ unit }) => unit === undefined || structure(moment.knownAt).isEstablished(unit))
      .map((scope) => queries.indicators({ ...scope, ...moment })));
};

/** Trends and ratios in every dimension. */
export const series = (registry: Registry) => {
  const queries = new ReportingQueries(registry.knowledge);
  const ratios = (['service', 'posts', 'holders'] as const).flatMap((count) => (['unit', 'tier', 'category', 'level', 'position'] as const).map((by) => {
    try {
      return queries.ratios({ count, by: [by], period: 'year', from: '2016-01-01', to: '2020-12-31' });
    } catch (error) {
      // Not every count has every dimension.
      return String(error);
    }
  }));
  return { trends: [queries.trends({ period: 'quarter' }), queries.trends({ period: 'month', reading: readings(registry)[0]?.figures[0]?.reading ?? '' })], ratios };
};
