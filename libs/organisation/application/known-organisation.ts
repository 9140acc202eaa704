import { StreamMemory } from '../../commands/stream-memory.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';
import { organisationCatalogue, type OrganisationEvent } from '../domain/events.js';
import { organisation } from '../domain/organisation.js';
import type { OrganisationState } from '../domain/organisation-state.js';
import type { Structure } from '../structure/structure.js';
import { organisationStream } from './organisation-target.js';

/** The organisation as it is now, for deciding on other streams: read on from what is remembered, every time. */
export class KnownOrganisation {
  readonly #memory: StreamMemory<OrganisationState, OrganisationEvent>;
  readonly #stream: string;

  constructor(store: EventStoreReader, province: string) {
    this.#memory = new StreamMemory(store, { aggregate: organisation, catalogue: organisationCatalogue }, 1);
    this.#stream = organisationStream(province);
  }

  async read(): Promise<{ readonly structure: Structure; readonly index: LogIndex }> {
    const { state, index } = await this.#memory.refresh(this.#stream);
    return { structure: state.structure, index };
  }
}
