import 'reflect-metadata';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { eventStoreServer, mongoServer } from '../../apps/registry/servers.js';
import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { plan3009 } from '../../libs/indicators/rules/plan-3009.js';
import { openMongoKeyStore } from '../../libs/key-store/mongodb/mongo-key-store.js';
import { whyNoOwnMongod } from '../../libs/mongodb/mongod.fixtures.js';
import { readSettings } from '../../libs/platform/settings/settings.js';
import { isRealServer } from '../doubles/eventstoredb/event-store-db.fixtures.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../doubles/eventstoredb/eventstoredb-double.js';
import { leaveNothingBehind, newFolder, run, startMain } from '../journeys/parity-process.js';
import { getFrom, postTo, untilAnswered } from './asking.js';
import { openProcessSet, type Kind, type ProcessSet, type Started } from './process-set.js';

leaveNothingBehind();
const absent = isRealServer ? 'EVENTSTORE_URL names a real server, whose files are not ours to replace' : whyNoOwnMongod();

type Copied = readonly { readonly name: string; readonly documents: readonly { readonly [field: string]: unknown }[] }[];
/** What `mongodump --oplog` gives: every collection as of one moment. */
const copyOf = async (database: Db, client: MongoClient): Promise<Copied> => {
  const session = client.startSession({ snapshot: true });
  const copied: Copied[number][] = [];
  for (const { name } of await database.listCollections({}, { nameOnly: true }).toArray()) copied.push({ name, documents: await database.collection(name).find({}, { session }).toArray() });
  return session.endSession().then(() => copied);
};
const restoreInto = async (database: Db, copied: Copied): Promise<void> => {
  for (const { name, documents } of copied) {
    await database.collection(name).deleteMany({});
    if (documents.length > 0) await database.collection(name).insertMany(documents.map((document) => ({ ...document })));
  }
};

