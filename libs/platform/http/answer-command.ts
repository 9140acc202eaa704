import type { FastifyReply } from 'fastify';
import type { CommandOutcome, Receipt } from '../../commands/command-outcome.js';
import type { Refusal } from '../../kernel/decision.js';
import { Problem, type FieldFault, type Text } from './problem.js';

/** What a refusal code says to a person; `{name}` stands for the refusal's own detail. */
export type RefusalTexts = { readonly [code: string]: Text & { readonly field?: string } };

const general: RefusalTexts = {
  KEY_DESTROYED: { vi: 'Khóa của người này đã bị hủy: không thể ghi thêm thông tin cá nhân.', en: 'This person’s key was destroyed: nothing personal can be recorded.' },
  EVENT_TOO_LARGE: { vi: 'Nội dung quá lớn để ghi thành một sự kiện: {bytes} byte, tối đa {most}. Chưa ghi gì.', en: 'Too large to be recorded as one event: {bytes} bytes, at most {most}. Nothing was recorded.' },
  TEXT_NOT_RECORDABLE: { vi: 'Có nội dung không lưu được ({path}). Chưa ghi gì.', en: 'Something in it cannot be stored ({path}). Nothing was recorded.' },
};

const worded = (template: string, refusal: Refusal): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = refusal[name];
    return value === undefined ? whole : typeof value === 'object' ? JSON.stringify(value) : String(value);
  });

const textOf = (refusal: Refusal, texts: RefusalTexts): FieldFault => {
  const text = texts[refusal.code] ?? general[refusal.code];
  if (!text) throw new Error(`refusal ${refusal.code} has no text`);
  return { field: text.field ?? '', rule: refusal.code, vi: worded(text.vi, refusal), en: worded(text.en, refusal) };
};

const isWarning = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';

const refused = (refusal: Refusal, texts: RefusalTexts): Problem => {
  const said = textOf(refusal, texts);
  const { code, ...facts } = refusal;
  const warnings = Array.isArray(refusal['warnings']) ? refusal['warnings'].filter(isWarning).map((warning) => textOf(warning, texts)) : [];
  return new Problem(code.startsWith('UNKNOWN_') ? 404 : 422, code, said, { errors: [said, ...warnings], facts });
};

/** The receipt of what was recorded. @throws Problem for every other outcome. */
export const answerCommand = (outcome: CommandOutcome, texts: RefusalTexts, reply: FastifyReply): Receipt => {
  switch (outcome.outcome) {
    case 'recorded':
      void reply.header('etag', `"${outcome.receipt.revision}"`);
      // Beside the receipt, not in it: a repeated command gets the very same receipt.
      if (outcome.warnings.length > 0) void reply.header('parity-warnings', outcome.warnings.map(({ code }) => code).join(', '));
      if (outcome.isReplay) void reply.header('idempotent-replayed', 'true');
      return outcome.receipt;
    case 'refused':
      throw refused(outcome.refusal, texts);
    case 'key-reused':
      throw new Problem(422, 'IDEMPOTENCY_KEY_REUSED', { vi: 'Idempotency-Key này đã được dùng cho một nội dung khác.', en: 'This Idempotency-Key was used for another body.' });
    case 'precondition-failed':
      throw new Problem(412, 'REVISION_IS_ANOTHER', { vi: `Hồ sơ đang ở phiên bản ${outcome.revision}.`, en: `The record is at revision ${outcome.revision}.` }, { facts: { revision: outcome.revision } });
    case 'conflict':
      throw new Problem(409, 'RECORDED_MEANWHILE', { vi: `Người khác vừa ghi vào hồ sơ này (phiên bản ${outcome.revision}); hãy xem lại rồi gửi lại.`, en: `Others have just recorded here (revision ${outcome.revision}); look again and resend.` }, { facts: { revision: outcome.revision } });
  }
};
