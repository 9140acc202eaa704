import { domainCatalogue } from '../../catalogue/domain-catalogue.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import { isCivilDate, type CivilDate } from '../../kernel/civil-date.js';
import { decodeEnvelope, type Envelope } from '../../kernel/envelope.js';
import { decisionRef } from '../../kernel/schema.js';
import type { Structure } from '../../organisation/structure/structure.js';
import { Problem } from '../../platform/http/problem.js';
import type { PositionsAnswer, UnitActAnswer, UnitAnswer, UnitDetailAnswer, UnitsAnswer } from '../answers/organisation.dto.js';
import type { Knowledge } from './knowledge.js';
import { resolveMoment } from './moment.js';

type AskedMoment = { readonly trueOn?: string; readonly knownAt?: string };

/** The unit tree on any day as known at any moment. */
export class OrganisationQueries {
  constructor(private readonly knowledge: Knowledge, private readonly events: EventStoreReader, private readonly stream: string) {}

  units(asked: AskedMoment & { readonly all?: boolean }): UnitsAnswer {
    const moment = resolveMoment(this.knowledge, asked);
    const structure = this.knowledge.organisation.knownAt(moment.knownAt);
    const asUnit = (unit: string) => unitAnswer(structure, unit, moment.trueOn);
    return { moment, units: structure.units.filter((unit) => asked.all === true || structure.standsOn(unit, moment.trueOn)).map(asUnit) };
  }

  positions(asked: AskedMoment): PositionsAnswer {
    const moment = resolveMoment(this.knowledge, asked);
    return { moment, positions: this.knowledge.organisation.knownAt(moment.knownAt).positions };
  }

  async one(unit: string, asked: AskedMoment): Promise<UnitDetailAnswer> {
    const moment = resolveMoment(this.knowledge, asked);
    const structure = this.knowledge.organisation.knownAt(moment.knownAt);
    if (!structure.isEstablished(unit)) throw new Problem(404, 'UNKNOWN_UNIT', { vi: `Không có đơn vị ${unit} theo những gì đã biết.`, en: `No unit ${unit} is known.` });
    const terms = structure.terms.flatMap((term) => {
      const body = structure.findBody(term.body);
      if (body?.unit !== unit) return [];
      return [{ term: term.term, body: term.body, bodyName: body.name, kind: body.kind, label: term.label, from: term.from, stands: structure.termStandsOn(term.term, moment.trueOn), members: term.members }];
    });
    const acts: UnitActAnswer[] = [];
    for await (const page of this.events.readStream(this.stream))
      for (const stored of page) {
        if (stored.index > moment.knownAt || moment.setAside.some(({ index }) => index === stored.index) || !stored.text.includes(`"${unit}"`)) continue;
        const envelope = decodeEnvelope(stored.text, stored);
        if (concerns(envelope, unit)) acts.push(actAnswer(envelope, stored.index));
      }
    return { moment, unit: unitAnswer(structure, unit, moment.trueOn), path: structure.pathOn(unit, moment.trueOn), terms, acts };
  }
}

const unitAnswer = (structure: Structure, unit: string, day: CivilDate): UnitAnswer => {
  const { from, until, successor } = structure.standing(unit);
  return {
    unit,
    name: structure.nameOn(unit, day),
    unitType: structure.typeOn(unit, day),
    tier: structure.tierOf(unit),
    parent: structure.parentOn(unit, day) ?? null,
    stands: structure.standsOn(unit, day),
    from,
    until: until ?? null,
    successor: successor ?? null,
  };
};

const concerns = ({ data }: Envelope, unit: string): boolean =>
  ('unit' in data && data.unit === unit) || ('into' in data && data.into === unit) || ('successor' in data && data.successor === unit)
  || ('sources' in data && Array.isArray(data.sources) && data.sources.includes(unit));

const actAnswer = ({ recordedAt, actor, type, data }: Envelope, index: number): UnitActAnswer => ({
  index,
  recordedAt,
  recordedBy: actor,
  type,
  act: domainCatalogue.get(type).act,
  effectiveOn: 'effectiveOn' in data && isCivilDate(data.effectiveOn) ? data.effectiveOn : null,
  decision: 'decision' in data && decisionRef.accepts(data.decision) ? data.decision : null,
  data,
});
