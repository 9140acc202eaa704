import type { ModuleMetadata } from '@nestjs/common';
import { ActOnOfficialHandler, OfficialsExecutor } from '../../libs/officials/application/act-on-official.js';
import { OfficialCommandsController } from '../../libs/officials/http/official-commands.controller.js';
import { Operations } from '../../libs/operations/application/operations.js';
import { SetAsideExecutor, SetEventAsideHandler } from '../../libs/operations/application/set-aside-event.js';
import { SetAsideQueries } from '../../libs/operations/application/set-asides.js';
import { OperationsController } from '../../libs/operations/http/operations.controller.js';
import { SetAsideCommandsController, SetAsidesController } from '../../libs/operations/http/set-asides.controller.js';
import { ChangeOrganisationHandler, OrganisationExecutor } from '../../libs/organisation/application/change-organisation.js';
import { organisationStream } from '../../libs/organisation/application/organisation-target.js';
import { OrganisationCommandsController } from '../../libs/organisation/http/organisation-commands.controller.js';
import { PlanningExecutor, PlanOfficialHandler } from '../../libs/planning/application/plan-official.js';
import { PlanningQueries } from '../../libs/planning/application/planning-queries.js';
import { PlanningCommandsController } from '../../libs/planning/http/planning-commands.controller.js';
import { PlanningController } from '../../libs/planning/http/planning.controller.js';
import { ReachedPosition } from '../../libs/platform/http/reached-position.js';
import { ProvinceSetting } from '../../libs/platform/settings/province-setting.js';
import { EvidenceQueries } from '../../libs/reporting/application/evidence-queries.js';
import { Freshness } from '../../libs/reporting/application/freshness.js';
import { OfficialQueries } from '../../libs/reporting/application/official-queries.js';
import { OrganisationQueries } from '../../libs/reporting/application/organisation-queries.js';
import { PublishRuleSetHandler, RuleSetExecutor } from '../../libs/reporting/application/publish-rule-set.js';
import { ReportingQueries } from '../../libs/reporting/application/reporting-queries.js';
import { EvidenceController } from '../../libs/reporting/http/evidence.controller.js';
import { OfficialsController } from '../../libs/reporting/http/officials.controller.js';
import { OrganisationController } from '../../libs/reporting/http/organisation.controller.js';
import { ReportingController } from '../../libs/reporting/http/reporting.controller.js';
import { RuleSetsController } from '../../libs/reporting/http/rule-sets.controller.js';
import { ClassQueries } from '../../libs/training/application/class-queries.js';
import { TrainingExecutor, TrainOfficialsHandler } from '../../libs/training/application/train-officials.js';
import { ClassesController } from '../../libs/training/http/classes.controller.js';
import { TrainingCommandsController } from '../../libs/training/http/training-commands.controller.js';
import type { CommandSide } from './command-side.js';
import type { QuerySide } from './query-side.js';

/** Routes of one kind, and what they ask. */
export type Room = Required<Pick<ModuleMetadata, 'controllers' | 'providers'>>;

/** Everything that records. */
export const commandRoom = ({ executors }: CommandSide, province: string): Room => ({
  controllers: [OfficialCommandsController, OrganisationCommandsController, PlanningCommandsController, TrainingCommandsController, RuleSetsController, SetAsideCommandsController],
  providers: [
    { provide: ProvinceSetting, useValue: new ProvinceSetting(province) },
    { provide: OfficialsExecutor, useValue: executors.officials },
    { provide: OrganisationExecutor, useValue: executors.organisation },
    { provide: PlanningExecutor, useValue: executors.planning },
    { provide: TrainingExecutor, useValue: executors.training },
    { provide: RuleSetExecutor, useValue: executors.ruleSets },
    { provide: SetAsideExecutor, useValue: executors.setAsides },
    ActOnOfficialHandler,
    ChangeOrganisationHandler,
    PlanOfficialHandler,
    TrainOfficialsHandler,
    PublishRuleSetHandler,
    SetEventAsideHandler,
  ],
});

/** Everything that answers about the province. */
export const queryRoom = ({ events, read, keys, progress, knowledge, tail }: QuerySide, province: string): Room => ({
  controllers: [ReportingController, EvidenceController, OfficialsController, OrganisationController, PlanningController, ClassesController, SetAsidesController],
  providers: [
    { provide: Freshness, useValue: new Freshness(progress, tail, knowledge) },
    { provide: ReachedPosition, useValue: new ReachedPosition(progress) },
    { provide: ReportingQueries, useValue: new ReportingQueries(knowledge) },
    { provide: EvidenceQueries, useValue: new EvidenceQueries(knowledge, read) },
    { provide: OfficialQueries, useValue: new OfficialQueries(knowledge, events, keys) },
    { provide: OrganisationQueries, useValue: new OrganisationQueries(knowledge, events, organisationStream(province)) },
    { provide: PlanningQueries, useValue: new PlanningQueries(read) },
    { provide: ClassQueries, useValue: new ClassQueries(read) },
    { provide: SetAsideQueries, useValue: new SetAsideQueries(events) },
  ],
});

/** The raw log and the projections. */
export const operationsRoom = (operations: Operations): Room => ({ controllers: [OperationsController], providers: [{ provide: Operations, useValue: operations }] });
