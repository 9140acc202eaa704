import type { RuleSet } from '../../libs/indicators/rules/rule-set.js';
import { civilDate } from '../../libs/kernel/civil-date.js';
import type { Aggregate, Decision } from '../../libs/kernel/decision.js';
import type { OfficialCommands, Override } from '../../libs/officials/domain/commands.js';
import type { OfficialEvent } from '../../libs/officials/domain/events.js';
import { officials } from '../../libs/officials/domain/official-aggregate.js';
import type { Official } from '../../libs/officials/domain/official.js';
import type { OrganisationCommands } from '../../libs/organisation/domain/commands.js';
import { organisation } from '../../libs/organisation/domain/organisation.js';
import type { OrganisationState } from '../../libs/organisation/domain/organisation-state.js';
import type { PlanningCommands } from '../../libs/planning/domain/commands.js';
import { planning, type PlannedOfficial } from '../../libs/planning/domain/planning.js';
import type { CountedEvent, RecordedEvent } from '../../libs/replay/replay.js';
import type { TrainingCommands } from '../../libs/training/domain/commands.js';
import { training, type TrainingClass } from '../../libs/training/domain/training.js';

export const today = civilDate('2020-12-31');

/** A log as it grows, with the state of every stream and what was asked for and accepted. */
export type World = {
  readonly events: RecordedEvent[];
  readonly said: string[];
  readonly refusals: string[];
  asked: number;
  readonly states: {
    readonly organisation: Map<string, OrganisationState>;
    readonly official: Map<string, Official>;
    readonly planning: Map<string, PlannedOfficial>;
    readonly class: Map<string, TrainingClass>;
  };
};
/** One command, put to the world as it is when its turn comes; refused it leaves nothing. */
export type Step = (world: World) => void;

const organisationStream = 'organisation-bd';
export const officialStream = (id: string): string => `official-${id}`;
export const structureOf = (world: World) => (world.states.organisation.get(organisationStream) ?? organisation.initial).structure;

const noWorld = (): World => ({ events: [], said: [], refusals: [], asked: 0, states: { organisation: new Map(), official: new Map(), planning: new Map(), class: new Map() } });

export const record = (world: World, stream: string, event: CountedEvent): void => {
  const { type, data } = event;
  world.events.push({ index: world.events.length, stream, recordedAt: '2020-12-31T00:00:00.000Z', event: strip(event) });
  world.said.push(`#${world.events.length - 1} ${stream} ${type} ${JSON.stringify(data)}`);
};
/** Sealed texts are no part of what is counted. */
const strip = (event: CountedEvent): CountedEvent => {
  const { personal: _, ...clear } = event;
  return clear;
};

/** Ids that look like those of the log, tell acts of one world apart, and sort otherwise than they were given. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String((number * 48_271) % 999_983).padStart(12, '0')}`;
const idsOf = (world: World) => (ordinal: number) => idOf(world.asked * 100 + ordinal + 1);

const put = <State, Recorded extends CountedEvent, Commands extends object, Context, Operation extends keyof Commands>(
  world: World,
  states: Map<string, State>,
  aggregate: Aggregate<State, Recorded, Commands, Context>,
  stream: string,
  operation: Operation,
  command: Commands[Operation],
  context: Context,
): Decision<Recorded> => {
  const state = states.get(stream) ?? aggregate.initial;
  const decision = aggregate.deciders[operation](command, state, context);
  if (decision.outcome === 'accepted') {
    states.set(stream, decision.events.reduce(aggregate.evolve, state));
    for (const event of decision.events) record(world, stream, event);
  }
  return decision;
};
const count = (world: World, operation: string, decision: Decision<CountedEvent>): void => {
  world.asked += 1;
  if (decision.outcome === 'refused') world.refusals.push(`${operation} ${decision.refusal.code}`);
};

export const organise =
  <Operation extends keyof OrganisationCommands>(operation: Operation, command: OrganisationCommands[Operation]): Step =>
  (world) =>
    count(world, operation, put(world, world.states.organisation, organisation, organisationStream, operation, command, { ids: idsOf(world), today }));

/** What a command on an official may name: the acts recorded of this official so far, and the tenures that one of them ended. */
export type Acts = { readonly all: readonly string[]; readonly tenures: readonly string[]; readonly elections: readonly string[]; endedBy(actId: string): readonly string[] };
const tenureTypes = new Set<string>(['OfficialAppointed', 'OfficialElected', 'ConcurrentPostAdded', 'PostFoundHeld']);
export const actsOf = (world: World, id: string): Acts => {
  const official = world.states.official.get(officialStream(id));
  const acts = official === undefined || official.status === 'unknown' ? [] : official.acts;
  return {
    all: acts.map((one) => one.data.actId),
    tenures: acts.filter(({ type }) => tenureTypes.has(type)).map((one) => one.data.actId),
    elections: acts.filter(({ type }) => type === 'OfficialElected').map((one) => one.data.actId),
    endedBy: (actId) => acts.flatMap(({ data }) => (data.actId === actId && 'endedActIds' in data ? (data.endedActIds ?? []) : [])),
  };
};

/** Puts a command to an official; when only warnings stand in its way it is asked again with a reason for each. */
export const act =
  <Operation extends keyof OfficialCommands>(id: string, operation: Operation, write: (acts: Acts) => OfficialCommands[Operation]): Step =>
  (world) => {
    const context = { official: id, ids: idsOf(world), today, structure: structureOf(world) };
    const command = write(actsOf(world, id));
    const ask = (asked: OfficialCommands[Operation]) => put(world, world.states.official, officials, officialStream(id), operation, asked, context);
    const decision = ask(command);
    const overrides = warningsOf(decision);
    count(world, operation, overrides.length > 0 ? ask({ ...command, overrides }) : decision);
  };
const warningsOf = (decision: Decision<OfficialEvent>): readonly Override[] => {
  if (decision.outcome === 'accepted' || decision.refusal.code !== 'WARNINGS_STAND' || !Array.isArray(decision.refusal['warnings'])) return [];
  return decision.refusal['warnings'].map(({ code }: { readonly code: string }) => ({ code, reason: 'lý do' }));
};

export const plan =
  <Operation extends keyof PlanningCommands>(id: string, operation: Operation, command: PlanningCommands[Operation]): Step =>
  (world) => {
    const officialExists = (official: string) => world.states.official.has(officialStream(official));
    const context = { ids: idsOf(world), today, structure: structureOf(world), officialExists, poolOfPost: 0, poolOfPerson: 0 };
    count(world, operation, put(world, world.states.planning, planning, `planning-${id}`, operation, command, context));
  };

/** `write` is told who was sent to the class so far. */
export const train =
  <Operation extends keyof TrainingCommands>(id: string, operation: Operation, write: (sent: readonly string[]) => TrainingCommands[Operation]): Step =>
  (world) => {
    const state = world.states.class.get(`class-${id}`);
    const command = write(state === undefined || state.status === 'none' ? [] : [...state.participations.keys()]);
    const officialExists = (official: string) => world.states.official.has(officialStream(official));
    const context = { ids: idsOf(world), today, structure: structureOf(world), officialExists };
    count(world, operation, put(world, world.states.class, training, `class-${id}`, operation, command, context));
  };

export const publish = (ruleSet: RuleSet): Step => (world) => record(world, `ruleset-${ruleSet.ruleSet}-${ruleSet.version}`, { type: 'RuleSetPublished', data: ruleSet });

export const runAll = (steps: readonly Step[]): World => {
  const world = noWorld();
  for (const step of steps) step(world);
  return world;
};
