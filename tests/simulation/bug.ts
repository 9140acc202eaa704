import type { CommandTarget } from '../../libs/commands/execute-command.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import type { Figure } from '../../libs/indicators/figure.js';
import type { Clock } from '../../libs/kernel/ports.js';
import type { KeyStore } from '../../libs/key-store/key-store.port.js';
import type { OfficialCommands } from '../../libs/officials/domain/commands.js';
import type { OfficialEvent } from '../../libs/officials/domain/events.js';
import type { OfficialContext } from '../../libs/officials/domain/official-context.js';
import type { Official } from '../../libs/officials/domain/official.js';
import type { CatalogueReader } from '../../libs/projection-engine/decode.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import type { DomainEvent } from '../../libs/reporting/read-models/ledger-projection.js';
import type { Attempt } from './attempt.js';
import type { Life } from './course.js';
import type { World } from './world.js';

export type OfficialsTarget = CommandTarget<Official, OfficialEvent, OfficialCommands, OfficialContext>;
export type Within = { readonly world: World; readonly life: Life };

/** A planted bug: what it puts between production code and what that is given, by the very parameters that production code is given it by. */
export type Bug = {
  readonly commandStore?: (store: EventStore, within: Within) => EventStore;
  readonly commandKeys?: (keys: KeyStore) => KeyStore;
  readonly officials?: (target: OfficialsTarget) => OfficialsTarget;
  /** The key that is taken for the caller's `Idempotency-Key`. */
  readonly keyOf?: (attempt: Attempt) => string;
  readonly projectorStore?: (store: EventStore, within: Within) => EventStore;
  readonly readStore?: (store: ReadStore, within: Within) => ReadStore;
  readonly catalogue?: (catalogue: CatalogueReader<DomainEvent>) => CatalogueReader<DomainEvent>;
  readonly answerClock?: (clock: Clock) => Clock;
  readonly figures?: (figures: readonly Figure[]) => readonly Figure[];
  readonly evidence?: (keys: readonly string[], within: Within) => readonly string[];
  /** Answers although a projection has stopped. */
  readonly answersStalled?: true;
};
