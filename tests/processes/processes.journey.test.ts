import 'reflect-metadata';
import { openApplication } from '../../apps/standalone/open-application.js';
import { openServed, inMemoryStores, settled } from '../../apps/standalone/registry.fixtures.js';
import type { Registry } from '../../apps/standalone/open-registry.js';
import { mongoServer } from '../../apps/registry/servers.js';
import { openMongoKeyStore } from '../../libs/key-store/mongodb/mongo-key-store.js';
import { whyNoOwnMongod } from '../../libs/mongodb/mongod.fixtures.js';
import { readSettings } from '../../libs/platform/settings/settings.js';
import { leaveNothingBehind } from '../journeys/parity-process.js';
import { getFrom, postTo, quickestOf, untilAnswered, withoutInstants, type Get } from './asking.js';
import { kinds, openProcessSet, type Kind, type ProcessSet, type Started } from './process-set.js';
import { recordSampleOverHttp, type Post, type Recorded } from './sample-over-http.js';

leaveNothingBehind();
const absent = whyNoOwnMongod();

/** The embedded registry, asked as the processes are. */
const openEmbedded = async (): Promise<{ readonly registry: Registry; readonly post: Post; readonly get: Get; close(): Promise<void> }> => {
  const registry = await openServed(inMemoryStores(), { clock: { now: () => Date.now() } });
  const application = await openApplication(registry, { bodyMax: 262_144, logLevel: 'fatal' });
  const ask = async (method: 'GET' | 'POST', path: string, headers: { readonly [name: string]: string } = {}, payload?: object) => {
    const { statusCode, body } = await application.inject({ method, url: `/api/v1/${path}`, headers, ...(payload ? { payload } : {}) });
    return { status: statusCode, answer: JSON.parse(body) };
  };
  return {
    registry,
    post: ({ path, body, headers }) => ask('POST', path, headers, body),
    get: async (path) => {
      const { status, answer } = await ask('GET', path);
      return { status, body: answer };
    },
    close: async () => {
      await application.close();
      await registry.close();
    },
  };
};

/** Every indicator in every tier and some units at the end of each year, trends and ratios. */
const questionsTo = ({ knowledge }: Registry): readonly string[] => {
  const { units, province } = knowledge.organisation.latest();
  const scopes = ['', ...(province?.tiers ?? []).map(({ tier }) => `tier=${tier}`), ...units.filter((_, at) => at % 7 === 0).map((unit) => `unit=${encodeURIComponent(unit)}`)];
  const days = [2016, 2017, 2018, 2019, 2020].map((year) => `${year}-12-31`);
  return [
    ...scopes.flatMap((scope) => days.map((day) => `indicators?trueOn=${day}${scope === '' ? '' : `&${scope}`}`)),
    'trends?period=quarter&from=2016-01-01&to=2020-12-31',
    ...['tier', 'level', 'category'].map((by) => `ratios?by=${by}&count=service&trueOn=2020-12-31`),
  ];
};

