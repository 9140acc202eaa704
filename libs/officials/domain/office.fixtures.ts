import { civilDate } from '../../kernel/civil-date.js';
import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import type { OrganisationEvent } from '../../organisation/domain/events.js';
import { organisationHistory } from '../../organisation/structure/organisation-history.js';
import type { OfficialCommands } from './commands.js';
import { id } from './officials.fixtures.js';
import { officials } from './official-aggregate.js';
import type { OfficialContext } from './official-context.js';

const from = civilDate('1997-01-01');
const unit = (code: string, parent: string | undefined, tier: string, effectiveOn = from): OrganisationEvent => ({
  type: 'UnitEstablished', data: { unit: code, name: code, unitType: 'don-vi', tier, effectiveOn, ...(parent === undefined ? {} : { parent }) },
});
const position = (code: string, isElected: boolean, seats?: number): OrganisationEvent => ({
  type: 'PositionDefined', data: { position: code, title: code, level: 'L3', block: 'committee', isElected, ...(seats === undefined ? {} : { seats }) },
});
const term = (code: string, body: string, on: string, members: readonly string[]): OrganisationEvent => ({
  type: 'TermOpened', data: { term: code, body, label: code, from: civilDate(on), members },
});

const recorded: readonly OrganisationEvent[] = [
  { type: 'ProvinceRegistered', data: { province: 'binh-duong', name: 'Bình Dương', tiers: [], unitTypes: [] } },
  unit('tinh', undefined, 'province'),
  unit('so-noi-vu', 'tinh', 'province'),
  unit('phong-cong-chuc', 'so-noi-vu', 'province'),
  unit('so-tu-phap', 'tinh', 'province'),
  unit('huyen-ben-cat', 'tinh', 'district'),
  unit('xa-an-dien', 'huyen-ben-cat', 'commune'),
  unit('ban-vsip', 'tinh', 'province', civilDate('2012-01-01')),
  { type: 'UnitDissolved', data: { unit: 'ban-vsip', successor: 'tinh', effectiveOn: civilDate('2018-06-01') } },
  position('chuyen-vien', false), position('giam-doc', false, 1), position('pho-giam-doc', false, 3), position('truong-phong', false),
  position('chu-tich-ubnd', true, 1), position('bi-thu', true, 1),
  { type: 'BodyDefined', data: { body: 'ubnd-an-dien', unit: 'xa-an-dien', kind: 'committee', name: 'UBND xã An Điền' } },
  term('ubnd-an-dien-2016', 'ubnd-an-dien', '2016-07-01', ['chu-tich-ubnd']),
  { type: 'TermEnded', data: { term: 'ubnd-an-dien-2016', effectiveOn: civilDate('2021-07-01') } },
  term('ubnd-an-dien-2021', 'ubnd-an-dien', '2021-07-01', ['chu-tich-ubnd']),
];

const history = organisationHistory();
recorded.forEach((event, index) => history.record(event, index));

/** A small province on an ordinary day of 2020; the id of what is recorded next is always `id(99)`. */
export const office: OfficialContext = { official: id(500), ids: () => id(99), today: civilDate('2020-06-15'), structure: history.latest() };

/** Given acts, when an operation comes: judged in the office above, or in it with a few things otherwise. */
export const deciding = <Operation extends keyof OfficialCommands>(operation: Operation, otherwise: Partial<OfficialContext> = {}) =>
  deciderSpec(officials, operation, { ...office, ...otherwise });
