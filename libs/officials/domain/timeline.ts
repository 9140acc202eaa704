import { anomaliesOf, type Anomaly } from './anomaly.js';
import type { Standing } from './official.js';
import { serviceOf, type Segment } from './service.js';
import { sortedActs, type SortedActs } from './sorted-acts.js';
import { tenuresOf, type Tenure } from './tenure.js';

/** What a person's acts amount to, each list by first day and then by act. Total: what does not fit together is an anomaly, never an error. */
export type Timeline = { readonly service: readonly Segment[]; readonly tenures: readonly Tenure[]; readonly anomalies: readonly Anomaly[] };

/** Service and tenures alone, for whoever counts: what does not fit together costs nothing. */
export type Holdings = Pick<Timeline, 'service' | 'tenures'>;

/** The same acts give the same holdings in whatever order they were recorded: an end names the act it ends, so nothing depends on what came before. */
export const holdingsOf = (standing: Standing): Holdings => holdingsBy(sortedActs(standing));

const holdingsBy = (sorted: SortedActs): Holdings => ({
  service: serviceOf(sorted.starts, sorted.departedOn),
  tenures: tenuresOf(sorted.tenureActs, sorted.ends, sorted.approvals, sorted.departedOn),
});

/** The same acts give the same timeline in whatever order they were recorded. */
export const timelineOf = (standing: Standing): Timeline => {
  const sorted = sortedActs(standing);
  const { service, tenures } = holdingsBy(sorted);
  return { service, tenures, anomalies: anomaliesOf(sorted, service, tenures) };
};