if (absent !== undefined) describe('the processes of docker-compose.yml', () => it.todo(`are not started here, because ${absent}`));
else
  describe('the processes of docker-compose.yml', () => {
    let set: ProcessSet;
    const started: Started[] = [];
    const of = (kind: Kind): Started[] => started.filter((each) => each.kind === kind);
    const addresses = (kind: Kind): string[] => of(kind).map(({ address }) => address);
    const start = async (kind: Kind): Promise<Started> => {
      const one = await set.start(kind);
      started.push(one);
      return one;
    };
    let embedded: Awaited<ReturnType<typeof openEmbedded>>;
    let [onServers, inMemory]: Recorded[] = [];
    beforeAll(async () => {
      set = await openProcessSet();
      await Promise.all(kinds.map(start));
      // Each of them a second time, beside the first.
      await Promise.all(kinds.map(start));
      embedded = await openEmbedded();
      inMemory = await recordSampleOverHttp(embedded.post);
      await settled(embedded.registry);
      onServers = await recordSampleOverHttp(postTo(addresses('command-api'), set.authorization('clerks')));
    }, 300_000);
    afterAll(async () => {
      await embedded?.close();
      for (const each of started) each.signal('SIGKILL');
      await set?.close();
    }, 30_000);
    const query = (at = 0): Get => getFrom(addresses('query-api')[at] ?? '', set.authorization('clerks'));
    const recruit = (name: string, key: string) =>
      postTo(addresses('command-api'), set.authorization('clerks'))({
        path: 'officials/recruit',
        body: { unit: embedded.registry.knowledge.organisation.latest().units[1], category: 'cong-chuc', position: 'chuyen-vien', name: `Nguyễn Thị ${name}`, gender: 'female', birthDate: '1990-02-03', effectiveOn: '2020-06-01', decision: { issuer: 'SNV', symbol: `QĐ-${key}`, number: 1, signedOn: '2020-05-20' } },
        headers: { 'idempotency-key': key, 'parity-actor': 'lan.nt', 'parity-role': 'van-thu' },
      });

    /** Milliseconds until both query APIs answer so. */
    const untilBoth = async (ask: (get: Get) => ReturnType<Get>, isSo: Parameters<typeof untilAnswered>[1]): Promise<number> =>
      Math.max(...(await Promise.all([0, 1].map((at) => untilAnswered(() => ask(query(at)), isSo, 10_000)))));

    it('record the province through two command APIs as the embedded registry does', () => {
      expect(onServers?.recorded).toBeGreaterThan(2_000);
      expect([onServers?.recorded, [...(onServers?.refused ?? [])].sort()]).toEqual([inMemory?.recorded, [...(inMemory?.refused ?? [])].sort()]);
    });
    it('answer every indicator as the embedded registry does, from either query API', async () => {
      const head = onServers?.head ?? -1;
      for (const at of [0, 1]) await untilAnswered(() => query(at)(`indicators?minPosition=${head}`), ({ status }) => status === 200, 30_000);
      const questions = questionsTo(embedded.registry);
      let figures = 0;
      for (const [at, question] of questions.entries()) {
        const [here, there] = [await embedded.get(question), await query(at % 2)(question)];
        expect([question, here.status]).toEqual([question, 200]);
        expect([question, withoutInstants(there)]).toEqual([question, withoutInstants(here)]);
        figures += JSON.stringify(here.body).split('"denominator"').length - 1;
      }
      expect(figures).toBeGreaterThan(500);
    }, 60_000);
    it('show a new event in every query API within a second', async () => {
      const tookMs = await quickestOf(3, async (attempt) => {
        const name = `Sao Mai ${'abc'[attempt]}`;
        expect((await recruit(name, `sao-mai-${attempt}`)).status).toBe(201);
        return untilBoth((get) => get(`officials?name=${encodeURIComponent(name)}`), ({ body }) => JSON.stringify(body).includes(name));
      });
      expect(tookMs).toBeLessThan(1_000);
    }, 30_000);
    it('name nobody whose key was destroyed in another process, within a second', async () => {
      const settings = readSettings({}, set.environmentOf('command-api'));
      const keys = await openMongoKeyStore({ ...mongoServer(settings, 'key-store', 'test'), wrappingKey: { file: settings['key-store-wrapping-key-file'] } });
      const tookMs = await quickestOf(3, async (attempt) => {
        const name = `Kim Ngân ${'abc'[attempt]}`;
        const official = String((await recruit(name, `kim-ngan-${attempt}`)).answer['id']);
        const named = (get: Get) => get(`officials?name=${encodeURIComponent(name)}`);
        await untilBoth(named, ({ body }) => JSON.stringify(body).includes(name));
        await keys.destroyKey(official);
        const goneMs = await untilBoth(named, ({ body }) => !JSON.stringify(body).includes(name));
        const { status, body } = await query()(`officials/${official}`);
        expect([status, JSON.stringify(body).includes('Kim Ngân')]).toEqual([200, false]);
        return goneMs;
      });
      await keys.close();
      expect(tookMs).toBeLessThan(1_000);
    }, 30_000);
    it('ask who is there, each for what it needs, but for their health', async () => {
      for (const { address } of started) {
        expect((await fetch(`${address}/health/ready`)).status).toBe(200);
        expect((await fetch(`${address}/metrics`)).status).toBe(401);
        expect((await fetch(`${address}/metrics`, { headers: { authorization: set.authorization('metrics') } })).status).toBe(200);
        expect((await fetch(`${address}/metrics`, { headers: { authorization: set.authorization('clerks') } })).status).toBe(403);
      }
    });
    it('go on folding when one projector is killed', async () => {
      const [working, ready] = of('projector');
      working?.signal('SIGKILL');
      await working?.ended;
      const { answer } = await recruit('Hồng Hạnh', 'hong-hanh');
      await untilAnswered(() => query()(`indicators?minPosition=${String(answer['index'])}`), ({ status }) => status === 200, 20_000);
      expect((await fetch(`${ready?.address ?? ''}/health/ready`)).status).toBe(200);
    }, 30_000);
    it('end well when they are told to stop', async () => {
      const living = started.filter(({ kind }, at) => kind !== 'projector' || at !== started.findIndex((each) => each.kind === 'projector'));
      for (const each of living) each.signal('SIGTERM');
      for (const each of living) expect([each.kind, (await each.ended).code]).toEqual([each.kind, 0]);
      expect(living).toHaveLength(7);
    }, 30_000);
  });
