import { anomaliesOf, type Anomaly } from './anomaly.js';
import type { Standing } from './official.js';
import { serviceOf, type Segment } from './service.js';
import { sortedActs } from './sorted-acts.js';
import { tenuresOf, type Tenure } from './tenure.js';

/** What a person's acts amount to, each list by first day and then by act. Total: what does not fit together is an anomaly, never an error. */
export type Timeline = { readonly service: readonly Segment[]; readonly tenures: readonly Tenure[]; readonly anomalies: readonly Anomaly[] };

/** The same acts give the same timeline in whatever order they were recorded: an end names the act it ends, so nothing depends on what came before. */
export const timelineOf = (standing: Standing): Timeline => {
  const sorted = sortedActs(standing);
  const service = serviceOf(sorted.starts, sorted.departedOn);
  const tenures = tenuresOf(sorted.tenureActs, sorted.ends, sorted.approvals, sorted.departedOn);
  return { service, tenures, anomalies: anomaliesOf(sorted, service, tenures) };
};
