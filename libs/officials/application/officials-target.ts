import type { CommandTarget, Ids } from '../../commands/execute-command.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import { civilDateAt, type CivilDate } from '../../kernel/civil-date.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { KeyStore } from '../../key-store/key-store.port.js';
import type { KnownOrganisation } from '../../organisation/application/known-organisation.js';
import type { OfficialCommands } from '../domain/commands.js';
import { officialsCatalogue, type OfficialEvent } from '../domain/events.js';
import { officials } from '../domain/official-aggregate.js';
import { identityReservations } from './identity-reservations.js';
import type { OfficialContext } from '../domain/official-context.js';
import type { Official } from '../domain/official.js';

type HoldersOn = NonNullable<OfficialContext['holdersOn']>;
/** What the deciders may ask of other officials' records; each as fresh as it can be had. */
export type Elsewhere = {
  /** Who holds posts, of all officials; undefined where seats are not judged. */
  holders(): Promise<HoldersOn | undefined>;
  /** The day on which a decision of this issuer, symbol, number and year is registered as signed. */
  signedOn(decision: DecisionRef): Promise<CivilDate | undefined>;
};

export const officialStream = (official: string): string => `official-${official}`;

type AnyCommand = OfficialCommands[keyof OfficialCommands];

export const officialsTarget = (
  organisation: KnownOrganisation,
  keys: KeyStore,
  store: EventStoreReader,
  elsewhere: Elsewhere,
  reservations = identityReservations(keys, store),
): CommandTarget<Official, OfficialEvent, OfficialCommands, OfficialContext> => ({
  context: 'officials',
  aggregate: officials,
  catalogue: officialsCatalogue,
  opening: new Set(['recruit', 'find-in-service']),
  streamOf: officialStream,
  personOf: (id) => id,
  prepare: async ({ id, ids, command, nowMs }) => {
    const { structure, index } = await organisation.read();
    const holdersOn = takesPost(command) ? await elsewhere.holders() : undefined;
    const identityHeldBy = await reservations.holderOf(command, nowMs);
    const signedOnRegistered = 'decision' in command && command.decision ? await elsewhere.signedOn(command.decision) : undefined;
    const context = contextOf(id, ids, nowMs, structure);
    return {
      context: {
        ...context,
        ...(holdersOn ? { holdersOn } : {}),
        ...(identityHeldBy === undefined ? {} : { identityHeldBy }),
        ...(signedOnRegistered === undefined ? {} : { signedOnRegistered }),
      },
      reliedOn: index,
    };
  },
  claim: ({ id, command, nowMs }) => reservations.claim(command, id, nowMs),
});

const contextOf = (official: string, ids: Ids, nowMs: number, structure: OfficialContext['structure']): OfficialContext =>
  ({ official, ids, today: civilDateAt(nowMs), structure });

/** Only a command that puts someone into a post asks about its seats. */
const takesPost = (command: AnyCommand): boolean => 'position' in command && !('category' in command);
