import { shareOf, verdictOf, type Counted, type Figure, type RatioCell, type RatioQuestion, type Scope } from '../indicators/figure.js';
import { ruleSetCatalogue, type Rule, type RuleSet, type RuleSetEvent } from '../indicators/rules/rule-set.js';
import type { CivilDate } from '../kernel/civil-date.js';
import { CorruptHistory, UnknownEvent } from '../kernel/errors.js';
import { nothingKnown, type LogIndex } from '../kernel/log.js';
import { officialsCatalogue, type OfficialEvent } from '../officials/domain/events.js';
import { isSetAsideEvent, type SetAsideEvent } from '../operations/domain/events.js';
import { organisationCatalogue, type OrganisationEvent } from '../organisation/domain/events.js';
import { planningCatalogue, type PlanningEvent } from '../planning/domain/events.js';
import { trainingCatalogue, type TrainingEvent } from '../training/domain/events.js';
import { foldCareer, noCareer, serviceOf, tenuresOf, type Career } from './career.js';
import { heldOn, inServiceOn, type Day, type Person } from './day.js';
import { countingOf, neededOf, sumOf, type Counting } from './measures.js';
import { readOrganisation, type OrganisationOn } from './organisation.js';
import { planningOn, type Planned, type RecordedPlanning } from './planning.js';
import { ratiosOn } from './ratios.js';
import { classesOn, endedParticipations, type ClassCount, type RecordedTraining } from './training.js';

export type CountedEvent = OfficialEvent | OrganisationEvent | PlanningEvent | TrainingEvent | RuleSetEvent | SetAsideEvent;
export type RecordedEvent = { readonly index: LogIndex; readonly stream: string; readonly recordedAt: string; readonly event: CountedEvent };

/** What was true on one day, as far as was known when the view was taken. */
export type ReplayView = {
  /** Every reading of the rule set of the day, or of the version asked for; none before the first rule set. */
  figures(scope: Scope, version?: number): readonly Figure[];
  counted(reading: string, scope: Scope, version?: number): Counted;
  /** The cells of this view's own day: `days` and `knownAt` of the question are not looked at. */
  ratios(question: RatioQuestion): readonly RatioCell[];
  planningPool(): readonly Planned[];
  classes(): readonly ClassCount[];
};

/** Folds the events alone, by docs/reference/counting.md; shares nothing with the ledger but event and rule types. */
export type Replay = {
  readonly knownAt: LogIndex;
  apply(recorded: RecordedEvent): void;
  /** Knows of an event that is set aside no more than that it is there. */
  skip(index: LogIndex): void;
  at(trueOn: CivilDate): ReplayView;
};

/** What the log told up to one index. */
type Known = {
  readonly careers: ReadonlyMap<string, Career>;
  readonly people: Map<string, Person>;
  readonly organisationOn: (day: CivilDate) => OrganisationOn;
  readonly planning: readonly RecordedPlanning[];
  readonly training: readonly RecordedTraining[];
  readonly ruleSets: readonly RuleSet[];
};

const memberOf = <Of extends { readonly type: string }>(definitions: readonly { readonly type: Of['type'] }[]) => {
  const types = new Set<string>(definitions.map(({ type }) => type));
  return (event: { readonly type: string }): event is Of => types.has(event.type);
};
const isOfficialEvent = memberOf<OfficialEvent>(officialsCatalogue.definitions);
const isOrganisationEvent = memberOf<OrganisationEvent>(organisationCatalogue.definitions);
const isPlanningEvent = memberOf<PlanningEvent>(planningCatalogue.definitions);
const isTrainingEvent = memberOf<TrainingEvent>(trainingCatalogue.definitions);
const isRuleSetEvent = memberOf<RuleSetEvent>(ruleSetCatalogue.definitions);

const officialOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

export const openReplay = (): Replay => {
  let knownAt = nothingKnown;
  const careers = new Map<string, Career>();
  /** Timelines reckoned so far; an event of the official drops them. */
  const people = new Map<string, Person>();
  const organisation: OrganisationEvent[] = [];
  let organisationOn = readOrganisation([]);
  let organisationRead = 0;
  const planning: RecordedPlanning[] = [];
  const training: RecordedTraining[] = [];
  const ruleSets: RuleSet[] = [];
  const know = (index: LogIndex): void => {
    if (index <= knownAt) throw new CorruptHistory(`event ${index} comes after event ${knownAt}`);
    knownAt = index;
  };

  return {
    get knownAt() {
      return knownAt;
    },
    apply: ({ index, stream, event }) => {
      know(index);
      if (isOfficialEvent(event)) {
        const official = officialOf(stream);
        careers.set(official, foldCareer(careers.get(official) ?? noCareer, event));
        people.delete(official);
      } else if (isOrganisationEvent(event)) organisation.push(event);
      else if (isPlanningEvent(event)) planning.push({ stream, event });
      else if (isTrainingEvent(event)) training.push({ stream, event });
      else if (isRuleSetEvent(event)) ruleSets.push(event.data);
      else if (!isSetAsideEvent(event)) throw new UnknownEvent('an event that is not counted', 0);
    },
    skip: know,
    at: (trueOn) => {
      if (organisationRead < organisation.length) {
        organisationOn = readOrganisation(organisation);
        organisationRead = organisation.length;
      }
      // A view keeps what was known when it was taken, whatever is applied later.
      const known = { careers: new Map(careers), people, organisationOn, planning: [...planning], training: [...training], ruleSets: [...ruleSets] };
      return viewOf(known, dayOf(known, trueOn));
    },
  };
};

