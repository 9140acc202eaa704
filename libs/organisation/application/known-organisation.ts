import { StreamMemory } from '../../commands/stream-memory.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';
import { organisationCatalogue, type OrganisationEvent } from '../domain/events.js';
import { organisation } from '../domain/organisation.js';
import type { OrganisationState } from '../domain/organisation-state.js';
import type { Structure } from '../structure/structure.js';
import { organisationStream } from './organisation-target.js';

type Known = { readonly structure: Structure; readonly index: LogIndex };

/** The organisation as it is now, for deciding on other streams: read on from what is remembered, once for all who ask in one turn of the event loop. */
export class KnownOrganisation {
  /** A read that has not begun yet: whoever joins it is told everything recorded before asking. One under way could be older than the question. */
  #coming: Promise<Known> | undefined;
  readonly #memory: StreamMemory<OrganisationState, OrganisationEvent>;
  readonly #stream: string;

  constructor(store: EventStoreReader, province: string) {
    this.#memory = new StreamMemory(store, { aggregate: organisation, catalogue: organisationCatalogue }, 1);
    this.#stream = organisationStream(province);
  }

  read(): Promise<Known> {
    this.#coming ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      this.#coming = undefined;
      return this.#refresh();
    });
    return this.#coming;
  }

  async #refresh(): Promise<Known> {
    const { state, index } = await this.#memory.refresh(this.#stream);
    return { structure: state.structure, index };
  }
}
