import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex } from '../../kernel/log.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { Projection } from '../../projection-engine/projection.js';
import type { trainingGroups, TrainingEvent, withdrawalReasons } from '../domain/events.js';

export type Participation = {
  readonly participation: string;
  readonly official: string;
  readonly unit: string;
  readonly sentBy: DecisionRef;
  readonly sentOn: CivilDate;
  readonly completedOn: CivilDate | null;
  readonly withdrawnOn: CivilDate | null;
  readonly withdrawnBecause: (typeof withdrawalReasons)[number] | null;
};
/** One class with everyone who was sent to it. */
export type TrainingClass = {
  readonly class: string;
  readonly title: string;
  readonly group: (typeof trainingGroups)[number];
  readonly organiser: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly closedOn: CivilDate | null;
  readonly participations: readonly Participation[];
  readonly revision: number;
  readonly index: LogIndex;
};

export const classes = 'classes';
const classOf = (stream: string): string => stream.slice('class-'.length);
const ofTraining = new Set<string>(['ClassOpened', 'OfficialSentToTraining', 'TrainingCompleted', 'TrainingWithdrawn', 'ClassClosed'] satisfies TrainingEvent['type'][]);
const isTraining = (event: { readonly type: string }): event is TrainingEvent => ofTraining.has(event.type);

export const trainingProjection: Projection = {
  name: 'training',
  version: 1,
  collections: [{ name: classes, indexes: { start: ['startsOn'], organiser: ['organiser', 'startsOn'] } }],
  keysOf: ({ event, envelope }) => (isTraining(event) ? [{ collection: classes, key: classOf(envelope.stream) }] : []),
  concerns: ({ event }) => isTraining(event),
  handle: ({ event, envelope, index }, documents) => {
    if (!isTraining(event)) return;
    const id = classOf(envelope.stream);
    const known = documents.load<TrainingClass>(classes, id);
    const after = event.type === 'ClassOpened' ? opened(id, event) : classAfter(known, event, id);
    documents.put(classes, id, { ...after, revision: envelope.revision, index } satisfies TrainingClass);
  },
};

type Unplaced = Omit<TrainingClass, 'revision' | 'index'>;
const opened = (id: string, { data: { title, group, organiser, startsOn, endsOn } }: Extract<TrainingEvent, { type: 'ClassOpened' }>): Unplaced =>
  ({ class: id, title, group, organiser, startsOn, endsOn, closedOn: null, participations: [] });

const classAfter = (known: TrainingClass | undefined, event: Exclude<TrainingEvent, { type: 'ClassOpened' }>, id: string): Unplaced => {
  if (!known) throw new CorruptHistory(`class ${id} opens with ${event.type}`);
  const change = (participations: ReadonlySet<string>, to: Partial<Participation>): Unplaced =>
    ({ ...known, participations: known.participations.map((one) => (participations.has(one.participation) ? { ...one, ...to } : one)) });
  switch (event.type) {
    case 'OfficialSentToTraining': {
      const { participation, official, unit, decision: sentBy, effectiveOn: sentOn } = event.data;
      return { ...known, participations: [...known.participations, { participation, official, unit, sentBy, sentOn, completedOn: null, withdrawnOn: null, withdrawnBecause: null }] };
    }
    case 'TrainingCompleted':
      return change(new Set(event.data.participations), { completedOn: event.data.effectiveOn });
    case 'TrainingWithdrawn':
      return change(new Set([event.data.participation]), { withdrawnOn: event.data.effectiveOn, withdrawnBecause: event.data.reason });
    case 'ClassClosed':
      return { ...known, closedOn: event.data.effectiveOn };
  }
};
