import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import type { RegistryStores, Registry } from './open-registry.js';
import { clerkOf, decision, directorship, establishOffice, on, recorded, recruitment, type Clerk } from './office.fixtures.js';
import { inMemoryStores, leave, openServed } from './registry.fixtures.js';

/** Documents are always a little behind the log: only who waits for them reads what was just written. */
const slowly = (read: ReadStore): ReadStore => ({
  ...read,
  commit: async (projection, batch) => {
    await new Promise((resolve) => setTimeout(resolve, projection.name === 'ledger' ? 25 : 8));
    return read.commit(projection, batch);
  },
});

let now: number;
let stores: RegistryStores;
let registry: Registry;
let clerk: Clerk;
beforeEach(async () => {
  now = Date.parse('2021-01-05T03:00:00Z');
  const fresh = inMemoryStores();
  stores = { ...fresh, read: slowly(fresh.read) };
  registry = await openServed(stores, { clock: { now: () => now } });
  clerk = clerkOf(registry);
  await establishOffice(clerk);
});
/** Registries of other processes over the same stores. */
const others: Registry[] = [];
const openOther = async (...[over]: Parameters<typeof openServed>): Promise<Registry> => {
  const other = await openServed(over, { clock: { now: () => now } });
  others.push(other);
  return other;
};
afterEach(async () => {
  for (const other of others.splice(0)) await leave(other);
  await registry.close();
});
const recruit = async (name: string, more: Parameters<typeof recruitment>[1] = {}): Promise<string> => recorded(await clerk.act('recruit', undefined, recruitment(name, more))).id;
const codeOf = (outcome: Awaited<ReturnType<Clerk['act']>>): unknown => (outcome.outcome === 'refused' ? outcome.refusal.code : outcome.outcome);

describe('taking a post whose seat another holds', () => {
  it('is warned of at once, and no more once the predecessor is relieved', async () => {
    const [lan, hoa] = [await recruit('Nguyễn Thị Lan'), await recruit('Trần Thị Hoa')];
    const held = recorded(await clerk.act('appoint', lan, directorship('2020-03-01')));
    expect(await clerk.act('appoint', hoa, directorship('2020-05-01'))).toMatchObject({
      outcome: 'refused', refusal: { code: 'WARNINGS_STAND', warnings: [{ code: 'POST_FULLY_HELD', seats: 1, holders: [lan] }] },
    });
    recorded(await clerk.act('relieve', lan, { endedActId: held.events[0]?.actId ?? '', reason: 'mien-nhiem', decision: decision(), effectiveOn: on('2020-05-01') }));
    expect(await clerk.act('appoint', hoa, directorship('2020-05-01'))).toMatchObject({ outcome: 'recorded', warnings: [] });
  });
  it('is recorded with a reason, and says what was set aside', async () => {
    const [lan, hoa] = [await recruit('Nguyễn Thị Lan'), await recruit('Trần Thị Hoa')];
    recorded(await clerk.act('appoint', lan, directorship('2020-03-01')));
    expect(await clerk.act('appoint', hoa, directorship('2020-05-01', { overrides: [{ code: 'POST_FULLY_HELD', reason: 'bàn giao' }] })))
      .toMatchObject({ outcome: 'recorded', warnings: [{ code: 'POST_FULLY_HELD' }] });
  });
});

describe('a line of a decision that another official’s line gave another day of signing', () => {
  it('is refused at once, in any spelling of its symbol, and not of another year or issuer', async () => {
    await recruit('Nguyễn Thị Lan', { decision: decision(700, '2020-01-15') });
    const other = async (more: object) => codeOf(await clerk.act('recruit', undefined, recruitment('Trần Thị Hoa', { decision: { ...decision(700, '2020-01-16'), ...more } })));
    expect(await other({})).toBe('DECISION_HEADER_DIFFERS');
    expect(await other({ symbol: 'QĐ-UBND'.normalize('NFD') })).toBe('DECISION_HEADER_DIFFERS');
    expect(await other({ signedOn: on('2020-01-15') })).toBe('recorded');
    expect(await other({ issuer: 'HĐND' })).toBe('recorded');
    expect(await other({ signedOn: on('2019-12-16') })).toBe('recorded');
  });
});

