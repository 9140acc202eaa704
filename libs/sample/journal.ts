import type { CommandIdentity } from '../kernel/command-identity.js';
import type { DecisionRef } from '../kernel/schema.js';
import { dateOf, inOffice, lastInstant, type Day } from './calendar.js';
import type { SampleAct, SampleCommand, SampleIds } from './sample-command.js';

/** A decision gets its number when all are known, since an office numbers by the day of signature. */
type Draft = { issuer: string; symbol: string; number: number; signedOn: DecisionRef['signedOn'] };

/** What was written: its ids can be named by later commands, which must be recorded after it. */
export type Written = { readonly stream: string; readonly recordedAt: number; id(ordinal: number): string };
export type Desk = { readonly actor: string; readonly role: string };

export type Journal = {
  decision(issuer: string, symbol: string, signed: Day): DecisionRef;
  /** @param stream the stream it goes to, absent where the command opens one. */
  write(act: SampleAct, of: { readonly target: string; readonly stream?: string; readonly at: number; readonly desk: Desk }): Written;
  /** Everything written, in recorded order. */
  commands(): SampleCommand[];
};

const numbered = (drafts: Draft[]): void => {
  const last = new Map<string, number>();
  for (const draft of drafts.sort((a, b) => (a.signedOn < b.signedOn ? -1 : a.signedOn > b.signedOn ? 1 : 0))) {
    const register = `${draft.issuer} ${draft.symbol} ${draft.signedOn.slice(0, 4)}`;
    draft.number = (last.get(register) ?? 0) + 1;
    last.set(register, draft.number);
  }
};

export const openJournal = (ids: SampleIds): Journal => {
  const drafts: Draft[] = [];
  const written: SampleCommand[] = [];
  return {
    decision: (issuer, symbol, signed) => {
      const draft: Draft = { issuer, symbol, number: 1, signedOn: dateOf(signed) };
      drafts.push(draft);
      return draft;
    },
    write: (act, { target, stream, at, desk }) => {
      const identity: CommandIdentity = { actor: desk.actor, context: act.context, operation: act.operation, target: stream ?? '', key: `mau-${written.length + 1}` };
      const recordedAt = Math.min(inOffice(Math.floor(at)), lastInstant);
      const into = stream ?? ids.streamId(identity);
      written.push({ ...act, recordedAt, actor: desk.actor, role: desk.role, target, stream: into, key: identity.key });
      return { stream: into, recordedAt, id: (ordinal) => ids.actId(identity, ordinal) };
    },
    commands: () => {
      numbered(drafts);
      // Sorting is stable: of equal instants what was written first, and so may be named by the other, comes first.
      return written.sort((a, b) => a.recordedAt - b.recordedAt);
    },
  };
};