/** What was known at an index: the events up to it and nothing else. */
export const replayUpTo = (events: Iterable<RecordedEvent>, knownAt: LogIndex): Replay => {
  const replay = openReplay();
  for (const recorded of events) if (recorded.index <= knownAt) replay.apply(recorded);
  return replay;
};

const personOf = ({ people }: Known, official: string, career: Career): Person => {
  const found = people.get(official) ?? { official, isWoman: career.gender === 'female', service: serviceOf(career), tenures: tenuresOf(career) };
  people.set(official, found);
  return found;
};

const dayOf = (known: Known, day: CivilDate): Day => {
  const organisation = known.organisationOn(day);
  const persons = [...known.careers].map(([official, career]) => personOf(known, official, career));
  const isWoman = (official: string) => known.careers.get(official)?.gender === 'female';
  return {
    day,
    organisation,
    inService: persons.flatMap((person) => inServiceOn(person, organisation, day) ?? []),
    held: persons.flatMap((person) => heldOn(person, organisation, day)),
    ended: (ended) => endedParticipations(known.training, ended, day, isWoman),
  };
};

const ruleSetOf = ({ ruleSets }: Known, day: CivilDate, version: number | undefined): RuleSet | undefined =>
  ruleSets
    .filter((ruleSet) => (version === undefined ? ruleSet.effectiveOn <= day : ruleSet.version === version))
    .toSorted((a, b) => (a.effectiveOn === b.effectiveOn ? a.version - b.version : a.effectiveOn < b.effectiveOn ? -1 : 1))
    .at(-1);

const isIn = (scope: Scope, organisation: OrganisationOn) => (place: string): boolean => {
  switch (scope.kind) {
    case 'province':
      return true;
    case 'tier':
      return organisation.tierOf(place) === scope.tier;
    case 'unit':
      return organisation.pathOf(place).includes(scope.unit);
  }
};

const figureOf = ({ target, reading, percent }: Rule, counting: readonly Counting[]): Figure => {
  const denominator = new Set(counting.map(({ key }) => key)).size;
  const numerator = new Set(counting.filter(({ isCounted }) => isCounted).map(({ key }) => key)).size;
  const verdict = verdictOf(numerator, denominator, percent);
  const lacks = counting.flatMap((one) => one.lacks ?? []);
  const needed = verdict === 'met' || lacks.length === 0 ? neededOf(numerator, denominator, percent) : sumOf(lacks);
  return { target, reading, percent, numerator, denominator, share: shareOf(numerator, denominator), verdict, needed };
};

const viewOf = (known: Known, day: Day): ReplayView => {
  const isWoman = (official: string) => known.careers.get(official)?.gender === 'female';
  const byPlace = new Map<Rule, ReadonlyMap<string, readonly Counting[]>>();
  const countingIn = (rule: Rule, scope: Scope): readonly Counting[] => {
    const places = byPlace.get(rule) ?? Map.groupBy(countingOf(rule.measure, day), ({ place }) => place);
    byPlace.set(rule, places);
    const isAsked = isIn(scope, day.organisation);
    return [...places].flatMap(([place, counting]) => (isAsked(place) ? counting : []));
  };
  return {
    figures: (scope, version) => (ruleSetOf(known, day.day, version)?.rules ?? []).map((rule) => figureOf(rule, countingIn(rule, scope))),
    counted: (reading, scope, version) => {
      const rule = ruleSetOf(known, day.day, version)?.rules.find((one) => one.reading === reading);
      const counting = rule ? countingIn(rule, scope) : [];
      return {
        denominator: [...new Set(counting.map(({ key }) => key))].toSorted(),
        numerator: [...new Set(counting.filter(({ isCounted }) => isCounted).map(({ key }) => key))].toSorted(),
      };
    },
    ratios: (question) => ratiosOn(question, day, known.organisationOn(question.today)),
    planningPool: () => planningOn(known.planning, day.day, isWoman),
    classes: () => classesOn(known.training, day.day, isWoman),
  };
};
