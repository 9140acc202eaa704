import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex } from '../../kernel/log.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { Documents, Projection } from '../../projection-engine/projection.js';
import type { planningSources, PlanningEvent, removalReasons } from '../domain/events.js';

/** One name in the pool (quy hoạch): one person for one post and term. */
export type PlannedOfficial = {
  readonly planning: string;
  readonly official: string;
  readonly unit: string;
  readonly position: string;
  readonly term: string;
  readonly source: (typeof planningSources)[number];
  readonly status: 'proposed' | 'approved' | 'removed' | 'fulfilled';
  readonly proposedOn: CivilDate;
  readonly approvedOn: CivilDate | null;
  readonly approvedBy: DecisionRef | null;
  readonly endedOn: CivilDate | null;
  readonly removedBecause: (typeof removalReasons)[number] | null;
  readonly fulfilledBy: string | null;
  readonly revision: number;
  readonly index: LogIndex;
};

export const pool = 'pool';
const planningOf = (stream: string): string => stream.slice('planning-'.length);
const ofPlanning = new Set<string>(['PlanningProposed', 'PlanningApproved', 'PlanningRemoved', 'PlanningFulfilled'] satisfies PlanningEvent['type'][]);
const isPlanning = (event: { readonly type: string }): event is PlanningEvent => ofPlanning.has(event.type);

export const planningProjection: Projection = {
  name: 'planning',
  version: 1,
  collections: [{ name: pool, indexes: { official: ['official'], post: ['unit', 'position', 'term'], status: ['status'] } }],
  keysOf: ({ event, envelope }) => (isPlanning(event) ? [{ collection: pool, key: planningOf(envelope.stream) }] : []),
  concerns: ({ event }) => isPlanning(event),
  handle: ({ event, envelope, index }, documents) => {
    if (!isPlanning(event)) return;
    const planning = planningOf(envelope.stream);
    documents.put(pool, planning, { ...plannedAfter(event, planning, documents), revision: envelope.revision, index } satisfies PlannedOfficial);
  },
};

const plannedAfter = (event: PlanningEvent, planning: string, documents: Documents): Omit<PlannedOfficial, 'revision' | 'index'> => {
  if (event.type === 'PlanningProposed') {
    const { official, unit, position, term, source, effectiveOn } = event.data;
    const open = { approvedOn: null, approvedBy: null, endedOn: null, removedBecause: null, fulfilledBy: null };
    return { planning, official, unit, position, term, source, status: 'proposed', proposedOn: effectiveOn, ...open };
  }
  const planned = documents.load<PlannedOfficial>(pool, planning);
  if (!planned) throw new CorruptHistory(`planning ${planning} opens with ${event.type}`);
  switch (event.type) {
    case 'PlanningApproved':
      return { ...planned, status: 'approved', approvedOn: event.data.effectiveOn, approvedBy: event.data.decision };
    case 'PlanningRemoved':
      return { ...planned, status: 'removed', endedOn: event.data.effectiveOn, removedBecause: event.data.reason };
    case 'PlanningFulfilled':
      return { ...planned, status: 'fulfilled', endedOn: event.data.effectiveOn, fulfilledBy: event.data.actId };
  }
};
