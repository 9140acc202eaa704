import type { LogIndex } from '../../../libs/kernel/log.js';
import { organisationCatalogue, type OrganisationEvent } from '../../../libs/organisation/domain/events.js';
import type { CivilDate } from '../../../libs/kernel/civil-date.js';
import { readOrganisation } from '../../../libs/replay/organisation.js';
import { openReplay, type ReplayView } from '../../../libs/replay/replay.js';
import { isSkipped, type RecordedLog } from '../recorded-log.js';

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
  return {
    get knownAt() {
      return replay.knownAt;
    },
    to: async (knownAt) => {
      // Nothing beyond what is asked for is read: what is damaged after it does not matter.
      while (replay.knownAt < knownAt) {
        const read = await events.next();
        if (read.done) return;
        if (isSkipped(read.value)) {
          replay.skip(read.value.index);
          continue;
        }
        replay.apply(read.value);
        if (isOrganisation(read.value.event)) organisation.push(read.value.event);
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
