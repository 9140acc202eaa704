import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import { Problems } from '../../platform/http/answers.js';
import { EventAnswer, EventsAnswer, EventsQuery } from '../answers/operations.dto.js';
import { ProjectionsAnswer, RollBackOrder, SwitchOrder } from '../answers/projections.dto.js';
import { Operations } from '../application/operations.js';
import { eventIndex } from './event-index.js';

/** Comments that keep proxies from closing a quiet stream. */
const heartbeatMs = 15_000;

/** A route that writes a wish of one projection down and answers how all of them stand. */
const Wished = (path: string, operationId: string, summary: string): MethodDecorator =>
  applyDecorators(Post(`projections/:name/${path}`), HttpCode(200), ApiOperation({ operationId, summary }), ApiParam({ name: 'name', schema: { type: 'string' } }), ApiOkResponse({ type: ProjectionsAnswer }), Problems(400, 404, 409, 413, 415, 503));

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
    return this.operations.event(eventIndex(index));
  }

  @Get('projections')
  @ApiOperation({ operationId: 'getProjections', summary: 'Các phép chiếu đã đọc đến đâu / how far each projection has come' })
  @ApiOkResponse({ type: ProjectionsAnswer })
  projections(): Promise<ProjectionsAnswer> {
    return this.operations.projections();
  }

  @Wished('pause', 'pauseProjection', 'Tạm dừng một phép chiếu, trên mọi tiến trình / pause a projection')
  pause(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'pause' });
  }

  @Wished('resume', 'resumeProjection', 'Cho phép chiếu chạy tiếp; nếu đã dừng vì lỗi thì thử lại / resume a projection; try again what has stopped')
  resume(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'resume' });
  }

  @Wished('rebuild', 'rebuildProjection', 'Dựng lại từ đầu bên cạnh số liệu hiện hành / rebuild beside the live documents')
  rebuild(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'rebuild' });
  }

  @Wished('rebuild/cancel', 'cancelRebuild', 'Hủy lần dựng lại; phần đã dựng được giữ / cancel the rebuild, what it has is kept')
  cancelRebuild(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'cancelRebuild' });
  }

  @Wished('rebuild/resume', 'resumeRebuild', 'Dựng tiếp từ chỗ đã dừng / go on with the rebuild')
  resumeRebuild(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'resumeRebuild' });
  }

  @Wished('rebuild/compare', 'compareRebuild', 'So sánh lại số liệu cũ và mới / compare old and new documents anew')
  compare(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'compare' });
  }

  @Wished('switch', 'switchProjection', 'Dùng số liệu dựng lại cho mọi câu trả lời / answer from the rebuilt documents')
  switch(@Param('name') name: string, @Body() { acceptDifferences = false }: SwitchOrder): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'switch', acceptsDifferences: acceptDifferences });
  }

  @Wished('roll-back', 'rollBackProjection', 'Quay lại ngay số liệu thế hệ trước / answer from the documents of before, at once')
  rollBack(@Param('name') name: string, @Body() { acceptLag = false }: RollBackOrder): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'rollBack', acceptsLag: acceptLag });
  }

  @Wished('drop-previous', 'dropPreviousDocuments', 'Xóa số liệu thế hệ trước / remove the documents of before')
  dropPrevious(@Param('name') name: string): Promise<ProjectionsAnswer> {
    return this.operations.wish(name, { kind: 'dropPrevious' });
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
