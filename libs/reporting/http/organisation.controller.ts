import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/answers.js';
import { Freshness } from '../application/freshness.js';
import { OrganisationQueries } from '../application/organisation-queries.js';
import { MomentQuery } from '../../platform/http/moment.dto.js';
import { PositionsAnswer, UnitDetailAnswer, UnitsAnswer, UnitsQuery } from '../answers/organisation.dto.js';

@ApiTags('Tổ chức / organisation')
@Problems(400, 404, 409, 503)
@Controller()
export class OrganisationController {
  constructor(private readonly queries: OrganisationQueries, private readonly freshness: Freshness) {}

  @Get('units')
  @ApiOperation({ operationId: 'getUnits', summary: 'Cây đơn vị vào một ngày / the unit tree on a day' })
  @ApiOkResponse({ type: UnitsAnswer })
  async units(@Query() query: UnitsQuery): Promise<UnitsAnswer> {
    await this.freshness.require(query);
    return this.queries.units(query);
  }

  @Get('units/:unit')
  @ApiOperation({ operationId: 'getUnit', summary: 'Một đơn vị: nhiệm kỳ và mọi thay đổi / one unit, its terms and every change' })
  @ApiParam({ name: 'unit', example: '25822', schema: { type: 'string' } })
  @ApiOkResponse({ type: UnitDetailAnswer })
  async one(@Param('unit') unit: string, @Query() query: MomentQuery): Promise<UnitDetailAnswer> {
    await this.freshness.require(query);
    return this.queries.one(unit, query);
  }

  @Get('positions')
  @ApiOperation({ operationId: 'getPositions', summary: 'Danh mục chức danh / positions' })
  @ApiOkResponse({ type: PositionsAnswer })
  async positions(@Query() query: MomentQuery): Promise<PositionsAnswer> {
    await this.freshness.require(query);
    return this.queries.positions(query);
  }
}
