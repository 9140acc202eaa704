import { sha1 } from '../../libs/commands/recording.js';
import { canonicalJson } from '../../libs/kernel/canonical-json.js';
import { civilDate, type CivilDate } from '../../libs/kernel/civil-date.js';
import { madeIdOf } from '../../libs/kernel/command-identity.js';
import type { Decision } from '../../libs/kernel/decision.js';
import { officials } from '../../libs/officials/domain/official-aggregate.js';
import type { OfficialCommands } from '../../libs/officials/domain/commands.js';
import type { OfficialEvent } from '../../libs/officials/domain/events.js';
import type { Official } from '../../libs/officials/domain/official.js';
import { organisation } from '../../libs/organisation/domain/organisation.js';
import type { OrganisationCommands } from '../../libs/organisation/domain/commands.js';
import type { OrganisationEvent } from '../../libs/organisation/domain/events.js';
import type { OrganisationState } from '../../libs/organisation/domain/organisation-state.js';
import { isUndecodable } from '../../libs/projection-engine/decode.js';
import type { Attempt } from './attempt.js';
import type { Written } from './chronicle.js';
import { commandIdFor, idFor, streamOf } from './intended.js';
import { organisationStream } from '../../libs/organisation/application/organisation-target.js';
import { province } from './small-province.js';
import { dayAt, violated, type World } from './world.js';

type Known<State> = { readonly index: number; readonly state: State };
/** The true states of a stream: before its first event, and after each. */
type Course<State> = readonly Known<State>[];
type Decided = Decision<{ readonly type: string; readonly data: object }>;


/**
 * Every command that was recorded is decided again on what truly lay before it, and must come to the very same; every refusal must have been right at
 * some moment between question and answer.
 */
export const checkDecisions = (world: World): void => {
  const organised = courseOf<OrganisationState, OrganisationEvent>(streamIn(world, organisationStream(province)), organisation.initial, organisation.evolve);
  const courses = new Map<string, Course<Official>>();
  for (const attempt of world.attempts) {
    const stream = streamOf(attempt.intent);
    const course = courses.get(stream) ?? courseOf<Official, OfficialEvent>(attempt.intent.context === 'officials' ? streamIn(world, stream) : [], officials.initial, officials.evolve);
    courses.set(stream, course);
    const decider = new Deciding(attempt, course, organised);
    const own = world.chronicle.ofAttempt(attempt.correlation);
    const wrong = own.length > 0 ? decider.wrongIn(own) : decider.wrongRefusal(world);
    if (wrong !== undefined) violated(world, 'decision', `${attempt.correlation} (${attempt.intent.operation}) ${wrong}`);
  }
};

const streamIn = ({ chronicle }: World, stream: string): readonly Written[] => chronicle.written.filter(({ stored }) => stored.stream === stream);

const courseOf = <State, Event>(written: readonly Written[], initial: State, evolve: (state: State, event: Event) => State): Course<State> => {
  const course: Known<State>[] = [{ index: -1, state: initial }];
  for (const { stored, delivered } of written) {
    const before = course.at(-1);
    if (isUndecodable(delivered) || !before) break;
    course.push({ index: stored.index, state: evolve(before.state, delivered.event as Event) }); // Its stream holds its own kind of events only.
  }
  return course;
};

const stateAt = <State>(course: Course<State>, index: number): State | undefined => course.findLast((known) => known.index <= index)?.state;
/** The states that a reader between two moments may have had. */
const statesBetween = <State>(course: Course<State>, from: number, to: number): readonly State[] => {
  const first = course.findLastIndex(({ index }) => index <= from);
  return course.filter(({ index }, at) => at >= first && index <= to).map(({ state }) => state);
};

class Deciding {
  constructor(private readonly attempt: Attempt, private readonly course: Course<Official>, private readonly organised: Course<OrganisationState>) {}

  wrongIn(own: readonly Written[]): string | undefined {
    const [first] = own;
    if (!first?.envelope) return 'wrote what is no envelope';
    const { revision, recordedAt, reliedOn } = first.envelope;
    const today = civilDate(dayAt(Date.parse(recordedAt)));
    const isOrganisation = this.attempt.intent.context === 'organisation';
    const before = isOrganisation ? undefined : this.course[revision]?.state;
    const organised = isOrganisation ? this.organised[revision]?.state : stateAt(this.organised, reliedOn);
    if (!organised || (!isOrganisation && !before)) return `lies at revision ${revision}, before which nothing can be read`;
    const decided = this.#decide(before, organised, today);
    if (decided.outcome === 'refused') return `was recorded at revision ${revision}, where it is refused: ${decided.refusal.code}`;
    const [recorded, anew] = [own.map(({ envelope }) => envelope?.data ?? {}), decided.events.map(({ data }) => data)].map((all) => canonicalJson(JSON.parse(JSON.stringify(all))));
    return recorded === anew ? undefined : `recorded ${recorded} and decides ${anew}`;
  }

  wrongRefusal({ destroyed, attempts }: World): string | undefined {
    const { told, headAtSending, headAtAnswer, instants, intent, command } = this.attempt;
    if (told?.outcome !== 'refused') return undefined;
    const { code } = told.refusal;
    if (code === 'KEY_DESTROYED') return destroyed.has(idFor(intent)) ? undefined : 'was told of a destroyed key that is there';
    if (code === 'IDENTITY_ALREADY_REGISTERED') return attempts.some((other) => streamOf(other.intent) !== streamOf(intent) && identityIn(other.command) === identityIn(command)) ? undefined : 'was told of an identity number nobody else has';
    const days = [...new Set(instants.map(dayAt))].map(civilDate);
    const isRight = statesBetween(this.organised, headAtSending, headAtAnswer).some((organised) =>
      statesBetween(this.course, headAtSending, headAtAnswer).some((before) =>
        days.some((today) => {
          const decided = this.#decide(before, organised, today);
          return decided.outcome === 'refused' && decided.refusal.code === code;
        })));
    return isRight ? undefined : `was refused with ${code}, which was right at no moment between question and answer`;
  }

  #decide(before: Official | undefined, organised: OrganisationState, today: CivilDate): Decided {
    const { intent, command } = this.attempt;
    const ids = (ordinal: number) => madeIdOf(sha1, commandIdFor(intent), ordinal);
    // The command was drawn for its operation; the compiler cannot follow it through the intent.
    if (intent.context === 'organisation') return (organisation.deciders[intent.operation as keyof OrganisationCommands] as (...given: unknown[]) => Decided)(command, organised, { ids, today });
    const context = { official: idFor(intent), ids, today, structure: organised.structure };
    return (officials.deciders[intent.operation as keyof OfficialCommands] as (...given: unknown[]) => Decided)(command, before ?? officials.initial, context);
  }
}

const identityIn = (command: object): unknown => ('identityNumber' in command ? command.identityNumber : Symbol('none'));
