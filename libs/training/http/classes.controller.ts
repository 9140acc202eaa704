import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/answers.js';
import { IdParam } from '../../platform/http/id-param.js';
import { ClassAnswer, ClassesAnswer, ClassesQuery } from '../answers/classes.dto.js';
import { ClassQueries } from '../application/class-queries.js';

@ApiTags('Đào tạo, bồi dưỡng / training')
@Problems(400, 404, 503)
@Controller('classes')
export class ClassesController {
  constructor(private readonly queries: ClassQueries) {}

  @Get()
  @ApiOperation({ operationId: 'getClasses', summary: 'Các lớp theo ngày khai giảng / classes by their first day' })
  @ApiOkResponse({ type: ClassesAnswer })
  list(@Query() query: ClassesQuery): Promise<ClassesAnswer> {
    return this.queries.list(query);
  }

  @Get(':class')
  @ApiOperation({ operationId: 'getClass', summary: 'Một lớp và người học / one class and who was sent' })
  @ApiOkResponse({ type: ClassAnswer })
  one(@IdParam('class') id: string): Promise<ClassAnswer> {
    return this.queries.one(id);
  }
}
