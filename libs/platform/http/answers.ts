import { applyDecorators, HttpStatus } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { AnswerField } from './fields.js';

class FieldFaultAnswer {
  @AnswerField({ type: String, description: 'Trường sai / the field' }) field!: string;
  @AnswerField({ type: String, description: 'Mã quy tắc / the rule, a stable code' }) rule!: string;
  @AnswerField({ type: String }) vi!: string;
  @AnswerField({ type: String }) en!: string;
}

/** RFC 9457. */
export class ProblemAnswer {
  @AnswerField({ type: String, example: 'urn:parity:problem:not-in-service' }) type!: string;
  @AnswerField({ type: 'integer' }) status!: number;
  @AnswerField({ type: String, description: 'Mã ổn định / a stable code', example: 'NOT_IN_SERVICE' }) code!: string;
  @AnswerField({ type: String }) title!: string;
  @AnswerField({ type: String }) titleEn!: string;
  @AnswerField({ type: String }) detail!: string;
  @AnswerField({ type: String }) detailEn!: string;
  @AnswerField({ type: [FieldFaultAnswer], required: false }) errors?: FieldFaultAnswer[];
  @AnswerField({ type: 'object', additionalProperties: true, selfRequired: false }) facts?: object;
}

const said: { readonly [status: number]: string } = {
  400: 'Yêu cầu sai, nêu từng trường / malformed, each field named',
  404: 'Không có / not found',
  408: 'Yêu cầu đến không đủ / the request did not arrive whole',
  409: 'Xung đột / conflict',
  412: 'Phiên bản đã thay đổi / the revision is another',
  413: 'Nội dung quá lớn / too large',
  415: 'Chỉ nhận JSON / JSON only',
  422: 'Trái quy tắc / refused by a rule',
  503: 'Tạm thời chưa phục vụ được / temporarily unavailable',
  507: 'Hết chỗ lưu trữ / insufficient storage',
};

const retryHeaders = { 'Retry-After': { description: 'Giây / seconds', schema: { type: 'integer' } } } as const;

/** The problems that an operation may answer with. */
export const Problems = (...statuses: readonly number[]) =>
  applyDecorators(
    ApiExtraModels(ProblemAnswer),
    ...statuses.map((status) =>
      ApiResponse({ status, description: said[status] ?? '', ...(status === 503 ? { headers: retryHeaders } : {}), content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } } })),
  );

class RecordedFactAnswer {
  @AnswerField({ type: String, example: 'OfficialAppointed' }) type!: string;
  @AnswerField({ type: 'integer' }) revision!: number;
  @AnswerField({ type: String, format: 'uuid', required: false }) actId?: string;
  @AnswerField({ type: String, format: 'uuid', required: false }) participation?: string;
}

const receiptHeaders = {
  ETag: { description: 'Phiên bản, cho If-Match / the revision, for If-Match', schema: { type: 'string' } },
  'Parity-Warnings': { description: 'Mã cảnh báo, cách nhau bằng dấu phẩy / codes of warnings', schema: { type: 'string' } },
  'Idempotent-Replayed': { description: 'true: đã ghi từ lần trước / recorded before', schema: { type: 'string' } },
} as const;

/** What is answered to a command, the first time and every time after. */
export class ReceiptAnswer {
  @AnswerField({ type: String, format: 'uuid' }) commandId!: string;
  @AnswerField({ type: String, description: 'Mã hồ sơ / the official, class, planning or province' }) id!: string;
  @AnswerField({ type: String }) stream!: string;
  @AnswerField({ type: 'integer' }) revision!: number;
  @AnswerField({ type: String, description: 'Vị trí để đọc thấy việc vừa ghi (tham số minPosition) / for reading one’s own write (minPosition)' }) position!: string;
  @AnswerField({ type: 'integer' }) index!: number;
  @AnswerField({ type: [RecordedFactAnswer] }) events!: readonly RecordedFactAnswer[];
}

const commandAnswers = applyDecorators(
  ApiResponse({ status: HttpStatus.CREATED, type: ReceiptAnswer, description: 'Đã ghi / recorded', headers: receiptHeaders }),
  Problems(400, 404, 408, 409, 412, 413, 415, 422, 503, 507),
);

/** Every command of the class answers so: said of each method, since Nest's own word on a method's 201 goes before the class's. */
export const CommandAnswers = (): ClassDecorator => (target) => {
  const methods = Object.entries(Object.getOwnPropertyDescriptors(target.prototype)).filter(([name]) => name !== 'constructor');
  for (const [name, method] of methods) commandAnswers(target.prototype, name, method);
};
