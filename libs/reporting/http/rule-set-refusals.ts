import type { RefusalTexts } from '../../platform/http/answer-command.js';

/** What a refusal says to a person; `{name}` stands for the refusal's own detail. */
export const ruleSetRefusalTexts: RefusalTexts = {
  RULE_SET_VERSION_NOT_NEW: {
    field: 'ruleSet',
    vi: 'Bộ quy tắc này đã ban hành đến phiên bản {latest}; chỉ ban hành được phiên bản mới hơn.',
    en: 'This rule set is published up to version {latest}; only a newer version can be.',
  },
};
