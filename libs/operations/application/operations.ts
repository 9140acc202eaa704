import type { EventStoreReader, StoredEvent } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';
import { Problem } from '../../platform/http/problem.js';
import type { ProjectionEngine } from '../../projection-engine/projection-engine.js';
import type { EventAnswer, EventsAnswer, ProjectionsAnswer } from '../answers/operations.dto.js';

export type AskedEvents = { readonly from?: number; readonly limit?: number; readonly direction?: 'forwards' | 'backwards' };
const pageDefault = 50;

/** The raw log, and how far each projection has come. */
export class Operations {
  constructor(private readonly store: EventStoreReader, private readonly engine: ProjectionEngine) {}

  async events({ from, limit = pageDefault, direction = 'forwards' }: AskedEvents): Promise<EventsAnswer> {
    const head = await this.store.head();
    const events: EventAnswer[] = [];
    for await (const page of this.store.readAll({ ...(from === undefined ? {} : { fromIndex: from }), limit, direction })) events.push(...page.map(eventAnswer));
    const last = events.at(-1)?.index;
    const next = last === undefined ? null : direction === 'forwards' ? last + 1 : last - 1;
    return { head, events, next: next !== null && next >= 0 && next <= head ? next : null };
  }

  async event(index: LogIndex): Promise<EventAnswer> {
    for await (const [stored] of this.store.readAll({ fromIndex: index, limit: 1 })) if (stored?.index === index) return eventAnswer(stored);
    throw new Problem(404, 'UNKNOWN_EVENT', { vi: `Chưa có sự kiện #${index}.`, en: `There is no event ${index} yet.` });
  }

  async projections(): Promise<ProjectionsAnswer> {
    const status = await this.engine.status();
    return {
      head: await this.store.head(),
      projections: status.map(({ name, version, state, index, lagEvents, lagSeconds, stoppedAt, waitingBecause }) => ({
        name, version, state, index, lagEvents: lagEvents ?? null, lagSeconds: lagSeconds ?? null, stoppedAt: stoppedAt ?? null, waitingBecause: waitingBecause ?? null,
      })),
    };
  }

  async pause(name: string): Promise<ProjectionsAnswer> {
    await this.#known(name);
    await this.engine.pause(name);
    return this.projections();
  }

  async resume(name: string): Promise<ProjectionsAnswer> {
    await this.#known(name);
    await this.engine.resume(name);
    return this.projections();
  }

  /** Told the index of every commit of every projection, until the returned end is called. */
  watch(listener: (committed: { readonly name: string; readonly index: LogIndex }) => void): () => void {
    return this.engine.subscribe(({ name, index }) => listener({ name, index }));
  }

  async #known(name: string): Promise<void> {
    const status = await this.engine.status();
    if (!status.some((projection) => projection.name === name)) throw new Problem(404, 'UNKNOWN_PROJECTION', { vi: `Không có phép chiếu ${name}.`, en: `There is no projection ${name}.` });
  }
}

const eventAnswer = ({ index, position, stream, revision, type, text }: StoredEvent): EventAnswer => ({ index, position, stream, revision, type, text });
