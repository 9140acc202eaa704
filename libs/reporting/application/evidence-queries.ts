import { domainCatalogue } from '../../catalogue/domain-catalogue.js';
import { countedOf, type Counting } from '../../indicators/counted.js';
import { figures } from '../../indicators/evaluate.js';
import type { Detail, Excluded, HeldBy, ParticipationFact, PostFact, ServiceFact } from '../../indicators/evidence.js';
import type { Structure } from '../../organisation/structure/structure.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { Problem } from '../../platform/http/problem.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import { classes, trainingProjection, type TrainingClass } from '../../training/read-models/training-projection.js';
import type { ActAnswer, EvidenceAnswer, EvidenceFactAnswer, EvidenceItemAnswer, EvidencePersonAnswer, EvidenceSide } from '../answers/evidence.dto.js';
import type { OfficialRecord } from '../read-models/ledger-entry.js';
import { ledgerProjection, officials } from '../read-models/ledger-projection.js';
import type { Knowledge } from './knowledge.js';
import { resolveMoment, type ResolvedMoment } from './moment.js';
import { figureAnswer, ruleSetAnswer } from './reporting-queries.js';
import { resolveScope } from './scope.js';

export type AskedEvidence = {
  readonly trueOn?: string;
  readonly knownAt?: string;
  readonly unit?: string;
  readonly tier?: string;
  readonly version?: number;
  readonly side?: EvidenceSide;
  readonly cursor?: string;
  readonly limit?: number;
};
const pageDefault = 50;

type Listed = { readonly detail: Detail; readonly isCounted: boolean } | { readonly excluded: Excluded };
type Records = { readonly officials: ReadonlyMap<string, OfficialRecord>; readonly classes: ReadonlyMap<string, TrainingClass> };
type Telling = { readonly knowledge: Knowledge; readonly structure: Structure; readonly moment: ResolvedMoment; readonly records: Records };

/** The list behind a number, exactly as long as the number: people, posts and decisions on either side. */
export class EvidenceQueries {
  constructor(private readonly knowledge: Knowledge, private readonly readStore: ReadStore) {}

  async evidence(reading: string, asked: AskedEvidence): Promise<EvidenceAnswer> {
    const knowledge = this.knowledge.pinned();
    const side = asked.side ?? 'denominator';
    const question = ['evidence', reading, side, asked.unit ?? '', asked.tier ?? '', asked.version ?? '', asked.trueOn ?? '', asked.knownAt ?? ''].join('|');
    const [knownAtBefore, trueOnBefore, offset] = asked.cursor === undefined ? [undefined, undefined, 0] : decodeCursor(asked.cursor, question, ['number', 'string', 'number']);
    // A later page speaks of the same moment as the first, whatever was recorded meanwhile.
    const moment = resolveMoment(knowledge, knownAtBefore === undefined ? asked : { knownAt: String(knownAtBefore), trueOn: String(trueOnBefore) });
    const structure = knowledge.organisation.knownAt(moment.knownAt);
    const scope = resolveScope(structure, asked);
    const counting = countedOf(knowledge.ledger, moment, scope, reading, asked.version);
    if (!counting) return this.#unanswered(knowledge, reading, moment, asked, scope, side);
    const listed = listOf(counting, side);
    const start = Number(offset);
    const page = listed.slice(start, start + (asked.limit ?? pageDefault));
    const telling = { knowledge, structure, moment, records: await this.#records(page, knowledge) };
    const [figure] = figures(knowledge.ledger, moment, scope, { readings: [reading], ruleSet: counting.ruleSet.version }).figures;
    const end = start + page.length;
    return {
      moment,
      scope,
      ruleSet: ruleSetAnswer(counting.ruleSet),
      figure: figure ? figureAnswer(figure, counting.ruleSet) : null,
      side,
      total: listed.length,
      items: page.map((item) => itemAnswer(item, telling)),
      next: end < listed.length ? encodeCursor(question, [moment.knownAt, moment.trueOn, end]) : null,
    };
  }

  #unanswered(knowledge: Knowledge, reading: string, moment: ResolvedMoment, { version }: AskedEvidence, scope: EvidenceAnswer['scope'], side: EvidenceSide): EvidenceAnswer {
    const ruleSet = knowledge.ledger.findRuleSet(moment.trueOn, moment.knownAt, version);
    if (ruleSet || version !== undefined) throw new Problem(404, 'UNKNOWN_READING', { vi: `Không có cách tính ${reading} trong bộ quy tắc đó.`, en: `That rule set has no reading ${reading}.` });
    return { moment, scope, ruleSet: null, figure: null, side, total: 0, items: [], next: null };
  }

  /** Of the generation that was counted: an answer is not made of two. */
  async #records(page: readonly Listed[], { generation }: Knowledge): Promise<Records> {
    const people = page.flatMap(peopleOf);
    const attended = page.flatMap((item) => ('detail' in item ? trainingsOf(item.detail) : []));
    return {
      officials: await this.#read<OfficialRecord>({ ...ledgerProjection, ...(generation === undefined ? {} : { generation }) }, officials, [...new Set([...people, ...attended.map(({ official }) => official)])]),
      classes: await this.#read<TrainingClass>(trainingProjection, classes, [...new Set(attended.map(({ class: id }) => id))]),
    };
  }

  async #read<Found>(projection: Parameters<ReadStore['snapshot']>[0], collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, Found>> {
    const snapshot = await this.readStore.snapshot(projection);
    try {
      return (await snapshot.getMany(collection, keys)) as ReadonlyMap<string, Found>; // Only the projection writes the collection.
    } finally {
      await snapshot.close();
    }
  }
}

