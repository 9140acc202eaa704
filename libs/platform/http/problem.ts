import { HttpException } from '@nestjs/common';

/** What a person reads, in both languages. */
export type Text = { readonly vi: string; readonly en: string };
/** One field that breaks a rule. `rule` is a stable code. */
export type FieldFault = { readonly field: string; readonly rule: string } & Text;

/** A problem document (RFC 9457): `title` and `detail` in Vietnamese, with the English beside them; `code` is API and never reworded. */
export type ProblemDocument = {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly detail: string;
  readonly detailEn: string;
  readonly errors?: readonly FieldFault[];
  /** The facts of a refusal, as the domain states them. */
  readonly facts?: object;
};

const titles: { readonly [status: number]: Text } = {
  400: { vi: 'Yêu cầu không hợp lệ', en: 'Bad request' },
  401: { vi: 'Chưa xác thực', en: 'Not authenticated' },
  403: { vi: 'Không có quyền', en: 'Not permitted' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  405: { vi: 'Phương thức không được phép', en: 'Method not allowed' },
  406: { vi: 'Không có dạng trả lời này', en: 'Not acceptable' },
  408: { vi: 'Hết thời gian chờ yêu cầu', en: 'Request timeout' },
  409: { vi: 'Xung đột với trạng thái hiện tại', en: 'Conflict with the current state' },
  412: { vi: 'Bản ghi đã thay đổi', en: 'Precondition failed' },
  413: { vi: 'Nội dung quá lớn', en: 'Content too large' },
  414: { vi: 'Địa chỉ quá dài', en: 'Address too long' },
  415: { vi: 'Kiểu nội dung không được hỗ trợ', en: 'Unsupported media type' },
  422: { vi: 'Trái quy tắc nghiệp vụ', en: 'Refused by a rule' },
  431: { vi: 'Phần đầu yêu cầu quá lớn', en: 'Request header fields too large' },
  500: { vi: 'Lỗi của hệ thống', en: 'Internal error' },
  503: { vi: 'Tạm thời chưa phục vụ được', en: 'Temporarily unavailable' },
  507: { vi: 'Hết chỗ lưu trữ', en: 'Insufficient storage' },
};

/** A problem to be answered as such; whatever throws it decides status, code and words. */
export class Problem extends HttpException {
  readonly document: ProblemDocument;

  constructor(status: number, code: string, detail: Text, more: { readonly errors?: readonly FieldFault[]; readonly facts?: object; readonly retryAfterSeconds?: number } = {}) {
    super(code, status);
    const title = titles[status] ?? { vi: 'Yêu cầu không được thực hiện', en: 'The request was not carried out' };
    this.document = {
      type: `urn:parity:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      status,
      code,
      title: title.vi,
      titleEn: title.en,
      detail: detail.vi,
      detailEn: detail.en,
      ...(more.errors ? { errors: more.errors } : {}),
      ...(more.facts ? { facts: more.facts } : {}),
    };
    this.retryAfterSeconds = more.retryAfterSeconds;
  }

  readonly retryAfterSeconds: number | undefined;
}

/** A bad request that names its fields. */
export const badRequest = (errors: readonly FieldFault[]): Problem =>
  new Problem(400, 'BAD_REQUEST', { vi: errors.map(({ field, vi }) => `${field}: ${vi}`).join('; '), en: errors.map(({ field, en }) => `${field}: ${en}`).join('; ') }, { errors });
