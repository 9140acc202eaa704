import { personsIn } from '../../indicators/holders.js';
import { domainCatalogue } from '../../catalogue/domain-catalogue.js';
import { sealingContext } from '../../commands/recording.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import { isCivilDate, type CivilDate } from '../../kernel/civil-date.js';
import { decodeEnvelope, type Envelope } from '../../kernel/envelope.js';
import type { LogIndex } from '../../kernel/log.js';
import type { KeyStore } from '../../key-store/key-store.port.js';
import { openFields } from '../../key-store/sealing.js';
import { officialsCatalogue } from '../../officials/domain/events.js';
import { evolve, noOfficial, type Official, type Registered } from '../../officials/domain/official.js';
import { timelineOf } from '../../officials/domain/timeline.js';
import type { Structure } from '../../organisation/structure/structure.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { Problem } from '../../platform/http/problem.js';
import type { HistoryAnswer, HistoryEntryAnswer, OfficialAnswer, OfficialsAnswer } from '../answers/officials.dto.js';
import type { Knowledge } from './knowledge.js';
import { resolveMoment, type ResolvedMoment } from './moment.js';
import { resolveScope } from './scope.js';

type AskedMoment = { readonly trueOn?: string; readonly knownAt?: string };
export type AskedOfficials = AskedMoment & { readonly name?: string; readonly unit?: string; readonly cursor?: string; readonly limit?: number };
const pageDefault = 50;

/** Finding officials, and the whole history of one, by what was known at a moment. */
export class OfficialQueries {
  constructor(private readonly knowledge: Knowledge, private readonly events: EventStoreReader, private readonly keys: KeyStore) {}

  find(asked: AskedOfficials): OfficialsAnswer {
    const question = ['officials', asked.name ?? '', asked.unit ?? '', asked.trueOn ?? '', asked.knownAt ?? ''].join('|');
    const [knownAtBefore, trueOnBefore, offset] = asked.cursor === undefined ? [undefined, undefined, 0] : decodeCursor(asked.cursor, question, ['number', 'string', 'number']);
    const moment = resolveMoment(this.knowledge, knownAtBefore === undefined ? asked : { knownAt: String(knownAtBefore), trueOn: String(trueOnBefore) });
    const women = this.knowledge.ledger.genders.womenKnownAt(moment.knownAt, this.knowledge.ledger.officials.size);
    const found = this.#matching(asked, moment).filter((official) => this.knowledge.ledger.genders.isStated(this.knowledge.ledger.officials.find(official), moment.knownAt));
    const start = Number(offset);
    const page = found.slice(start, start + (asked.limit ?? pageDefault));
    const end = start + page.length;
    return {
      moment,
      total: found.length,
      items: page.map((official) => ({
        official,
        name: this.knowledge.directory.nameOf(official) ?? null,
        gender: women[this.knowledge.ledger.officials.find(official)] === 1 ? 'female' : 'male',
        birthYear: this.knowledge.birthYears.get(official) ?? null,
      })),
      next: end < found.length ? encodeCursor(question, [moment.knownAt, moment.trueOn, end]) : null,
    };
  }