const listOf = ({ details, numerator, excluded }: Counting, side: EvidenceSide): readonly Listed[] => {
  if (side === 'excluded') return excluded.map((one) => ({ excluded: one }));
  const counted = new Set(numerator);
  const all = details.map((detail) => ({ detail, isCounted: counted.has(detail.key) }));
  return side === 'numerator' ? all.filter(({ isCounted }) => isCounted) : all;
};

const heldBy = (detail: Detail): readonly HeldBy[] =>
  detail.of === 'authority' ? detail.bodies.flatMap(({ women }) => women) : detail.of === 'department' ? detail.leaders : [];

const peopleOf = (item: Listed): readonly string[] => {
  if ('excluded' in item) return [item.excluded.official];
  const { detail } = item;
  if (detail.of === 'person') return [detail.key];
  if (detail.of === 'post' || detail.of === 'participation') return [detail.official];
  return heldBy(detail).map(({ official }) => official);
};

const trainingsOf = (detail: Detail): readonly ParticipationFact[] => (detail.of === 'person' ? detail.trainings : detail.of === 'participation' ? [detail] : []);

const itemAnswer = (item: Listed, telling: Telling): EvidenceItemAnswer => {
  const plain = { name: null, staff: null, reason: null };
  if ('excluded' in item) {
    const { excluded } = item;
    return { ...plain, of: 'excluded', key: excluded.official, isCounted: false, reason: excluded.reason, people: [heldPerson(excluded, telling)] };
  }
  const { detail, isCounted } = item;
  const { key, of } = detail;
  switch (detail.of) {
    case 'person': {
      const facts = [
        ...detail.posts.map((post) => postAnswer(post, key, telling)),
        ...(detail.service ? [serviceAnswer(detail.service, key, telling)] : []),
        ...detail.trainings.map((one) => trainingAnswer(one, telling)),
      ];
      return { ...plain, of, key, isCounted, people: [personAnswer(key, detail.isWoman, facts, telling)] };
    }
    case 'post':
      return { ...plain, of, key, isCounted, people: [personAnswer(detail.official, detail.isWoman, detail.posts.map((post) => postAnswer(post, detail.official, telling)), telling)] };
    case 'participation':
      return { ...plain, of, key, isCounted, people: [personAnswer(detail.official, detail.isWoman, [trainingAnswer(detail, telling)], telling)] };
    case 'authority':
      return { ...plain, of, key, isCounted, name: unitName(key, telling), people: heldBy(detail).map((held) => heldPerson(held, telling)) };
    case 'department':
      return {
        ...plain, of, key, isCounted, name: unitName(key, telling), people: detail.leaders.map((held) => heldPerson(held, telling)),
        staff: { women: detail.women, total: detail.staff, isMet: detail.isStaffMet },
      };
  }
};

const unitName = (unit: string, { structure, moment }: Telling): string => structure.nameOn(unit, moment.trueOn);

const heldPerson = ({ official, isWoman, post }: HeldBy, telling: Telling): EvidencePersonAnswer => personAnswer(official, isWoman, [postAnswer(post, official, telling)], telling);

const personAnswer = (official: string, isWoman: boolean, facts: EvidenceFactAnswer[], { knowledge }: Telling): EvidencePersonAnswer =>
  ({ official, name: knowledge.directory.nameOf(official) ?? null, gender: isWoman ? 'female' : 'male', facts });

const noFact = { position: null, positionTitle: null, capacity: null, term: null, category: null, class: null, act: null, sentBy: null };

const postAnswer = ({ actId, unit, position, capacity, term, since }: PostFact, official: string, telling: Telling): EvidenceFactAnswer => ({
  ...noFact, kind: 'post', unit, unitName: unitName(unit, telling), position, positionTitle: telling.structure.findPosition(position)?.title ?? null, capacity, term, since,
  act: actOf(official, actId, telling),
});

const serviceAnswer = ({ actId, place, position, category, since }: ServiceFact, official: string, telling: Telling): EvidenceFactAnswer => ({
  ...noFact, kind: 'service', unit: place, unitName: unitName(place, telling), position, positionTitle: telling.structure.findPosition(position)?.title ?? null, category, since,
  act: actOf(official, actId, telling),
});

const trainingAnswer = ({ participation, unit, class: id, endedOn }: ParticipationFact, telling: Telling): EvidenceFactAnswer => {
  const sent = telling.records.classes.get(id)?.participations.find((one) => one.participation === participation);
  return { ...noFact, kind: 'training', unit, unitName: unitName(unit, telling), class: id, since: endedOn, sentBy: sent?.sentBy ?? null };
};

/** The act as it was known: an annulment recorded later is not told. */
const actOf = (official: string, actId: string, { records, moment }: Telling): ActAnswer | null => {
  const record = records.officials.get(official);
  const recorded = record?.acts.find(({ act }) => act.data.actId === actId);
  if (!record || !recorded) return null;
  const { act: { type, data }, index, revision, recordedAt, actor } = recorded;
  const annulledAt = record.annulledAt[actId];
  return {
    actId,
    type,
    act: domainCatalogue.get(type).act,
    effectiveOn: data.effectiveOn,
    decision: 'decision' in data ? data.decision : null,
    source: 'source' in data ? data.source : null,
    recordedAt,
    recordedBy: actor,
    index,
    revision,
    annulledAt: annulledAt !== undefined && annulledAt <= moment.knownAt ? annulledAt : null,
  };
};
