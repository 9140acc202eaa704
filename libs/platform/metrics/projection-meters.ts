import type { ProjectionStatus } from '../../projection-engine/projection.js';
import type { Meters } from './meters.js';

const states = ['running', 'paused', 'stopped'] as const;

/** Sets what is known of the projections; what is not known now is left out rather than told as it was. */
export const readProjections = (meters: Meters, found: readonly ProjectionStatus[]): void => {
  const { projectionIndex, lagEvents, lagSeconds, projectionState, hasProjector, rebuildEvents, rebuildTarget, rebuildSecondsLeft } = meters;
  for (const gauge of [projectionIndex, lagEvents, lagSeconds, projectionState, hasProjector, rebuildEvents, rebuildTarget, rebuildSecondsLeft]) gauge.reset();
  for (const status of found) {
    const of = { projection: status.name };
    projectionIndex.set(of, status.index);
    if (status.lagEvents !== undefined) lagEvents.set(of, status.lagEvents);
    if (status.lagSeconds !== undefined) lagSeconds.set(of, status.lagSeconds);
    for (const state of states) projectionState.set({ ...of, state }, status.state === state ? 1 : 0);
    if (status.operation) hasProjector.set(of, status.operation.projector === null ? 0 : 1);
    const rebuild = status.operation?.rebuild;
    if (!rebuild) continue;
    rebuildEvents.set(of, rebuild.index + 1);
    if (rebuild.target !== undefined) rebuildTarget.set(of, rebuild.target + 1);
    if (rebuild.secondsLeft !== undefined) rebuildSecondsLeft.set(of, rebuild.secondsLeft);
  }
};
