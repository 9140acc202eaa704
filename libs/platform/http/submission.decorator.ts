import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Submission } from '../../commands/command-outcome.js';
import { code } from '../../kernel/schema.js';
import { correlationOf } from './correlation.js';
import { badRequest, type FieldFault } from './problem.js';

const visible = /^[\x21-\x7e]{1,200}$/;
const etag = /^"(\d{1,15})"$/;

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Who commands and under which key, read from the headers. @throws Problem 400 naming every header that is missing or malformed. */
export const submissionOf = (request: FastifyRequest): Submission => {
  const actor = decodeHeader(headerOf(request, 'parity-actor'));
  const role = decodeHeader(headerOf(request, 'parity-role'));
  const idempotencyKey = headerOf(request, 'idempotency-key');
  const ifMatch = headerOf(request, 'if-match');
  const correlation = correlationOf(request);
  const faults: FieldFault[] = [];
  const need = (isMet: boolean, field: string, vi: string, en: string) => {
    if (!isMet) faults.push({ field, rule: 'isHeader', vi, en });
  };
  need(code.accepts(actor), 'Parity-Actor', 'phải nêu mã người thực hiện', 'must name who acts, as a code');
  need(code.accepts(role), 'Parity-Role', 'phải nêu mã vai trò', 'must name the role, as a code');
  need(visible.test(idempotencyKey ?? ''), 'Idempotency-Key', 'phải có 1–200 ký tự ASCII không dấu cách', 'must hold 1 to 200 visible ASCII characters');
  need(ifMatch === undefined || etag.test(ifMatch), 'If-Match', 'phải là số phiên bản đặt trong dấu ngoặc kép', 'must be a quoted revision');
  need(visible.test(correlation), 'X-Correlation-Id', 'phải có 1–200 ký tự ASCII không dấu cách', 'must hold 1 to 200 visible ASCII characters');
  if (faults.length > 0 || actor === undefined || role === undefined || idempotencyKey === undefined) throw badRequest(faults);
  const revision = etag.exec(ifMatch ?? '')?.[1];
  return { actor, role, idempotencyKey, correlation, ...(revision === undefined ? {} : { ifMatch: Number(revision) }) };
};

/** Headers carry bytes; a Vietnamese code comes percent-encoded (RFC 8187 writes so). */
const decodeHeader = (value: string | undefined): string | undefined => {
  try {
    return value === undefined ? undefined : decodeURIComponent(value).normalize('NFC');
  } catch {
    return undefined;
  }
};

export const SubmissionOf = createParamDecorator((_: unknown, context: ExecutionContext): Submission => submissionOf(context.switchToHttp().getRequest<FastifyRequest>()));

/** The headers of every command, for the API reference. */
export const CommandHeaders = () =>
  applyDecorators(
    ApiHeader({ name: 'Idempotency-Key', required: true, description: 'Khóa chống lặp: cùng khóa, cùng thao tác thì trả lại đúng kết quả cũ. / The same key and operation again answer as the first time did.', schema: { type: 'string', pattern: '^[!-~]{1,200}$' } }),
    ApiHeader({ name: 'Parity-Actor', required: true, description: 'Mã người thực hiện; chữ có dấu viết theo %XX / who acts, a code; letters beyond ASCII percent-encoded', schema: { type: 'string', pattern: '^([A-Za-z0-9._/-]|%[0-9A-Fa-f]{2})+$' } }),
    ApiHeader({ name: 'Parity-Role', required: true, description: 'Mã vai trò / the role, a code', schema: { type: 'string', pattern: '^([A-Za-z0-9._/-]|%[0-9A-Fa-f]{2})+$' } }),
    ApiHeader({ name: 'If-Match', required: false, description: 'Chỉ ghi khi bản ghi đang ở phiên bản này / record only at this revision', schema: { type: 'string', pattern: '^"\\d{1,15}"$' } }),
    ApiHeader({ name: 'X-Correlation-Id', required: false, description: 'Mã nối các việc của một lần làm / ties together what belongs to one piece of work', schema: { type: 'string', pattern: '^[!-~]{1,200}$' } }),
  );
