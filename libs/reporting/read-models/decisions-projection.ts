import type { CivilDate } from '../../kernel/civil-date.js';
import { yearOf } from '../../kernel/civil-date.js';
import type { LogIndex } from '../../kernel/log.js';
import { decisionRef, type DecisionRef } from '../../kernel/schema.js';
import type { DecodedEvent, Projection } from '../../projection-engine/projection.js';

/** A decision as its first line gave it: (issuer, symbol, number, year) is the key, so a line with another day of signing differs. */
export type RegisteredDecision = { readonly signedOn: CivilDate; readonly firstIndex: LogIndex; readonly lines: number };

export const decisions = 'decisions';
export const decisionKey = ({ issuer, symbol, number, signedOn }: DecisionRef): string => `${issuer}|${symbol}|${number}|${yearOf(signedOn)}`;

const decisionOf = ({ event }: DecodedEvent): DecisionRef | undefined => {
  const decision = 'decision' in event.data ? event.data.decision : undefined;
  return decisionRef.accepts(decision) ? decision : undefined;
};

export const decisionsProjection: Projection = {
  name: 'decisions',
  version: 1,
  collections: [{ name: decisions, indexes: {} }],
  keysOf: (decoded) => {
    const decision = decisionOf(decoded);
    return decision ? [{ collection: decisions, key: decisionKey(decision) }] : [];
  },
  handle: (decoded, documents) => {
    const decision = decisionOf(decoded);
    if (!decision) return;
    const key = decisionKey(decision);
    const known = documents.load<RegisteredDecision>(decisions, key);
    documents.put(decisions, key, known ? { ...known, lines: known.lines + 1 } : { signedOn: decision.signedOn, firstIndex: decoded.index, lines: 1 });
  },
};
