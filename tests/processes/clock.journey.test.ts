import { eventStoreServer } from '../../apps/registry/servers.js';
import { openServerWriteLock } from '../../libs/event-store/eventstoredb/server-write-lock.js';
import { whyNoOwnMongod } from '../../libs/mongodb/mongod.fixtures.js';
import { readSettings } from '../../libs/platform/settings/settings.js';
import { leaveNothingBehind, newFolder, run, start, startMain, type Running } from '../journeys/parity-process.js';
import { postTo, untilAnswered } from './asking.js';
import { openProcessSet, type ProcessSet } from './process-set.js';

leaveNothingBehind();
const absent = whyNoOwnMongod();

/** Node's own clock in a process, wrong by so much. */
const clockOffBy = (ms: number) => ({ NODE_OPTIONS: `--import=data:text/javascript,const%20now=Date.now;Date.now=()=>now()+(${ms})` });
const registered = { province: 'binh-duong', name: 'Bình Dương', tiers: [{ tier: 'tinh', name: 'Cấp tỉnh' }], unitTypes: [{ unitType: 'so', name: 'Sở' }] };
const headers = (key: string) => ({ 'idempotency-key': key, 'parity-actor': 'lan.nt', 'parity-role': 'van-thu' });

const listening = async (running: Running, pattern: RegExp): Promise<Running & { readonly address: string }> => ({ ...running, address: (await running.said(pattern))[1] ?? '' });
const stopped = async (running: Running): Promise<void> => {
  running.signal('SIGTERM');
  expect((await running.ended).code).toBe(0);
};
const clockCheckOf = async (address: string): Promise<unknown> => {
  const response = await fetch(`${address}/health/ready`);
  const { checks } = JSON.parse(await response.text());
  return [response.status, checks.find(({ name }: { readonly name: string }) => name === 'clock')];
};

if (absent !== undefined) describe('a command process whose clock is off the servers’', () => it.todo(`is not tried here, because ${absent}`));
else
  describe('a command process whose clock is off the servers’', () => {
    let set: ProcessSet;
    beforeAll(async () => {
      set = await openProcessSet();
    }, 120_000);
    afterAll(() => set?.close());

    it.each([[7_000, 'ahead of', '[67]'], [-7_000, 'behind', '-[67]']])('by %s ms refuses to write, and says so wherever it is asked', async (ms, words, seconds) => {
      const environment = { ...set.environmentOf('command-api'), ...clockOffBy(ms) };
      const commands = await listening(startMain('dist/apps/command-api/main.js', [], environment), /listens at (\S+)/);
      const { status, answer } = await postTo([commands.address], set.authorization('clerks'))({ path: 'organisation/register-province', body: registered, headers: headers('k1') });
      expect([status, answer]).toEqual([503, expect.objectContaining({ code: 'CLOCK_OFF', detail: expect.stringContaining('giây; chưa ghi gì'), detailEn: expect.stringContaining(words) })]);
      expect(await clockCheckOf(commands.address)).toEqual([503, expect.objectContaining({ ok: false, why: 'ClockOff' })]);
      const metrics = await (await fetch(`${commands.address}/metrics`, { headers: { authorization: set.authorization('metrics') } })).text();
      expect(metrics).toMatch(new RegExp(`^parity_clock_ahead_seconds\\{process="command-api"\\} ${seconds}(\\.|$)`, 'm'));
      await stopped(commands);
    }, 120_000);
    it('by 2 seconds records, but while the log is locked', async () => {
      const commands = await listening(startMain('dist/apps/command-api/main.js', [], { ...set.environmentOf('command-api'), ...clockOffBy(2_000) }), /listens at (\S+)/);
      const record = () => postTo([commands.address], set.authorization('clerks'))({ path: 'organisation/register-province', body: registered, headers: headers('k1') });
      const lock = openServerWriteLock(eventStoreServer(readSettings({}, set.environmentOf('command-api'))));
      await lock.take('a copy');
      expect(await record()).toMatchObject({ status: 503, answer: { code: 'LOG_LOCKED' } });
      await lock.release();
      await lock.close();
      await untilAnswered(async () => ({ status: (await record()).status, body: undefined }), ({ status }) => status === 201, 10_000);
      expect(await clockCheckOf(commands.address)).toEqual([200, expect.objectContaining({ ok: true })]);
      await stopped(commands);
    }, 120_000);
  });

describe('a machine that starts with its clock behind the log', () => {
  it('answers, and refuses to write until the clock is set', async () => {
    const folder = newFolder();
    expect((await run(['init', 'binh-duong', '--data-dir', folder])).code).toBe(0);
    const serving = (environment = {}) => listening(start(['serve', '--data-dir', folder, '--port', '0'], environment), /tại (http:\S+),/);
    const record = (address: string) => postTo([address], '')({ path: 'organisation/define-position', body: { position: 'moi', title: 'Vị trí mới', level: 'L6', block: 'committee', isElected: false }, headers: headers('k2') });
    const behind = await serving(clockOffBy(-3_600_000));
    expect(await record(behind.address)).toMatchObject({ status: 503, answer: { code: 'CLOCK_OFF' } });
    expect((await fetch(`${behind.address}/api/v1/indicators`)).status).toBe(200);
    expect(await clockCheckOf(behind.address)).toEqual([503, expect.objectContaining({ ok: false, why: 'ClockOff' })]);
    await stopped(behind);
    const right = await serving();
    expect(await record(right.address)).toMatchObject({ status: 201 });
    await stopped(right);
  }, 120_000);
});
