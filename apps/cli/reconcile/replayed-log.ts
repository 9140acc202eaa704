import type { LogIndex } from '../../../libs/kernel/log.js';
import { organisationCatalogue, type OrganisationEvent } from '../../../libs/organisation/domain/events.js';
import type { CivilDate } from '../../../libs/kernel/civil-date.js';
import { readOrganisation } from '../../../libs/replay/organisation.js';
import { openReplay, type RecordedEvent, type ReplayView } from '../../../libs/replay/replay.js';
import type { RecordedLog } from '../recorded-log.js';

const organisationTypes = new Set<string>(organisationCatalogue.definitions.map(({ type }) => type));
const isOrganisation = (event: { readonly type: string }): event is OrganisationEvent => organisationTypes.has(event.type);

/** The events of a log folded step by step: only forwards. */
export type ReplayedLog = {
  readonly knownAt: LogIndex;
  to(knownAt: LogIndex): Promise<void>;
  at(trueOn: CivilDate): ReplayView;
  tiers(): readonly string[];
  standingUnits(trueOn: CivilDate): readonly string[];
};

export const openReplayedLog = (log: RecordedLog): ReplayedLog => {
  const replay = openReplay();
  const events = log.events();
  const organisation: OrganisationEvent[] = [];
  let waiting: RecordedEvent | undefined;
  let isAtEnd = false;
  const next = async (): Promise<RecordedEvent | undefined> => {
    if (waiting || isAtEnd) return waiting;
    const read = await events.next();
    if (read.done) isAtEnd = true;
    else waiting = read.value;
    return waiting;
  };
  return {
    get knownAt() {
      return replay.knownAt;
    },
    to: async (knownAt) => {
      for (let recorded = await next(); recorded && recorded.index <= knownAt; recorded = await next()) {
        replay.apply(recorded);
        if (isOrganisation(recorded.event)) organisation.push(recorded.event);
        waiting = undefined;
      }
    },
    at: (trueOn) => replay.at(trueOn),
    tiers: () => organisation.flatMap((event) => (event.type === 'ProvinceRegistered' ? event.data.tiers.map(({ tier }) => tier) : [])),
    standingUnits: (trueOn) => {
      const day = readOrganisation(organisation)(trueOn);
      return day.units.filter((unit) => day.stands(unit));
    },
  };
};
