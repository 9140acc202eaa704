import { catalogueOf, defineEvent, type EventOf } from '../../kernel/event.js';
import { code, integer, oneOf, optional } from '../../kernel/schema.js';

/** Why an event is set aside. What more there is to say stands in the paper that `reference` names: events hold no free text (DESIGN rule 2). */
export const setAsideReasons = ['khong-ap-dung-duoc', 'phien-ban-moi-hon', 'du-lieu-sai', 'ghi-nham', 'khac'] as const;

const index = integer(0, 999_999_999_999);
const reason = oneOf(...setAsideReasons);

export const setAsideProposed = defineEvent('SetAsideProposed', 1, 'Đề nghị gác sự kiện', { index, eventType: code, reason, reference: optional(code), by: code });
/** From here on the event at `index` is skipped for every moment, also earlier ones. */
export const eventSetAside = defineEvent('EventSetAside', 1, 'Gác sự kiện', { index, eventType: code, reason, reference: optional(code), proposedBy: code, by: code });
export const setAsideUndoProposed = defineEvent('SetAsideUndoProposed', 1, 'Đề nghị bỏ gác sự kiện', { index, reference: optional(code), by: code });
export const eventSetAsideUndone = defineEvent('EventSetAsideUndone', 1, 'Bỏ gác sự kiện', { index, reference: optional(code), proposedBy: code, by: code });
/** Of whichever of the two was proposed last. */
export const setAsideProposalWithdrawn = defineEvent('SetAsideProposalWithdrawn', 1, 'Rút đề nghị', { index, by: code });

export const setAsideCatalogue = catalogueOf(setAsideProposed, eventSetAside, setAsideUndoProposed, eventSetAsideUndone, setAsideProposalWithdrawn);
export type SetAsideEvent = EventOf<(typeof setAsideCatalogue.definitions)[number]>;

/** An event set aside, as answers name it. */
export type SetAside = Extract<SetAsideEvent, { type: 'EventSetAside' }>['data'];

/** The one stream of a log in which this is decided: whoever folds the log reads it first. */
export const setAsideStream = 'set-asides';

const types = new Set<string>(setAsideCatalogue.definitions.map(({ type }) => type));
export const isSetAsideEvent = (event: { readonly type: string }): event is SetAsideEvent => types.has(event.type);
