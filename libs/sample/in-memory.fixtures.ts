import { createHash } from 'node:crypto';
import { civilDateAt, type CivilDate } from '../kernel/civil-date.js';
import { commandIdOf, madeIdOf, openedStreamOf, type CommandIdentity } from '../kernel/command-identity.js';
import type { Aggregate, Decision, Refusal } from '../kernel/decision.js';
import type { Sha1 } from '../kernel/ports.js';
import { openLedger, type Ledger } from '../indicators/ledger/columns.js';
import { differenceOf } from '../indicators/ledger/rows.js';
import { plan3009 } from '../indicators/rules/plan-3009.js';
import type { OfficialEvent } from '../officials/domain/events.js';
import { officials } from '../officials/domain/official-aggregate.js';
import type { Official } from '../officials/domain/official.js';
import { timelineOf } from '../officials/domain/timeline.js';
import { organisation } from '../organisation/domain/organisation.js';
import { organisationHistory } from '../organisation/structure/organisation-history.js';
import { planning, type PlannedOfficial } from '../planning/domain/planning.js';
import type { TrainingEvent } from '../training/domain/events.js';
import { training, type TrainingClass } from '../training/domain/training.js';
import type { SampleCommand, SampleIds } from './sample-command.js';

export const sha1: Sha1 = (parts) => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
export const sampleIds: SampleIds = {
  streamId: (command) => openedStreamOf(sha1, commandIdOf(sha1, command)),
  actId: (command, ordinal) => madeIdOf(sha1, commandIdOf(sha1, command), ordinal),
};

export type Refused = { readonly command: SampleCommand; readonly refusal: Refusal };
export type Run = {
  readonly refused: readonly Refused[];
  readonly events: number;
  readonly head: number;
  readonly ledger: Ledger;
  readonly byType: ReadonlyMap<string, number>;
};

const opening = new Set(['recruit', 'find-in-service', 'propose', 'open']);
const identityOf = ({ actor, context, operation, stream, key }: SampleCommand): CommandIdentity =>
  ({ actor, context, operation, target: opening.has(operation) ? '' : stream, key });
/** The command belongs to the operation: both come from one `SampleAct`, which the compiler cannot follow through the table. */
const decide = <State, Recorded, Commands extends object, Context>(
  aggregate: Aggregate<State, Recorded, Commands, Context>, { operation, command }: SampleCommand, state: State, context: Context,
) =>
  (aggregate.deciders[operation as keyof Commands] as (command: unknown, state: State, context: Context) => Decision<Recorded>)(command, state, context);

/** Gives every command to the pure aggregates in recorded order and fills a ledger as the projection does. */
export const runInMemory = (commands: Iterable<SampleCommand>): Run => {
  const refused: Refused[] = [];
  const history = organisationHistory();
  const ledger = openLedger(history);
  const people = new Map<string, Official>();
  const timelines = new Map<string, ReturnType<typeof timelineOf>>();
  const holders = new Map<string, Set<string>>();
  const classes = new Map<string, TrainingClass>();
  const pools = new Map<string, PlannedOfficial>();
  const byType = new Map<string, number>();
  let organised = organisation.initial;
  let index = 0;
  ledger.ruleSetPublished(plan3009, 0);

  const accepted = <Recorded extends { readonly type: string }>(command: SampleCommand, decision: Decision<Recorded>, apply: (event: Recorded) => void): void => {
    if (decision.outcome === 'refused') refused.push({ command, refusal: decision.refusal });
    else for (const event of decision.events) {
      apply(event);
      byType.set(event.type, (byType.get(event.type) ?? 0) + 1);
      index += 1;
    }
  };
  const holdersOn = (unit: string, position: string, day: CivilDate) => [...(holders.get(`${unit}|${position}`) ?? [])].flatMap((official) =>
    (timelines.get(official)?.tenures ?? [])
      .filter((held) => held.unit === unit && held.position === position && held.from <= day && (held.until === undefined || day < held.until))
      .map(({ actId }) => ({ official, actId })));
  const applyOfficial = (stream: string) => (event: OfficialEvent) => {
    const state = officials.evolve(people.get(stream) ?? officials.initial, event);
    people.set(stream, state);
    if ('gender' in event.data) ledger.genderStated(stream, event.data.gender, index);
    if ('position' in event.data) {
      const key = `${event.data.unit}|${event.data.position}`;
      holders.set(key, (holders.get(key) ?? new Set()).add(stream));
    }
    if (state.status === 'unknown') return;
    const timeline = timelineOf(state);
    ledger.append(differenceOf(timelines.get(stream) ?? { service: [], tenures: [] }, timeline, stream, index));
    timelines.set(stream, timeline);
  };
  const applyTraining = (stream: string) => (event: TrainingEvent) => {
    classes.set(stream, training.evolve(classes.get(stream) ?? training.initial, event));
    if (event.type === 'ClassOpened') ledger.classOpened({ class: stream, endsOn: event.data.endsOn });
    else if (event.type === 'OfficialSentToTraining') ledger.sent({ ...event.data, index, class: stream });
    else if (event.type === 'TrainingCompleted') for (const participation of event.data.participations) ledger.completed({ index, participation, on: event.data.effectiveOn });
  };

  for (const command of commands) {
    const { stream } = command;
    const ids = (ordinal: number) => sampleIds.actId(identityOf(command), ordinal);
    const general = { ids, today: civilDateAt(command.recordedAt), structure: organised.structure, officialExists: (official: string) => people.has(official) };
    if (command.context === 'organisation') {
      accepted(command, decide(organisation, command, organised, general), (event) => {
        organised = organisation.evolve(organised, event);
        history.record(event, index);
      });
    } else if (command.context === 'officials') {
      accepted(command, decide(officials, command, people.get(stream) ?? officials.initial, { ...general, official: stream, holdersOn }), applyOfficial(stream));
    } else if (command.context === 'planning') {
      accepted(command, decide(planning, command, pools.get(stream) ?? planning.initial, { ...general, poolOfPost: 0, poolOfPerson: 0 }), (event) =>
        pools.set(stream, planning.evolve(pools.get(stream) ?? planning.initial, event)));
    } else accepted(command, decide(training, command, classes.get(stream) ?? training.initial, general), applyTraining(stream));
  }
  return { refused, events: index, head: index - 1, ledger, byType };
};
