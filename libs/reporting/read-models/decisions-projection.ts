import type { CivilDate } from '../../kernel/civil-date.js';
import { yearOf } from '../../kernel/civil-date.js';
import type { LogIndex } from '../../kernel/log.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { DecodedEvent, Projection } from '../../projection-engine/projection.js';
import type { DomainEvent } from './ledger-projection.js';

/** A decision as its first line gave it: (issuer, symbol, number, year) is the key, so a line with another day of signing differs. */
export type RegisteredDecision = { readonly signedOn: CivilDate; readonly firstIndex: LogIndex };

export const decisions = 'decisions';
export const decisionKey = ({ issuer, symbol, number, signedOn }: DecisionRef): string => `${issuer}|${symbol}|${number}|${yearOf(signedOn)}`.normalize('NFC');

/** The catalogue has read the event: what is named a decision is one. */
const decisionOf = ({ event }: DecodedEvent<DomainEvent>): DecisionRef | undefined => ('decision' in event.data ? event.data.decision : undefined);

export const decisionsProjection: Projection<DomainEvent> = {
  name: 'decisions',
  version: 1,
  collections: [{ name: decisions, indexes: {} }],
  keysOf: (decoded) => {
    const decision = decisionOf(decoded);
    return decision ? [{ collection: decisions, key: decisionKey(decision) }] : [];
  },
  concerns: (decoded) => decisionOf(decoded) !== undefined,
  handle: (decoded, documents) => {
    const decision = decisionOf(decoded);
    if (!decision) return;
    const key = decisionKey(decision);
    if (documents.load<RegisteredDecision>(decisions, key)) return;
    documents.put(decisions, key, { signedOn: decision.signedOn, firstIndex: decoded.index } satisfies RegisteredDecision);
  },
};
