import type { CivilDate } from '../kernel/civil-date.js';
import type { PlanningEvent } from '../planning/domain/events.js';

export type RecordedPlanning = { readonly stream: string; readonly event: PlanningEvent };
export type PlanningStatus = 'proposed' | 'approved' | 'removed' | 'fulfilled';
export type Planned = {
  readonly stream: string;
  readonly official: string;
  readonly unit: string;
  readonly position: string;
  readonly term: string;
  readonly isWoman: boolean;
  readonly status: PlanningStatus;
};

const statusAfter = { PlanningProposed: 'proposed', PlanningApproved: 'approved', PlanningRemoved: 'removed', PlanningFulfilled: 'fulfilled' } as const;

/** Every planning in effect on the day, with the status of its last act by day and then by recorded order. */
export const planningOn = (events: readonly RecordedPlanning[], day: CivilDate, isWoman: (official: string) => boolean): readonly Planned[] => {
  const inEffect = events.filter(({ event }) => event.data.effectiveOn <= day);
  const inOrder = inEffect.toSorted((a, b) => (a.event.data.effectiveOn < b.event.data.effectiveOn ? -1 : a.event.data.effectiveOn > b.event.data.effectiveOn ? 1 : 0));
  const lastOf = new Map(inOrder.map(({ stream, event }) => [stream, statusAfter[event.type]]));
  return inEffect
    .flatMap(({ stream, event }) => {
      if (event.type !== 'PlanningProposed') return [];
      const { official, unit, position, term } = event.data;
      return [{ stream, official, unit, position, term, isWoman: isWoman(official), status: lastOf.get(stream) ?? 'proposed' }];
    })
    .toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
};
