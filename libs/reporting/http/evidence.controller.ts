import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/answers.js';
import { EvidenceQueries } from '../application/evidence-queries.js';
import { Freshness } from '../application/freshness.js';
import { EvidenceAnswer, EvidenceQuery } from '../answers/evidence.dto.js';

@ApiTags('Bằng chứng / evidence')
@Problems(400, 404, 409, 503)
@Controller('indicators/:reading/evidence')
export class EvidenceController {
  constructor(private readonly queries: EvidenceQueries, private readonly freshness: Freshness) {}

  @Get()
  @ApiOperation({ operationId: 'getEvidence', summary: 'Danh sách đứng sau một con số / the list behind a number' })
  @ApiParam({ name: 'reading', example: 'T4.leaders', schema: { type: 'string' } })
  @ApiOkResponse({ type: EvidenceAnswer })
  async evidence(@Param('reading') reading: string, @Query() query: EvidenceQuery): Promise<EvidenceAnswer> {
    await this.freshness.require(query);
    return this.queries.evidence(reading, query);
  }
}
