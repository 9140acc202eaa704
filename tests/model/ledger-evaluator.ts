import { countedOf } from '../../libs/indicators/counted.js';
import { figures } from '../../libs/indicators/evaluate.js';
import type { Counted, Figure, Moment, RatioCell, RatioQuestion, Scope } from '../../libs/indicators/figure.js';
import { openLedger } from '../../libs/indicators/ledger/columns.js';
import { differenceOf } from '../../libs/indicators/ledger/rows.js';
import { ratios } from '../../libs/indicators/ratios.js';
import { ruleSetCatalogue, type RuleSetEvent } from '../../libs/indicators/rules/rule-set.js';
import { officialsCatalogue, type OfficialEvent } from '../../libs/officials/domain/events.js';
import { evolve, noOfficial, type Official } from '../../libs/officials/domain/official.js';
import { timelineOf } from '../../libs/officials/domain/timeline.js';
import { organisationCatalogue, type OrganisationEvent } from '../../libs/organisation/domain/events.js';
import { organisationHistory } from '../../libs/organisation/structure/organisation-history.js';
import type { CountedEvent, RecordedEvent } from '../../libs/replay/replay.js';
import { trainingCatalogue, type TrainingEvent } from '../../libs/training/domain/events.js';

export type Evaluator = {
  figures(moment: Moment, scope: Scope, version?: number): readonly Figure[];
  counted(moment: Moment, scope: Scope, reading: string): Counted;
  ratios(moment: Moment, question: RatioQuestion): readonly RatioCell[];
};

const memberOf = <Of extends CountedEvent>(definitions: readonly { readonly type: Of['type'] }[]) => {
  const types = new Set<string>(definitions.map(({ type }) => type));
  return (event: CountedEvent): event is Of => types.has(event.type);
};
const isOfficialEvent = memberOf<OfficialEvent>(officialsCatalogue.definitions);
const isOrganisationEvent = memberOf<OrganisationEvent>(organisationCatalogue.definitions);
const isTrainingEvent = memberOf<TrainingEvent>(trainingCatalogue.definitions);
const isRuleSetEvent = memberOf<RuleSetEvent>(ruleSetCatalogue.definitions);

const noTimeline = { service: [], tenures: [] };
const timelineAfter = (official: Official) => (official.status === 'unknown' ? noTimeline : timelineOf(official));
const nameOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** The production path from events to answers, without stores: the whole log once, then any moment of it. */
export const openLedgerEvaluator = (events: readonly RecordedEvent[]): Evaluator => {
  const history = organisationHistory();
  const ledger = openLedger(history);
  const officials = new Map<string, Official>();

  const foldOfficial = (id: string, event: OfficialEvent, index: number): void => {
    const before = officials.get(id) ?? noOfficial;
    const after = evolve(before, event);
    officials.set(id, after);
    ledger.append(differenceOf(timelineAfter(before), timelineAfter(after), id, index));
    if ('gender' in event.data) ledger.genderStated(id, event.data.gender, index);
  };
  const foldTraining = (id: string, event: TrainingEvent, index: number): void => {
    if (event.type === 'ClassOpened') ledger.classOpened({ class: id, endsOn: event.data.endsOn });
    if (event.type === 'OfficialSentToTraining') ledger.sent({ index, class: id, ...event.data });
    if (event.type === 'TrainingCompleted') for (const participation of event.data.participations) ledger.completed({ index, participation, on: event.data.effectiveOn });
  };
  for (const { index, stream, event } of events) {
    if (isOrganisationEvent(event)) history.record(event, index);
    else if (isOfficialEvent(event)) foldOfficial(nameOf(stream), event, index);
    else if (isTrainingEvent(event)) foldTraining(nameOf(stream), event, index);
    else if (isRuleSetEvent(event)) ledger.ruleSetPublished(event.data, index);
  }
  return {
    figures: (moment, scope, version) => figures(ledger, moment, scope, version === undefined ? {} : { ruleSet: version }).figures,
    counted: (moment, scope, reading) => {
      const { denominator, numerator } = countedOf(ledger, moment, scope, reading) ?? { denominator: [], numerator: [] };
      return { denominator, numerator };
    },
    ratios: (moment, question) => ratios(ledger, { ...question, knownAt: moment.knownAt, days: [moment.trueOn] }),
  };
};
