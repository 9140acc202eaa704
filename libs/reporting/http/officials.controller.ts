import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/answers.js';
import { IdParam } from '../../platform/http/id-param.js';
import { Freshness } from '../application/freshness.js';
import { OfficialQueries } from '../application/official-queries.js';
import { MomentQuery } from '../../platform/http/moment.dto.js';
import { HistoryAnswer, HistoryQuery, OfficialAnswer, OfficialsAnswer, OfficialsQuery } from '../answers/officials.dto.js';

@ApiTags('Cán bộ, công chức, viên chức / officials')
@Problems(400, 404, 409, 503)
@Controller('officials')
export class OfficialsController {
  constructor(private readonly queries: OfficialQueries, private readonly freshness: Freshness) {}

  @Get()
  @ApiOperation({ operationId: 'findOfficials', summary: 'Tìm theo tên không dấu, theo đơn vị / find by name or unit' })
  @ApiOkResponse({ type: OfficialsAnswer })
  async find(@Query() query: OfficialsQuery): Promise<OfficialsAnswer> {
    await this.freshness.require(query);
    return this.queries.find(query);
  }

  @Get(':official')
  @ApiOperation({ operationId: 'getOfficial', summary: 'Quá trình công tác theo những gì đã biết / one official as known' })
  @ApiOkResponse({ type: OfficialAnswer })
  async one(@IdParam('official') official: string, @Query() query: MomentQuery): Promise<OfficialAnswer> {
    await this.freshness.require(query);
    return this.queries.one(official, query);
  }

  @Get(':official/history')
  @ApiOperation({ operationId: 'getOfficialHistory', summary: 'Toàn bộ sự kiện của một người, theo thứ tự ghi hoặc hiệu lực / every event of one official' })
  @ApiOkResponse({ type: HistoryAnswer })
  async history(@IdParam('official') official: string, @Query() query: HistoryQuery): Promise<HistoryAnswer> {
    await this.freshness.require(query);
    return this.queries.history(official, query);
  }
}
