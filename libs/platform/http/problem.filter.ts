import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OutcomeUnknown, StoreFull, StoreUnavailable } from '../../event-store/event-store.port.js';
import { ClockOff } from '../../event-store/store-time.js';
import { LogLocked } from '../../event-store/write-lock.js';
import { KeyStoreFull, KeyStoreUnavailable } from '../../key-store/key-store.port.js';
import { NotACursor, ReadStoreUnavailable } from '../../read-store/read-store.port.js';
import { CorruptHistory, UnknownEvent } from '../../kernel/errors.js';
import { wrongCursor } from './cursor.js';
import { NotModified } from './moment-etag.js';
import { badRequest, Problem, type Text } from './problem.js';

const words: { readonly [status: number]: { readonly code: string } & Text } = {
  400: { code: 'BAD_REQUEST', vi: 'Không đọc được yêu cầu.', en: 'The request could not be read.' },
  404: { code: 'NOT_FOUND', vi: 'Không có địa chỉ này.', en: 'There is nothing at this address.' },
  405: { code: 'METHOD_NOT_ALLOWED', vi: 'Địa chỉ này không nhận phương thức đó.', en: 'This address does not take that method.' },
  408: { code: 'REQUEST_TIMEOUT', vi: 'Yêu cầu không đến đủ trong thời gian cho phép.', en: 'The request did not arrive whole in time.' },
  413: { code: 'CONTENT_TOO_LARGE', vi: 'Nội dung yêu cầu vượt giới hạn.', en: 'The request body is over the limit.' },
  414: { code: 'ADDRESS_TOO_LONG', vi: 'Địa chỉ vượt giới hạn.', en: 'The address is over the limit.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', vi: 'Chỉ nhận application/json.', en: 'Only application/json is taken.' },
  431: { code: 'HEADERS_TOO_LARGE', vi: 'Phần đầu yêu cầu vượt giới hạn.', en: 'The request headers are over the limit.' },
};

/** A problem of what the server itself refuses, by its status. */
export const problemWithStatus = (status: number): Problem | undefined => {
  const known = words[status];
  if (!known) return undefined;
  return status === 400 ? badRequest([{ field: 'request', rule: 'isReadable', vi: known.vi, en: known.en }]) : new Problem(status, known.code, known);
};

const problemOf = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (error instanceof OutcomeUnknown)
    return new Problem(503, 'OUTCOME_UNKNOWN', { vi: 'Chưa xác định được việc đã ghi hay chưa; hãy gửi lại với cùng Idempotency-Key.', en: 'Whether it was recorded is not known; send it again with the same Idempotency-Key.' }, { retryAfterSeconds: 2 });
  if (error instanceof ClockOff) return clockOff(error);
  if (error instanceof LogLocked)
    return new Problem(503, 'LOG_LOCKED', { vi: 'Nhật ký đang được chép hoặc bảo trì; chưa ghi gì, hãy thử lại sau.', en: 'The log is being copied or worked on; nothing was recorded, try again later.' }, { retryAfterSeconds: 30 });
  if (error instanceof StoreUnavailable)
    return new Problem(503, 'STORE_UNAVAILABLE', { vi: 'Kho sự kiện đang bận; chưa ghi gì, hãy thử lại.', en: 'The event store is busy; nothing was recorded, try again.' }, { retryAfterSeconds: 1 });
  if (error instanceof ReadStoreUnavailable)
    return new Problem(503, 'READ_STORE_UNAVAILABLE', { vi: 'Kho đọc đang bận; hãy thử lại.', en: 'The read store is busy; try again.' }, { retryAfterSeconds: 1 });
  if (error instanceof KeyStoreUnavailable)
    return new Problem(503, 'KEY_STORE_UNAVAILABLE', { vi: 'Kho khóa đang bận; chưa ghi sự kiện nào, hãy thử lại.', en: 'The key store is busy; no event was recorded, try again.' }, { retryAfterSeconds: 1 });
  if (error instanceof StoreFull || error instanceof KeyStoreFull)
    return new Problem(507, 'STORE_FULL', { vi: 'Đĩa đã đầy; chưa ghi gì, việc đọc vẫn tiếp tục.', en: 'The disk is full; nothing was recorded, reading goes on.' });
  if (error instanceof NotACursor) return wrongCursor();
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  return problemWithStatus(status);
};

const clockOff = ({ difference: { store, aheadMs } }: ClockOff): Problem => {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  return new Problem(503, 'CLOCK_OFF', {
    vi: `Đồng hồ của máy chủ chạy ${aheadMs > 0 ? 'nhanh' : 'chậm'} ${seconds} giây; chưa ghi gì. Quản trị viên phải chỉnh đồng hồ.`,
    en: `The server's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the ${store}; nothing was recorded. An administrator has to set the clock.`,
  }, { retryAfterSeconds: 30, facts: { store, aheadMs: Math.round(aheadMs) } });
};

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

const unforeseen = (error: unknown): Problem =>
  error instanceof CorruptHistory || error instanceof UnknownEvent
    ? new Problem(500, 'CORRUPT_HISTORY', { vi: 'Nhật ký sự kiện bị hỏng hoặc do phiên bản mới hơn ghi; hệ thống dừng lại để không trả số sai.', en: 'The event log is damaged or was written by a newer release; stopped rather than answer a wrong number.' })
    : new Problem(500, 'INTERNAL_ERROR', { vi: 'Lỗi không lường trước; sự việc đã được ghi lại.', en: 'An unforeseen error; it has been logged.' });

/** Every error leaves as a problem document; what was not foreseen is logged and says nothing of the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof NotModified) return void reply.status(304).send();
    const problem = problemOf(error) ?? unforeseen(error);
    if (problem.document.status === 500) this.#log.error(error);
    if (reply.sent) return;
    if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds));
    void reply.status(problem.document.status).type('application/problem+json').send(JSON.stringify(problem.document));
  }
}
