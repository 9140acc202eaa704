import type { CollectionComparison, Comparison, Difference } from '../../projection-engine/control/comparison.js';
import type { ProjectionStatus, RebuildStatus } from '../../projection-engine/projection.js';
import type { CollectionComparisonAnswer, ComparisonAnswer, ProjectionAnswer, RebuildAnswer } from '../answers/projections.dto.js';

/** A projection as it is told over HTTP: what is not known is null. */
export const projectionAnswer = ({ name, version, state, index, lagEvents, lagSeconds, stoppedAt, waitingBecause, operation }: ProjectionStatus): ProjectionAnswer => ({
  name, version, state, index,
  lagEvents: lagEvents ?? null,
  lagSeconds: lagSeconds ?? null,
  stoppedAt: stoppedAt ?? null,
  waitingBecause: waitingBecause ?? null,
  projector: operation?.projector ?? null,
  generation: operation?.generation ?? 0,
  previous: operation?.previous ?? null,
  rebuild: operation?.rebuild ? rebuildAnswer(operation.rebuild) : null,
});

const rebuildAnswer = ({ generation, state, startedAt, index, target, eventsPerSecond, secondsLeft, stoppedAt, comparison }: RebuildStatus): RebuildAnswer => ({
  generation, state, index,
  startedAt: new Date(startedAt).toISOString(),
  target: target ?? null,
  eventsPerSecond: eventsPerSecond ?? null,
  secondsLeft: secondsLeft === undefined ? null : Math.ceil(secondsLeft),
  stoppedAt: stoppedAt ?? null,
  comparison: comparison ? comparisonAnswer(comparison) : null,
});

const comparisonAnswer = ({ index, isEqual, collections, failedBecause }: Comparison): ComparisonAnswer =>
  ({ index, isEqual, failedBecause: failedBecause ?? null, collections: collections.map(collectionAnswer) });

const collectionAnswer = ({ collection, live, rebuilt, differing, missing, extra }: CollectionComparison): CollectionComparisonAnswer =>
  ({ collection, live, rebuilt, differing: differenceAnswer(differing), missing: differenceAnswer(missing), extra: differenceAnswer(extra) });

const differenceAnswer = ({ count, keys }: Difference) => ({ count, keys: [...keys] });
