import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { PlanningEvent } from './events.js';

/** One official planned for one post in one term. Each step names the day it took effect; what was removed or fulfilled goes no further. */
export type PlannedOfficial =
  | { readonly status: 'none' }
  | { readonly status: 'proposed'; readonly official: string; readonly proposedOn: CivilDate }
  | { readonly status: 'approved'; readonly official: string; readonly approvedOn: CivilDate }
  | { readonly status: 'removed'; readonly official: string; readonly removedOn: CivilDate }
  | { readonly status: 'fulfilled'; readonly official: string; readonly fulfilledOn: CivilDate };

export const notPlanned: PlannedOfficial = { status: 'none' };

/** @throws CorruptHistory of a step that cannot follow the one before. */
export const evolve = (planned: PlannedOfficial, { type, data }: PlanningEvent): PlannedOfficial => {
  switch (type) {
    case 'PlanningProposed':
      if (planned.status === 'none') return { status: 'proposed', official: data.official, proposedOn: data.effectiveOn };
      break;
    case 'PlanningApproved':
      if (planned.status === 'proposed') return { status: 'approved', official: planned.official, approvedOn: data.effectiveOn };
      break;
    case 'PlanningRemoved':
      if (planned.status === 'proposed' || planned.status === 'approved') return { status: 'removed', official: planned.official, removedOn: data.effectiveOn };
      break;
    case 'PlanningFulfilled':
      if (planned.status === 'approved') return { status: 'fulfilled', official: planned.official, fulfilledOn: data.effectiveOn };
      break;
  }
  throw new CorruptHistory(`${type} cannot follow when the planning is ${planned.status}`);
};
