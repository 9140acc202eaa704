import { systemRandom } from '../../libs/commands/recording.js';
import type { CommandPorts } from '../../libs/commands/execute-command.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { civilDateAt } from '../../libs/kernel/civil-date.js';
import type { Clock } from '../../libs/kernel/ports.js';
import type { KeyStore } from '../../libs/key-store/key-store.port.js';
import { OfficialsExecutor } from '../../libs/officials/application/act-on-official.js';
import { officialsTarget } from '../../libs/officials/application/officials-target.js';
import { SetAsideExecutor, setAsideTarget } from '../../libs/operations/application/set-aside-event.js';
import { OrganisationExecutor } from '../../libs/organisation/application/change-organisation.js';
import { KnownOrganisation } from '../../libs/organisation/application/known-organisation.js';
import { organisationTarget } from '../../libs/organisation/application/organisation-target.js';
import { PlanningExecutor } from '../../libs/planning/application/plan-official.js';
import { planningTarget } from '../../libs/planning/application/planning-target.js';
import { RuleSetExecutor, ruleSetTarget } from '../../libs/reporting/application/publish-rule-set.js';
import { TrainingExecutor } from '../../libs/training/application/train-officials.js';
import { trainingTarget } from '../../libs/training/application/training-target.js';
import { askNobody, askReadSide, type ReadSide } from './elsewhere.js';

export type CommandSideOptions = {
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly province: string;
  readonly readSide?: ReadSide;
  readonly observer?: CommandPorts['observer'];
  /** Streams kept folded in memory, for each kind. */
  readonly streamsMax?: number;
};

/** What turns commands into events. It holds streams in memory and nothing open. */
export type CommandSide = {
  readonly organisation: KnownOrganisation;
  readonly executors: {
    readonly officials: OfficialsExecutor;
    readonly organisation: OrganisationExecutor;
    readonly planning: PlanningExecutor;
    readonly training: TrainingExecutor;
    readonly ruleSets: RuleSetExecutor;
    readonly setAsides: SetAsideExecutor;
  };
};

/** Then nothing has stopped anywhere. */
const nobodyProjects = { status: () => Promise.resolve([]) };

export const makeCommandSide = ({ events, keys, clock, province, readSide, observer, streamsMax = 10_000 }: CommandSideOptions): CommandSide => {
  const { elsewhere, poolCounts } = readSide ? askReadSide(events, readSide) : askNobody;
  const organisation = new KnownOrganisation(events, province);
  const ports: CommandPorts = { store: events, keys, clock, random: systemRandom, ...(observer ? { observer } : {}) };
  return {
    organisation,
    executors: {
      officials: new OfficialsExecutor(officialsTarget(organisation, keys, events, elsewhere), ports, streamsMax),
      organisation: new OrganisationExecutor(organisationTarget(civilDateAt), ports, 1),
      planning: new PlanningExecutor(planningTarget(organisation, events, poolCounts), ports, streamsMax),
      training: new TrainingExecutor(trainingTarget(organisation, events), ports, streamsMax),
      ruleSets: new RuleSetExecutor(ruleSetTarget, ports, 16),
      setAsides: new SetAsideExecutor(setAsideTarget(events, readSide?.progress ?? nobodyProjects), ports, 1),
    },
  };
};
