import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/answers.js';
import { Freshness } from '../application/freshness.js';
import { ReportingQueries } from '../application/reporting-queries.js';
import { ScopedQuery } from '../../platform/http/moment.dto.js';
import { IndicatorsAnswer, RatiosAnswer, RatiosQuery, TrendsAnswer, TrendsQuery, UnitSheetsAnswer } from '../answers/reporting.dto.js';

@ApiTags('Chỉ tiêu / indicators')
@Problems(400, 404, 409, 503)
@Controller()
export class ReportingController {
  constructor(private readonly queries: ReportingQueries, private readonly freshness: Freshness) {}

  @Get('indicators')
  @ApiOperation({ operationId: 'getIndicators', summary: 'Năm chỉ tiêu theo mọi cách tính / the five targets in every reading' })
  @ApiOkResponse({ type: IndicatorsAnswer })
  async indicators(@Query() query: ScopedQuery): Promise<IndicatorsAnswer> {
    await this.freshness.require(query);
    return this.queries.indicators(query);
  }

  @Get('indicators/by-unit')
  @ApiOperation({ operationId: 'getIndicatorsByUnit', summary: 'Phiếu của từng đơn vị / every unit’s own sheet' })
  @ApiOkResponse({ type: UnitSheetsAnswer })
  async byUnit(@Query() query: ScopedQuery): Promise<UnitSheetsAnswer> {
    await this.freshness.require(query);
    return this.queries.byUnit(query);
  }

  @Get('trends')
  @ApiOperation({ operationId: 'getTrends', summary: 'Xu hướng theo tháng, quý, năm / trends by month, quarter or year' })
  @ApiOkResponse({ type: TrendsAnswer })
  async trends(@Query() query: TrendsQuery): Promise<TrendsAnswer> {
    await this.freshness.require(query);
    return this.queries.trends(query);
  }

  @Get('ratios')
  @ApiOperation({ operationId: 'getRatios', summary: 'Tỷ lệ nữ theo mọi chiều / women’s share by any cross' })
  @ApiOkResponse({ type: RatiosAnswer })
  async ratios(@Query() query: RatiosQuery): Promise<RatiosAnswer> {
    await this.freshness.require(query);
    return this.queries.ratios(query);
  }
}