if (absent !== undefined) describe('restoring the servers from a backup', () => it.todo(`is not tried here, because ${absent}`));
else
  describe('restoring the servers from a backup', () => {
    const folder = newFolder();
    const file = (name: string) => join(folder, name);
    let set: ProcessSet;
    let client: MongoClient;
    let restored: EventStoreDbDouble | undefined;
    const living: Started[] = [];
    const start = async (kind: Kind): Promise<Started> => {
      const one = await set.start(kind);
      living.push(one);
      return one;
    };
    const stopAll = async (): Promise<void> => {
      for (const each of living) each.signal('SIGTERM');
      for (const each of living.splice(0)) expect([each.kind, (await each.ended).code]).toEqual([each.kind, 0]);
    };
    beforeAll(async () => {
      set = await openProcessSet({ logFile: file('live.log') });
      client = await new MongoClient(set.servers.documentsUrl).connect();
    }, 120_000);
    afterAll(async () => {
      for (const each of living) each.signal('SIGKILL');
      await client?.close();
      await restored?.close();
      await set?.close();
    }, 120_000);

    const settings = () => readSettings({}, set.environmentOf('command-api'));
    const database = (of: 'read-store' | 'key-store'): Db => client.db(settings()[`${of}-database`]);
    const clerks = () => set.authorization('clerks');
    const recorderAt = (address: string) => {
      const post = postTo([address], clerks());
      return async (path: string, body: object, key: string): Promise<number> => {
        const { status, answer } = await post({ path, body, headers: { 'idempotency-key': key, 'parity-actor': 'lan.nt', 'parity-role': 'van-thu' } });
        expect([path, status, answer]).toEqual([path, 201, answer]);
        return Number(answer['index']);
      };
    };
    type Recorder = ReturnType<typeof recorderAt>;
    const recruit = (record: Recorder, n: number) =>
      record('officials/recruit', {
        unit: 'snv', category: 'cong-chuc', position: 'chuyen-vien', name: `Nguyễn Thị Số ${n}`, gender: 'female', birthDate: '1990-02-03', effectiveOn: '2020-06-01',
        decision: { issuer: 'SNV', symbol: 'QĐ-SNV', number: n + 1, signedOn: '2020-05-20' },
      }, `recruit-${n}`);
    const establish = async (record: Recorder): Promise<void> => {
      await record('organisation/register-province', { province: 'binh-duong', name: 'Bình Dương', tiers: [{ tier: 'tinh', name: 'Cấp tỉnh' }], unitTypes: [{ unitType: 'so', name: 'Sở' }] }, 'k1');
      await record('rule-sets/adopt', { ruleSet: plan3009.ruleSet }, 'plan-3009');
      await record('organisation/establish-unit', { unit: 'snv', name: 'Sở Nội vụ', unitType: 'so', tier: 'tinh', effectiveOn: '1997-01-01' }, 'k2');
      await record('organisation/define-position', { position: 'chuyen-vien', title: 'Chuyên viên', level: 'L6', block: 'committee', isElected: false }, 'k3');
    };
    /** Of the log as it is now: how many events, and whose first event has no key. */
    const held = async (): Promise<{ readonly count: number; readonly keyless: readonly string[] }> => {
      const log = await openEventStoreDb(eventStoreServer(settings()));
      const keys = await openMongoKeyStore({ ...mongoServer(settings(), 'key-store', 'test'), wrappingKey: { file: settings()['key-store-wrapping-key-file'] } });
      const keyless: string[] = [];
      for await (const page of log.readAll()) for (const { stream, revision } of page) if (stream.startsWith('official-') && revision === 0 && !(await keys.findKey(stream.slice('official-'.length)))) keyless.push(stream);
      const count = (await log.head()) + 1;
      await Promise.all([log.close(), keys.close()]);
      return { count, keyless };
    };
    const endingOf = (kind: Kind) => startMain(`dist/apps/${kind}/main.js`, [], set.environmentOf(kind)).ended;
    const saysItIsNotReady = ({ address }: Started, why: string) =>
      untilAnswered(async () => ({ status: (await fetch(`${address}/health/ready`)).status, body: await (await fetch(`${address}/health/ready`)).text() }), ({ status, body }) => status === 503 && String(body).includes(why), 20_000);
    const operating = (address: string, ...args: readonly string[]) => run([...args, '--url', address], { PARITY_TOKEN_FILE: join(set.environmentOf('projector')['PARITY_TOKENS_FILE'] ?? '', '../operators-token') });

    let [keysBefore, keysAfter]: Copied[] = [];
    let [recordedAtBackup, recordedLast] = [0, 0];

    it('takes the events first and the keys after them, while commands are recorded', async () => {
      const [commands, queries] = [await start('command-api'), await start('query-api'), await start('projector')];
      const record = recorderAt(commands.address);
      await establish(record);
      let n = 0;
      for (; n < 20; n += 1) await recruit(record, n);
      let isOver = false;
      const recording = (async () => {
        for (; !isOver; n += 1) recordedLast = await recruit(record, n);
      })();
      const recordedMore = async () => {
        for (const from = n; n < from + 5; ) await new Promise((resolve) => setTimeout(resolve, 5));
      };
      keysBefore = await copyOf(database('key-store'), client);
      await recordedMore();
      recordedAtBackup = recordedLast;
      copyFileSync(file('live.log'), file('backup.log'));
      await recordedMore();
      keysAfter = await copyOf(database('key-store'), client);
      await recordedMore();
      isOver = true;
      await recording;
      const { status } = await getFrom(queries.address, clerks())(`indicators?minPosition=${recordedLast}`);
      expect(status).toBe(200);
      await stopAll();
    }, 120_000);

    it('gives back every event that was acknowledged before, each with its key; keys copied earlier would lack some', async () => {
      await set.servers.log.double?.kill();
      copyFileSync(file('backup.log'), file('restored.log'));
      restored = await openEventStoreDbDouble({ port: set.servers.log.double?.port ?? 0, logFile: file('restored.log') });
      await restoreInto(database('key-store'), keysBefore ?? []);
      expect((await held()).keyless.length).toBeGreaterThanOrEqual(5);
      await restoreInto(database('key-store'), keysAfter ?? []);
      const { count, keyless } = await held();
      expect(keyless).toEqual([]);
      expect(count).toBeGreaterThan(recordedAtBackup);
      expect(count).toBeLessThanOrEqual(recordedLast);
    }, 120_000);

    it.each<Kind>(['command-api', 'query-api', 'projector'])('keeps %s from starting over read models that are newer', async (kind) => {
      const { code, err } = await endingOf(kind);
      expect([code, err]).toEqual([4, expect.stringMatching(/^\S+: EventStoreDB (ends at|has not the event).* restored backup.*\n$/)]);
    }, 120_000);

    it('refuses every answer when only the saved positions were removed', async () => {
      const { count } = await held();
      await database('read-store').collection<{ _id: string }>('checkpoints').deleteMany({ _id: /^searched-/ });
      const [queries, projector] = [await start('query-api'), await start('projector')];
      const get = getFrom(queries.address, clerks());
      await untilAnswered(() => get('indicators'), ({ status }) => status === 409, 20_000);
      for (const knownAt of ['', `?knownAt=${count - 1}`, `?knownAt=${count}`]) expect([knownAt, await get(`indicators${knownAt}`)]).toEqual([knownAt, { status: 409, body: expect.objectContaining({ code: 'PROJECTION_STALLED' }) }]);
      for (const each of [queries, projector]) await saysItIsNotReady(each, 'CheckpointBeyondLog');
      await stopAll();
    }, 120_000);
    it('notices it too when the restored log has gone on another way', async () => {
      const commands = await start('command-api');
      const record = recorderAt(commands.address);
      for (let n = 1_000; (await recruit(record, n)) <= recordedLast + 5; n += 1);
      const [queries, projector] = [await start('query-api'), await start('projector')];
      const get = getFrom(queries.address, clerks());
      await untilAnswered(() => get('indicators'), ({ status }) => status === 409, 20_000);
      expect((await get('indicators?knownAt=10')).status).toBe(409);
      expect(await operating(projector.address, 'projections', 'resume', 'ledger')).toMatchObject({ code: 0 });
      await saysItIsNotReady(queries, 'LogReplaced');
      expect((await get('indicators?knownAt=10')).status).toBe(409);
      for (const name of ['ledger', 'planning', 'training', 'decisions']) {
        expect(await operating(projector.address, 'projections', 'rebuild', name)).toMatchObject({ code: 0 });
        expect(await operating(projector.address, 'projections', 'switch', name, '--accept-differences')).toMatchObject({ code: 0 });
      }
      await untilAnswered(() => get('indicators'), ({ status }) => status === 200, 20_000);
      await stopAll();
    }, 180_000);
    it('answers as a replay of the restored events does, from rebuilt documents and from an empty database', async () => {
      const environment = set.environmentOf('projector');
      const check = newFolder();
      const copied = await run(['copy', '--from', environment['PARITY_EVENT_STORE_URL'] ?? '', '--to', check, '--event-store-log', environment['PARITY_EVENT_STORE_LOG'] ?? '', '--json']);
      expect(copied).toMatchObject({ code: 0 });
      expect(JSON.parse(copied.out)).toMatchObject({ count: (await held()).count });
      for (const isEmptied of [false, true]) {
        if (isEmptied) await database('read-store').dropDatabase();
        const [queries] = [await start('query-api'), await start('projector')];
        await untilAnswered(() => getFrom(queries.address, clerks())(`indicators?minPosition=${JSON.parse(copied.out).count - 1}`), ({ status }) => status === 200, 20_000);
        expect(await operating(queries.address, 'reconcile', '--data-dir', check)).toMatchObject({ code: 0, out: expect.stringContaining('0 differences') });
        await stopAll();
      }
    }, 180_000);
  });