  #matching({ name, unit }: AskedOfficials, moment: ResolvedMoment): readonly string[] {
    const named = name === undefined ? undefined : this.knowledge.directory.find(name).map(({ official }) => official);
    if (unit === undefined && named) return named;
    const structure = this.knowledge.organisation.knownAt(moment.knownAt);
    const scope = resolveScope(structure, { unit });
    const serving = personsIn(this.knowledge.ledger, moment, scope).map(({ official }) => official);
    if (!named) return this.knowledge.directory.inOrder(serving);
    const isServing = new Set(serving);
    return named.filter((official) => isServing.has(official));
  }

  async one(id: string, asked: AskedMoment): Promise<OfficialAnswer> {
    const knowledge = this.knowledge.pinned();
    const moment = resolveMoment(knowledge, asked);
    const { state, revision } = await this.#foldUpTo(id, moment);
    const structure = knowledge.organisation.knownAt(moment.knownAt);
    const { service, tenures, anomalies } = timelineOf(state);
    const titleOf = (position: string) => structure.findPosition(position)?.title ?? null;
    return {
      moment,
      official: id,
      name: this.knowledge.directory.nameOf(id) ?? null,
      gender: state.gender,
      birthYear: state.birthYear,
      revision,
      isInService: service.some(({ from, until }) => from <= moment.trueOn && (until === undefined || moment.trueOn < until)),
      service: service.map(({ actId, unit, category, position, from, until }) => ({ actId, unit, unitName: nameOn(structure, unit, from), category, position, from, until: until ?? null })),
      tenures: tenures.map(({ actId, unit, position, term, from, until, spans }) => ({
        actId, unit, unitName: nameOn(structure, unit, from), position, positionTitle: titleOf(position), term: term ?? null, from, until: until ?? null,
        spans: spans.map((span) => ({ capacity: span.capacity, from: span.from, until: span.until ?? null })),
      })),
      anomalies: anomalies.map(({ code, actId, on, other }) => ({ code, actId, on, other: other ?? null })),
    };
  }

  async history(id: string, asked: AskedMoment & { readonly order?: 'recorded' | 'effective' }): Promise<HistoryAnswer> {
    const moment = resolveMoment(this.knowledge, asked);
    const { envelopes, state } = await this.#foldUpTo(id, moment);
    const key = await this.keys.findKey(id);
    const annulled = new Set(state.annulledActIds);
    const entries = envelopes.map(({ envelope, index }): HistoryEntryAnswer => ({
      index,
      revision: envelope.revision,
      recordedAt: envelope.recordedAt,
      recordedBy: envelope.actor,
      role: envelope.role,
      type: envelope.type,
      act: domainCatalogue.get(envelope.type).act,
      effectiveOn: effectiveOnOf(envelope),
      isAnnulled: 'actId' in envelope.data && typeof envelope.data.actId === 'string' && annulled.has(envelope.data.actId),
      data: envelope.data,
      personal: key && envelope.sealed[0] ? openFields(key, sealingContext(envelope.stream, envelope.revision), envelope.sealed[0]) : null,
      sealed: envelope.sealed.flatMap(({ fields }) => [...fields]),
    }));
    const order = asked.order ?? 'recorded';
    return { moment, official: id, order, entries: order === 'recorded' ? entries : entries.toSorted(byEffect) };
  }

  /** The stream itself is the record; only what was known is folded, without what is set aside. @throws Problem 404 */
  async #foldUpTo(id: string, { knownAt, setAside }: ResolvedMoment) {
    const envelopes: { readonly envelope: Envelope; readonly index: LogIndex }[] = [];
    let state: Official = noOfficial;
    for await (const page of this.events.readStream(`official-${id}`)) {
      for (const stored of page) {
        if (stored.index > knownAt || setAside.some(({ index }) => index === stored.index)) continue;
        const envelope = decodeEnvelope(stored.text, stored);
        state = evolve(state, officialsCatalogue.read(envelope));
        envelopes.push({ envelope, index: stored.index });
      }
    }
    return { state: registered(state, id), envelopes, revision: envelopes.at(-1)?.envelope.revision ?? -1 };
  }
}

const registered = (state: Official, id: string): Registered => {
  if (state.status === 'registered') return state;
  throw new Problem(404, 'UNKNOWN_OFFICIAL', { vi: `Không có hồ sơ ${id} theo những gì đã biết.`, en: `No official ${id} is known.` });
};

const nameOn = (structure: Structure, unit: string, day: CivilDate): string => structure.nameOn(unit, day);

const effectiveOnOf = ({ data }: Envelope): CivilDate | null => ('effectiveOn' in data && isCivilDate(data.effectiveOn) ? data.effectiveOn : null);

/** What has no day of its own (a correction holds for every day) comes first. */
const byEffect = (a: HistoryEntryAnswer, b: HistoryEntryAnswer): number => ((a.effectiveOn ?? '') < (b.effectiveOn ?? '') ? -1 : (a.effectiveOn ?? '') > (b.effectiveOn ?? '') ? 1 : a.index - b.index);