describe('the limits of the planning pool', () => {
  const proposal = (official: string, more: object = {}) => ({ official, unit: 'snv', position: 'giam-doc', term: '2020-2025', source: 'on-site' as const, effectiveOn: on('2020-06-01'), ...more });
  const propose = (official: string, more: object = {}) => clerk.plan('propose', undefined, proposal(official, more));

  it('are warned of for the fourth of one post, and no more once one of them is removed', async () => {
    const people = [];
    for (const name of ['Lan', 'Hoa', 'Mai', 'Cúc', 'Đào']) people.push(await recruit(`Nguyễn Thị ${name}`));
    const [first, ...more] = people;
    const planned = recorded(await propose(first ?? ''));
    for (const official of more.slice(0, 2)) expect(await propose(official)).toMatchObject({ outcome: 'recorded', warnings: [] });
    expect(await propose(people[3] ?? '')).toMatchObject({ outcome: 'recorded', warnings: [{ code: 'POST_HAS_THREE_PLANNED', planned: 3 }] });
    recorded(await clerk.plan('remove', planned.id, { reason: 'khac', effectiveOn: on('2020-07-01') }));
    expect(await propose(people[4] ?? '')).toMatchObject({ warnings: [{ code: 'POST_HAS_THREE_PLANNED', planned: 3 }] });
  });
  it('are warned of for the fourth post of one person', async () => {
    const lan = await recruit('Nguyễn Thị Lan');
    for (const term of ['2010', '2015', '2020']) expect(await propose(lan, { term })).toMatchObject({ warnings: [] });
    expect(await propose(lan, { term: '2025' })).toMatchObject({ warnings: [{ code: 'OFFICIAL_HAS_THREE_PLANNED', planned: 3 }] });
  });
  it('do not matter for someone unknown', async () => expect(codeOf(await propose('6f1c1a52-0000-5000-8000-000000000000'))).toBe('OFFICIAL_UNKNOWN'));
});

describe('one identity number', () => {
  const identityNumber = '074185000123';
  const numbered = (name: string, more: object = {}) => recruitment(name, { identityNumber, ...more });

  it('is given to one of two recruited at once, also by two processes', async () => {
    const there = clerkOf(await openOther(stores));
    const outcomes = await Promise.all([clerk.act('recruit', undefined, numbered('Lan')), there.act('recruit', undefined, numbered('Lan')), clerk.act('find-in-service', undefined, {
      ...numbered('Lan'), source: { file: 'ds.xlsx', row: 1, statedOn: on('2020-01-01') },
    })]);
    expect(outcomes.map(codeOf).toSorted()).toEqual(['IDENTITY_ALREADY_REGISTERED', 'IDENTITY_ALREADY_REGISTERED', 'recorded']);
    const winner = outcomes.find(({ outcome }) => outcome === 'recorded');
    expect(outcomes).toContainEqual({ outcome: 'refused', refusal: { code: 'IDENTITY_ALREADY_REGISTERED', official: winner && recorded(winner).id } });
  });
  it('is not held by a recruitment that was refused', async () => {
    expect(codeOf(await clerk.act('recruit', undefined, numbered('Lan', { unit: 'khong-co' })))).toBe('UNIT_UNKNOWN');
    expect(codeOf(await clerk.act('recruit', undefined, numbered('Lan')))).toBe('recorded');
  });
  it('left by a command that never came through is taken over after a minute, and not before', async () => {
    const lost = clerkOf(await openOther({ ...stores, events: { ...stores.events, append: () => Promise.reject(new Error('the process ends here')), readStream: stores.events.readStream.bind(stores.events), readAll: stores.events.readAll.bind(stores.events), head: stores.events.head.bind(stores.events), follow: stores.events.follow.bind(stores.events), close: stores.events.close.bind(stores.events) } }));
    await expect(lost.act('recruit', undefined, numbered('Lan'))).rejects.toThrow('the process ends here');
    now += 59_999;
    expect(codeOf(await clerk.act('recruit', undefined, numbered('Hoa')))).toBe('IDENTITY_ALREADY_REGISTERED');
    now += 1;
    expect(codeOf(await clerk.act('recruit', undefined, numbered('Hoa')))).toBe('recorded');
    now += 600_000;
    expect(codeOf(await clerk.act('recruit', undefined, numbered('Mai')))).toBe('IDENTITY_ALREADY_REGISTERED');
  });
  it('given again under the same key is the same official', async () => {
    const command = numbered('Lan');
    const first = await clerk.act('recruit', undefined, command, { idempotencyKey: 'same' });
    expect(await clerk.act('recruit', undefined, command, { idempotencyKey: 'same' })).toEqual({ ...first, isReplay: true });
  });
});

describe('a very long note', () => {
  it('is refused, and nothing is written', async () => {
    const head = await stores.events.head();
    expect(codeOf(await clerk.act('recruit', undefined, recruitment('Lan', { note: 'ệ'.repeat(70_000) })))).toBe('TEXT_TOO_LONG');
    expect(await stores.events.head()).toBe(head);
  });
});

describe('deciding on a person', () => {
  it('keeps the index of the organisation’s last act that was read', async () => {
    const organised = await stores.events.head();
    const lan = await recruit('Nguyễn Thị Lan');
    recorded(await clerk.act('appoint', lan, directorship('2020-03-01')));
    const envelopes: { reliedOn: number }[] = [];
    for await (const page of stores.events.readStream(`official-${lan}`)) envelopes.push(...page.map(({ text }) => JSON.parse(text)));
    expect(envelopes.map(({ reliedOn }) => reliedOn)).toEqual([organised, organised]);
  });
  it('is refused what is personal once the key is gone, and allowed what is not', async () => {
    const lan = await recruit('Nguyễn Thị Lan');
    await stores.keys.destroyKey(lan);
    expect(codeOf(await clerk.act('appoint', lan, directorship('2020-03-01', { note: 'ghi chú' })))).toBe('KEY_DESTROYED');
    expect(codeOf(await clerk.act('appoint', lan, directorship('2020-03-01')))).toBe('recorded');
  });
});
