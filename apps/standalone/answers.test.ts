import { openInMemoryEventStore } from '../../libs/event-store/in-memory/in-memory-event-store.js';
import { encodeEnvelope } from '../../libs/kernel/envelope.js';
import { ReadStoreUnavailable } from '../../libs/read-store/read-store.port.js';
import { EvidenceQueries } from '../../libs/reporting/application/evidence-queries.js';
import { Freshness } from '../../libs/reporting/application/freshness.js';
import { KnowledgeTail } from '../../libs/reporting/application/knowledge-tail.js';
import { Knowledge } from '../../libs/reporting/application/knowledge.js';
import { OfficialQueries } from '../../libs/reporting/application/official-queries.js';
import { plan3009 } from '../../libs/indicators/rules/plan-3009.js';
import { clerkOf, decision, directorship, establishOffice, recorded, recruitment, submission, type Clerk } from './office.fixtures.js';
import type { Registry, RegistryStores } from './open-registry.js';
import { inMemoryStores, openServed, settled } from './registry.fixtures.js';

const clock = { now: () => Date.parse('2021-01-05T03:00:00Z') };
let stores: RegistryStores;
let registry: Registry;
let clerk: Clerk;
beforeEach(async () => {
  stores = inMemoryStores();
  registry = await openServed(stores, { clock });
  clerk = clerkOf(registry);
  await establishOffice(clerk);
  recorded(await registry.executors.ruleSets.execute({ operation: 'publish', target: plan3009.ruleSet, command: plan3009, submission: submission() }));
});
afterEach(() => registry.close());
const recruit = async (name: string): Promise<string> => recorded(await clerk.act('recruit', undefined, recruitment(name))).id;

describe('paging through evidence while more is recorded', () => {
  it('keeps to the moment of the first page', async () => {
    for (const name of ['Lan', 'Hoa', 'Mai', 'Cúc', 'Đào']) await recruit(`Nguyễn Thị ${name}`);
    await settled(registry);
    const queries = new EvidenceQueries(registry.knowledge, registry.read);
    const reading = 'T5.of-women';
    const whole = await queries.evidence(reading, { limit: 200 });
    const keys: string[] = [];
    let page = await queries.evidence(reading, { limit: 2 });
    for (let at = 0; ; at += 1) {
      keys.push(...page.items.map(({ key }) => key));
      expect([page.moment.knownAt, page.total, page.figure]).toEqual([whole.moment.knownAt, whole.total, whole.figure]);
      if (page.next === null) break;
      await recruit(`Trần Thị ${at}`);
      await settled(registry);
      page = await queries.evidence(reading, { limit: 2, cursor: page.next });
    }
    expect(keys).toEqual(whole.items.map(({ key }) => key));
    expect(keys).toHaveLength(5);
    expect((await queries.evidence(reading, {})).total).toBeGreaterThan(5);
  });
});

describe('an act annulled later', () => {
  it('is told as it was known: not annulled before, gone after', async () => {
    const lan = await recruit('Nguyễn Thị Lan');
    const appointed = recorded(await clerk.act('appoint', lan, directorship('2020-03-01')));
    const annulled = recorded(await clerk.act('annul-act', lan, { annulledActId: appointed.events[0]?.actId ?? '', decision: decision(), reason: 'trái thẩm quyền' }));
    await settled(registry);
    const officials = new OfficialQueries(registry.knowledge, registry.events, registry.keys);
    const told = async (knownAt: number) => ({
      tenures: (await officials.one(lan, { knownAt: String(knownAt) })).tenures.length,
      annulled: (await officials.history(lan, { knownAt: String(knownAt) })).entries.map(({ isAnnulled }) => isAnnulled),
    });
    expect(await told(annulled.index - 1)).toEqual({ tenures: 1, annulled: [false, false] });
    expect(await told(annulled.index)).toEqual({ tenures: 0, annulled: [false, true, false] });
  });
});

describe('an event that this release does not know', () => {
  it('stops the answers that would reach it, and none before', async () => {
    await recruit('Nguyễn Thị Lan');
    const head = await stores.events.head();
    await stores.events.append('future-1', 'none', [{ id: 'f', type: 'FutureAct', text: encodeEnvelope({
      v: 1, type: 'FutureAct', schema: 1, stream: 'future-1', revision: 0, recordedAt: '2021-01-05T03:00:00.000Z', actor: 'x', role: 'x', commandId: 'x', request: 'x', reliedOn: -1,
      causation: null, correlation: 'x', salt: 'x', data: {}, sealed: [],
    }, (text) => text.length) }]);
    expect(await registry.engine.waitFor(head + 1, 2_000, 'ledger')).toBe('stopped');
    const freshness = new Freshness(registry.engine, registry.tail, registry.knowledge);
    await expect(freshness.require({})).rejects.toMatchObject({ document: { status: 409, code: 'PROJECTION_STALLED', facts: { index: head + 1, type: 'FutureAct' } } });
    await expect(freshness.require({ knownAt: String(head) })).resolves.toBeUndefined();
    expect(registry.knowledge.index).toBe(head);
  });
});

describe('keeping up with the documents', () => {
  it('goes on after the read store could not be reached for a moment', async () => {
    await recruit('Nguyễn Thị Lan');
    await settled(registry);
    let failures = 1;
    const tail = new KnowledgeTail(new Knowledge(clock), { ...stores.read, snapshot: async (projection) => {
      if (failures > 0) {
        failures -= 1;
        throw new ReadStoreUnavailable('for a moment');
      }
      return stores.read.snapshot(projection);
    } }, stores.keys);
    await expect(tail.load()).rejects.toThrow(ReadStoreUnavailable);
    await expect(tail.follow()).resolves.toBeUndefined();
  });
  it('names nobody by a key that was destroyed after an earlier reading', async () => {
    const knowledge = new Knowledge(clock);
    const tail = new KnowledgeTail(knowledge, stores.read, stores.keys);
    await registry.engine.pause('ledger');
    const [lan, hoa] = [await recruit('Nguyễn Thị Lan'), await recruit('Trần Thị Hoa')];
    await tail.load();
    await stores.keys.destroyKey(hoa);
    await registry.engine.resume('ledger');
    await settled(registry);
    await tail.follow();
    expect([knowledge.directory.nameOf(lan), knowledge.directory.nameOf(hoa)]).toEqual(['Nguyễn Thị Lan', undefined]);
  });
  it('is not held up when the log is empty', async () => {
    const empty = await openServed({ ...inMemoryStores(), events: openInMemoryEventStore() }, { clock });
    expect(empty.knowledge.index).toBe(-1);
    await empty.close();
  });
});
