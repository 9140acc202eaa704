import { Controller, Get, HttpCode, Param, Post, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import { Problems } from '../../platform/http/answers.js';
import { badRequest } from '../../platform/http/problem.js';
import { EventAnswer, EventsAnswer, EventsQuery, ProjectionsAnswer } from '../answers/operations.dto.js';
import { Operations } from '../application/operations.js';

/** Comments that keep proxies from closing a quiet stream. */
const heartbeatMs = 15_000;

@ApiTags('Vận hành / operation')
@Problems(400, 404, 503)
@Controller()
export class OperationsController {
  constructor(private readonly operations: Operations) {}

  @Get('events')
  @ApiOperation({ operationId: 'getEvents', summary: 'Nhật ký sự kiện nguyên văn / the raw event log' })
  @ApiOkResponse({ type: EventsAnswer })
  events(@Query() query: EventsQuery): Promise<EventsAnswer> {
    return this.operations.events(query);
  }

  @Get('events/:index')
  @ApiOperation({ operationId: 'getEvent', summary: 'Một sự kiện nguyên văn / one raw event' })
  @ApiParam({ name: 'index', schema: { type: 'integer', minimum: 0 } })
  @ApiOkResponse({ type: EventAnswer })
  event(@Param('index') index: string): Promise<EventAnswer> {
    if (!/^\d{1,12}$/.test(index)) throw badRequest([{ field: 'index', rule: 'isInteger', vi: 'phải là số thứ tự sự kiện', en: 'must be an event index' }]);
    return this.operations.event(Number(index));
  }

  @Get('projections')
  @ApiOperation({ operationId: 'getProjections', summary: 'Các phép chiếu đã đọc đến đâu / how far each projection has come' })
  @ApiOkResponse({ type: ProjectionsAnswer })
  projections(): Promise<ProjectionsAnswer> {
    return this.operations.projections();
  }

  @Post('projections/:name/pause')
  @HttpCode(200)
  @ApiOperation({ operationId: 'pauseProjection', summary: 'Tạm dừng một phép chiếu / pause a projection' })
  @ApiParam({ name: 'name', schema: { type: 'string' } })
  @ApiOkResponse({ type: ProjectionsAnswer })
  pause(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.pause(name);
  }

  @Post('projections/:name/resume')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resumeProjection', summary: 'Cho phép chiếu chạy tiếp / resume a projection' })
  @ApiParam({ name: 'name', schema: { type: 'string' } })
  @ApiOkResponse({ type: ProjectionsAnswer })
  resume(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.resume(name);
  }

  @Sse('live')
  @ApiOperation({ operationId: 'watch', summary: 'Cập nhật trực tiếp: phép chiếu vừa ghi đến sự kiện nào (Server-Sent Events) / live updates' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'event: committed, data: {"projection","index"}', content: { 'text/event-stream': { schema: { type: 'string' } } } })
  live(): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      const stop = this.operations.watch(({ name, index }) => subscriber.next({ type: 'committed', id: `${name}-${index}`, data: { projection: name, index } }));
      const heartbeat = setInterval(() => subscriber.next({ type: 'heartbeat', data: {} }), heartbeatMs);
      subscriber.next({ type: 'open', data: {} });
      return () => {
        stop();
        clearInterval(heartbeat);
      };
    });
  }
}
