import type { RefusalTexts } from '../../platform/http/answer-command.js';
import type { SetAsideRefusal } from '../domain/set-asides.js';

/** What a refusal says to a person; `{name}` stands for the refusal's own detail. */
export const setAsideRefusalTexts = {
  SET_ASIDE_UNKNOWN_EVENT: { field: 'index', vi: 'Chưa có sự kiện #{index}.', en: 'There is no event {index} yet.' },
  SET_ASIDE_NOT_STOPPED_AT: { field: 'index', vi: 'Không phép chiếu nào dừng tại sự kiện #{index}; chỉ gác sự kiện không áp dụng được.', en: 'No projection has stopped at event {index}; only an event that cannot be applied is set aside.' },
  SET_ASIDE_OF_SET_ASIDE: { field: 'index', vi: 'Sự kiện #{index} chính là một quyết định về việc gác sự kiện.', en: 'Event {index} is itself a decision on setting an event aside.' },
  SET_ASIDE_ALREADY: { field: 'index', vi: 'Sự kiện #{index} đã được gác.', en: 'Event {index} is set aside already.' },
  SET_ASIDE_ALREADY_PROPOSED: { field: 'index', vi: 'Việc này với sự kiện #{index} đã được {by} đề nghị; cần người khác duyệt.', en: 'This was proposed for event {index} by {by}; another person has to approve it.' },
  SET_ASIDE_NOT_STANDING: { field: 'index', vi: 'Sự kiện #{index} không được gác.', en: 'Event {index} is not set aside.' },
  SET_ASIDE_NOT_PROPOSED: { field: 'index', vi: 'Chưa có đề nghị nào với sự kiện #{index}.', en: 'Nothing is proposed for event {index}.' },
  SET_ASIDE_SAME_PERSON: { field: 'Parity-Actor', vi: '{by} đã đề nghị; người khác phải duyệt.', en: '{by} proposed it; another person has to approve it.' },
} satisfies Record<SetAsideRefusal['code'], RefusalTexts[string]>;
