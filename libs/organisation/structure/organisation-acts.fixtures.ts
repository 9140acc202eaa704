import fc from 'fast-check';
import { addDays, civilDate, type CivilDate } from '../../kernel/civil-date.js';
import type { OrganisationEvent } from '../domain/events.js';

export const firstDay = civilDate('2016-01-01');
/** Few days, so that acts fall on the same one, before and after each other. */
export const someDays: readonly CivilDate[] = Array.from({ length: 9 }, (_, at) => addDays(firstDay, at));

const kinds = ['establish', 'establish', 'rename', 'retype', 'move', 'move', 'merge', 'dissolve', 'body', 'term', 'end-term', 'shift'] as const;
const draw = fc.record({ kind: fc.constantFrom(...kinds), a: fc.nat(1000), b: fc.nat(1000), on: fc.constantFrom(...someDays) });
type Draw = typeof draw extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Acts in any recorded order on any days: nobody has judged them, so units may end twice, move before they stand and run in rings. */
export const unjudgedActs = (most: number): fc.Arbitrary<readonly OrganisationEvent[]> =>
  fc.array(draw, { maxLength: most }).map((draws) => {
    const [units, bodies, terms] = [['u0'], ['b0'], ['t0']];
    const events: OrganisationEvent[] = [
      { type: 'UnitEstablished', data: { unit: 'u0', name: 'n0', unitType: 'k0', tier: 'province', effectiveOn: firstDay } },
      { type: 'BodyDefined', data: { body: 'b0', unit: 'u0', kind: 'committee', name: 'b0' } },
      { type: 'TermOpened', data: { term: 't0', body: 'b0', label: 't0', from: firstDay, members: ['p0'] } },
    ];
    for (const drawn of draws) events.push(eventOf(drawn, { units, bodies, terms }));
    return events;
  });

type Codes = { readonly units: string[]; readonly bodies: string[]; readonly terms: string[] };
const pick = (codes: readonly string[], at: number) => codes[at % codes.length] ?? 'none';
const added = (codes: string[], letter: string) => {
  const code = `${letter}${codes.length}`;
  codes.push(code);
  return code;
};

const eventOf = ({ kind, a, b, on }: Draw, { units, bodies, terms }: Codes): OrganisationEvent => {
  switch (kind) {
    case 'establish': {
      const parent = pick(units, a);
      return { type: 'UnitEstablished', data: { unit: added(units, 'u'), name: `n${b % 4}`, unitType: `k${b % 3}`, tier: 'district', parent, effectiveOn: on } };
    }
    case 'rename':
      return { type: 'UnitRenamed', data: { unit: pick(units, a), name: `n${b}`, effectiveOn: on } };
    case 'retype':
      return { type: 'UnitTypeChanged', data: { unit: pick(units, a), unitType: `k${b % 3}`, effectiveOn: on } };
    case 'move':
      return { type: 'UnitMoved', data: { unit: pick(units, a), parent: pick(units, b), effectiveOn: on } };
    case 'merge':
      return { type: 'UnitsMerged', data: { sources: [pick(units, a), pick(units, a + 1)], into: pick(units, b), effectiveOn: on } };
    case 'dissolve':
      return { type: 'UnitDissolved', data: { unit: pick(units, a), successor: pick(units, b), effectiveOn: on } };
    case 'body':
      return { type: 'BodyDefined', data: { body: added(bodies, 'b'), unit: pick(units, a), kind: 'committee', name: 'Ủy ban nhân dân' } };
    case 'term':
      return { type: 'TermOpened', data: { term: added(terms, 't'), body: pick(bodies, a), label: '2016–2021', from: on, members: ['p0'] } };
    case 'end-term':
      return { type: 'TermEnded', data: { term: pick(terms, a), effectiveOn: on } };
    case 'shift':
      return {
        type: 'CategoryShiftedByPolicy',
        data: { fromCategory: a % 2 ? 'cong-chuc' : 'vien-chuc', toCategory: b % 2 ? 'vien-chuc' : 'cong-chuc', unitTypes: [`k${a % 3}`], basis: 'Luật', effectiveOn: on },
      };
  }
};
