import type { EventStoreReader, StoredEvent } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';
import { Problem } from '../../platform/http/problem.js';
import type { Wish } from '../../projection-engine/control/wish.js';
import type { ProjectionProgress, ProjectionWishes } from '../../projection-engine/progress.js';
import type { EventAnswer, EventsAnswer } from '../answers/operations.dto.js';
import type { ProjectionsAnswer } from '../answers/projections.dto.js';
import { projectionAnswer } from './projection-answers.js';
import { refusedWish } from './wish-refusals.js';

export type AskedEvents = { readonly from?: number; readonly limit?: number; readonly direction?: 'forwards' | 'backwards' };
const pageDefault = 50;

/** The raw log, and how far each projection has come. */
export class Operations {
  constructor(private readonly store: EventStoreReader, private readonly progress: ProjectionProgress & ProjectionWishes) {}

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
    const status = await this.progress.status();
    return { head: await this.store.head(), projections: status.map(projectionAnswer) };
  }

  /** @throws Problem 404 of an unknown projection, 409 of a wish that cannot be fulfilled as the projection stands */
  async wish(name: string, wish: Wish): Promise<ProjectionsAnswer> {
    await this.#known(name);
    const refusal = await this.progress.wish(name, wish);
    if (refusal) throw refusedWish(refusal);
    return this.projections();
  }

  /** Told the index of every commit of every projection, until the returned end is called. */
  watch(listener: (committed: { readonly name: string; readonly index: LogIndex }) => void): () => void {
    return this.progress.subscribe(({ name, index }) => listener({ name, index }));
  }

  async #known(name: string): Promise<void> {
    const status = await this.progress.status();
    if (!status.some((projection) => projection.name === name)) throw new Problem(404, 'UNKNOWN_PROJECTION', { vi: `Không có phép chiếu ${name}.`, en: `There is no projection ${name}.` });
  }
}

const eventAnswer = ({ index, position, stream, revision, type, text }: StoredEvent): EventAnswer => ({ index, position, stream, revision, type, text });
