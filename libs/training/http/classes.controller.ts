import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/answers.js';
import { IdParam } from '../../platform/http/id-param.js';
import { PositionQuery } from '../../platform/http/moment.dto.js';
import { ReachedPosition } from '../../platform/http/reached-position.js';
import { ClassAnswer, ClassesAnswer, ClassesQuery } from '../answers/classes.dto.js';
import { ClassQueries } from '../application/class-queries.js';

@ApiTags('Đào tạo, bồi dưỡng / training')
@Problems(400, 404, 503)
@Controller('classes')
export class ClassesController {
  constructor(private readonly queries: ClassQueries, private readonly reached: ReachedPosition) {}

  @Get()
  @ApiOperation({ operationId: 'getClasses', summary: 'Các lớp theo ngày khai giảng / classes by their first day' })
  @ApiOkResponse({ type: ClassesAnswer })
  async list(@Query() query: ClassesQuery): Promise<ClassesAnswer> {
    await this.reached.require(query, 'training');
    return this.queries.list(query);
  }

  @Get(':class')
  @ApiOperation({ operationId: 'getClass', summary: 'Một lớp và người học / one class and who was sent' })
  @ApiOkResponse({ type: ClassAnswer })
  async one(@IdParam('class') id: string, @Query() query: PositionQuery): Promise<ClassAnswer> {
    await this.reached.require(query, 'training');
    return this.queries.one(id);
  }
}
