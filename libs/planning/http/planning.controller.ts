import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/answers.js';
import { IdParam } from '../../platform/http/id-param.js';
import { PositionQuery } from '../../platform/http/moment.dto.js';
import { ReachedPosition } from '../../platform/http/reached-position.js';
import { PlannedAnswer, PlanningPoolAnswer, PlanningQuery } from '../answers/planning.dto.js';
import { PlanningQueries } from '../application/planning-queries.js';

@ApiTags('Quy hoạch / planning')
@Problems(400, 404, 503)
@Controller('planning')
export class PlanningController {
  constructor(private readonly queries: PlanningQueries, private readonly reached: ReachedPosition) {}

  @Get()
  @ApiOperation({ operationId: 'getPlanningPool', summary: 'Danh sách quy hoạch / the planning pool' })
  @ApiOkResponse({ type: PlanningPoolAnswer })
  async pool(@Query() query: PlanningQuery): Promise<PlanningPoolAnswer> {
    await this.reached.require(query, 'planning');
    return this.queries.pool(query);
  }

  @Get(':planning')
  @ApiOperation({ operationId: 'getPlanning', summary: 'Một hồ sơ quy hoạch / one planning' })
  @ApiOkResponse({ type: PlannedAnswer })
  async one(@IdParam('planning') planning: string, @Query() query: PositionQuery): Promise<PlannedAnswer> {
    await this.reached.require(query, 'planning');
    return this.queries.one(planning);
  }
}
